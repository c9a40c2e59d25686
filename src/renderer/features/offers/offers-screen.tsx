import { useLocation } from 'wouter';
import { OfferPage } from './offer-page.tsx';
import { OffersList } from './offers-list.tsx';

/** Offers: the list, and each as a page with its goals. */
export function OffersScreen() {
  const [path] = useLocation();
  const [, , part = ''] = path.split('/');
  return part === '' ? <OffersList /> : <OfferPage key={part} given={part} />;
}

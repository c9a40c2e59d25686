import { useLocation } from 'wouter';
import { PartnerPage } from './partner-page.tsx';
import { PartnersList } from './partners-list.tsx';

/** Partners: the list, and each as a page. */
export function PartnersScreen() {
  const [path] = useLocation();
  const [, , part = ''] = path.split('/');
  return part === '' ? <PartnersList /> : <PartnerPage key={part} given={part} />;
}

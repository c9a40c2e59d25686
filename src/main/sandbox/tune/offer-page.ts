import type { WireReply, WireRequest } from '../wire.ts';
import { textPage } from './click.ts';
import type { TuneTables } from './tables.ts';

const PATH = /^\/offer-page\/([\w-]+)$/;

/** True for the paths of offers' own pages. */
export function isOfferPage(pathname: string): boolean {
  return PATH.test(pathname);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The page an offer's clicks end at; it lists what the click brought. */
export function answerOfferPage({ Offer }: TuneTables, { url }: WireRequest): WireReply {
  const offer = Offer.get(PATH.exec(url.pathname)?.[1] ?? '');
  if (offer === undefined) return textPage(404, 'There is no such offer.');
  const brought = [...url.searchParams].filter(([, value]) => value !== '');
  const list = brought.map(([name, value]) => `<dt>${escaped(name)}<dd>${escaped(value)}`).join('');
  return textPage(200, `${escaped(offer['name'] ?? '')}</p><dl>${list}</dl>`);
}

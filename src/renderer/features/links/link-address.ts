/** The longest link the address keeps; longer ones are cut, as no tracking link is that long. */
const LONGEST = 8000;

/** The link an address asks to have explained; empty when it asks for none. */
export function linkOfSearch(search: string): string {
  return new URLSearchParams(search).get('link') ?? '';
}

/** The address at which a link is explained. */
export function explainAddress(link: string): string {
  const kept = link.slice(0, LONGEST);
  return kept === '' ? '/links/explain' : `/links/explain?${new URLSearchParams({ link: kept }).toString()}`;
}

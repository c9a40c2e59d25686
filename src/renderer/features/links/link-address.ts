import { recordIdOf } from '#renderer/app/hash-location.ts';
import type { LinkFilter, LinkState } from '#shared/ipc/links.ts';

/** The longest link the address keeps; longer ones are cut, as no tracking link is that long. */
const LONGEST = 8000;

/** The link an address asks to have explained or followed; empty when it asks for none. */
export function linkOfSearch(search: string): string {
  return new URLSearchParams(search).get('link') ?? '';
}

/** The address at which a link is explained. */
export function explainAddress(link: string): string {
  const kept = link.slice(0, LONGEST);
  return kept === '' ? '/links/explain' : `/links/explain?${new URLSearchParams({ link: kept }).toString()}`;
}

/** The address at which a link is followed; a saved one by its id, so that the check is kept with it. */
export function followAddress(link: string, linkId: number | null = null): string {
  const search = new URLSearchParams();
  const kept = link.slice(0, LONGEST);
  if (kept !== '') search.set('link', kept);
  if (linkId !== null) search.set('saved', String(linkId));
  const query = search.toString();
  return query === '' ? '/links/follow' : `/links/follow?${query}`;
}

/** The saved link an address speaks of; null when it speaks of none. */
export function savedOfSearch(search: string): number | null {
  return recordIdOf(new URLSearchParams(search).get('saved'));
}

/** All states, in the order the filter lists them. */
export const LINK_STATES: readonly LinkState[] = ['draft', 'published', 'ended'];

/** What the register shows, as its address says. */
export interface RegisterPlace {
  readonly filter: LinkFilter;
  readonly open: number | null;
}

/** Reads the search part of the address; what does not make sense there is left out. */
export function registerOfSearch(search: string): RegisterPlace {
  const given = new URLSearchParams(search);
  const states = LINK_STATES.filter((state) => given.getAll('state').includes(state));
  const partnerIds = given.getAll('partner').slice(0, 200);
  const offerIds = given.getAll('offer').slice(0, 200);
  const numbers = given.getAll('number').slice(0, 200);
  const text = given.get('text')?.slice(0, 200) ?? '';
  const batchId = recordIdOf(given.get('batch'));
  return {
    filter: {
      ...(states.length > 0 ? { states } : {}),
      ...(partnerIds.length > 0 ? { partnerIds } : {}),
      ...(offerIds.length > 0 ? { offerIds } : {}),
      ...(numbers.length > 0 ? { numbers } : {}),
      ...(batchId === null ? {} : { batchId }),
      ...(given.has('trouble') ? { trouble: true } : {}),
      ...(text === '' ? {} : { text }),
    },
    open: recordIdOf(given.get('open')),
  };
}

/** The address of a place of the register. */
export function registerAddress({ filter, open }: RegisterPlace): string {
  const search = new URLSearchParams();
  for (const state of filter.states ?? []) search.append('state', state);
  for (const partner of filter.partnerIds ?? []) search.append('partner', partner);
  for (const offer of filter.offerIds ?? []) search.append('offer', offer);
  for (const number of filter.numbers ?? []) search.append('number', number);
  if (filter.batchId !== undefined) search.set('batch', String(filter.batchId));
  if (filter.trouble === true) search.set('trouble', '1');
  if (filter.text) search.set('text', filter.text);
  if (open !== null) search.set('open', String(open));
  const query = search.toString();
  return query === '' ? '/links/saved' : `/links/saved?${query}`;
}

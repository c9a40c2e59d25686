import { recordIdOf } from '#renderer/app/hash-location.ts';

/** Which records a list shows, by status. */
export type StatusChoice = 'active' | 'other' | null;

/** What a list of offers or partners shows, as its address says. */
export interface RecordPlace {
  readonly text: string;
  readonly status: StatusChoice;
  readonly networkId: number | null;
  readonly open: number | null;
}

const LONGEST_TEXT = 200;

/** Reads the search part of the address; what does not make sense there is left out. */
export function placeOfSearch(search: string): RecordPlace {
  const given = new URLSearchParams(search);
  const status = given.get('status');
  return {
    text: (given.get('text') ?? '').slice(0, LONGEST_TEXT),
    status: status === 'active' || status === 'other' ? status : null,
    networkId: recordIdOf(given.get('network')),
    open: recordIdOf(given.get('open')),
  };
}

/** The search part of the address of a place; empty when it shows everything. */
export function searchOfPlace({ text, status, networkId, open }: RecordPlace): string {
  const search = new URLSearchParams();
  if (text !== '') search.set('text', text);
  if (status !== null) search.set('status', status);
  if (networkId !== null) search.set('network', String(networkId));
  if (open !== null) search.set('open', String(open));
  return search.toString();
}

/** The filter of a place as the store is asked. */
export function filterOfPlace({ text, status, networkId }: RecordPlace): {
  text?: string;
  status?: 'active' | 'other';
  networkId?: number;
} {
  return {
    ...(text === '' ? {} : { text }),
    ...(status === null ? {} : { status }),
    ...(networkId === null ? {} : { networkId }),
  };
}

/** Whether the place leaves any record out. */
export function isNarrow(place: RecordPlace): boolean {
  return searchOfPlace({ ...place, open: null }) !== '';
}

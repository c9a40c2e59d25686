import { recordIdOf } from '#renderer/app/hash-location.ts';
import type { SessionFilter, SessionOrigin, SessionState } from '#shared/ipc/sessions.ts';

/** All states, in the order the filter lists them. */
export const SESSION_STATES: readonly SessionState[] = [
  'requested',
  'active',
  'expired',
  'released',
  'failed',
];

/** Who can ask for a number. */
export const SESSION_ORIGINS: readonly SessionOrigin[] = ['form', 'cli', 'send_list', 'drill_down'];

/** What the list of session numbers shows and what stands open beside it, as its address says. */
export interface SessionPlace {
  readonly states: readonly SessionState[];
  /** Only active numbers whose session ends soon. */
  readonly ending: boolean;
  readonly campaign: string | null;
  readonly origin: SessionOrigin | null;
  readonly text: string;
  readonly open: number | null;
}

/** A list that leaves nothing out. */
export const EVERY_SESSION: SessionPlace = {
  states: [],
  ending: false,
  campaign: null,
  origin: null,
  text: '',
  open: null,
};

/** Reads the search part of the address; what does not make sense there is left out. */
export function placeOfSearch(search: string): SessionPlace {
  const given = new URLSearchParams(search);
  const states = given.getAll('state').flatMap((value) => value.split(','));
  return {
    states: SESSION_STATES.filter((state) => states.includes(state)),
    ending: states.includes('ending'),
    campaign: given.get('campaign')?.slice(0, 64) || null,
    origin: SESSION_ORIGINS.find((origin) => origin === given.get('by')) ?? null,
    text: given.get('text')?.slice(0, 200) ?? '',
    open: recordIdOf(given.get('open')),
  };
}

/** The search part of the address of a place, without the question mark; empty when it shows everything. */
export function searchOfPlace(place: SessionPlace): string {
  const search = new URLSearchParams();
  for (const state of place.ending ? ['ending'] : place.states) search.append('state', state);
  if (place.campaign !== null) search.set('campaign', place.campaign);
  if (place.origin !== null) search.set('by', place.origin);
  if (place.text !== '') search.set('text', place.text);
  if (place.open !== null) search.set('open', String(place.open));
  return search.toString();
}

/** Whether the place leaves any number out. */
export function isFiltered(place: SessionPlace): boolean {
  return searchOfPlace({ ...place, open: null }) !== '';
}

/** The filter as the store is asked; `soon` is the instant before which a session is about to end. */
export function filterOfPlace(place: SessionPlace, soon: number): SessionFilter {
  return {
    ...(place.states.length > 0 && !place.ending ? { states: [...place.states] } : {}),
    ...(place.ending ? { endingBefore: soon } : {}),
    ...(place.campaign === null ? {} : { campaignId: place.campaign }),
    ...(place.origin === null ? {} : { purpose: place.origin }),
    ...(place.text === '' ? {} : { text: place.text }),
  };
}

/** The states with one taken in or out, in their order. */
export function withState(
  states: readonly SessionState[],
  state: SessionState,
  on: boolean,
): readonly SessionState[] {
  return SESSION_STATES.filter((each) => (each === state ? on : states.includes(each)));
}

import { recordIdOf } from '#renderer/app/hash-location.ts';
import type { NumberFilter, NumberState } from '#shared/ipc/numbers.ts';

/** All states, in the order the filter lists them. */
export const NUMBER_STATES: readonly NumberState[] = ['requested', 'active', 'failed', 'removed'];

/** What the list of promo numbers shows, as its address says. */
export interface PromoPlace {
  readonly filter: NumberFilter;
  readonly open: number | null;
}

/** Reads the search part of the address; what does not make sense there is left out. */
export function placeOfSearch(search: string): PromoPlace {
  const given = new URLSearchParams(search);
  const named = given.getAll('state').flatMap((value) => value.split(','));
  const states = NUMBER_STATES.filter((state) => named.includes(state));
  const partnerIds = given.getAll('partner').slice(0, 200);
  const offerIds = given.getAll('offer').slice(0, 200);
  const text = given.get('text')?.slice(0, 200) ?? '';
  const batchId = recordIdOf(given.get('batch'));
  return {
    filter: {
      ...(states.length > 0 ? { states } : {}),
      ...(partnerIds.length > 0 ? { partnerIds } : {}),
      ...(offerIds.length > 0 ? { offerIds } : {}),
      ...(batchId === null ? {} : { batchId }),
      ...(text === '' ? {} : { text }),
    },
    open: recordIdOf(given.get('open')),
  };
}

/** The search part of the address of a place; empty when it shows everything. */
export function searchOfPlace({ filter, open }: PromoPlace): string {
  const search = new URLSearchParams();
  for (const state of filter.states ?? []) search.append('state', state);
  for (const partner of filter.partnerIds ?? []) search.append('partner', partner);
  for (const offer of filter.offerIds ?? []) search.append('offer', offer);
  if (filter.batchId !== undefined) search.set('batch', String(filter.batchId));
  if (filter.text) search.set('text', filter.text);
  if (open !== null) search.set('open', String(open));
  return search.toString();
}

/** The filter with a state taken in or out; none chosen means every state. */
export function withState(filter: NumberFilter, state: NumberState, on: boolean): NumberFilter {
  const { states = [], ...rest } = filter;
  const chosen = NUMBER_STATES.filter((each) => (each === state ? on : states.includes(each)));
  return chosen.length === 0 ? rest : { ...rest, states: chosen };
}

/** The filter with other ids in one of its lists; an empty list is no condition. */
export function withIds(
  filter: NumberFilter,
  list: 'partnerIds' | 'offerIds',
  ids: readonly string[],
): NumberFilter {
  const rest = { ...filter };
  delete rest[list];
  return ids.length === 0 ? rest : { ...rest, [list]: [...ids] };
}

/** The filter with other text. */
export function withText(filter: NumberFilter, text: string): NumberFilter {
  const { text: _, ...rest } = filter;
  return text === '' ? rest : { ...rest, text };
}

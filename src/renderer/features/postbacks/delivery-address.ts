import { recordIdOf } from '#renderer/app/hash-location.ts';
import type { DeliveryFilter, DeliveryState } from '#shared/ipc/postbacks.ts';

/** All states, in the order the filter lists them: what waits, what needs a person, what is done. */
export const DELIVERY_STATES: readonly DeliveryState[] = [
  'waiting',
  'sending',
  'needs_person',
  'refused',
  'exhausted',
  'stopped',
  'accepted',
];

/** What the deliveries list shows and which delivery stands open beside it, as its address says. */
export interface DeliveryPlace {
  readonly filter: DeliveryFilter;
  /** The delivery shown in the side panel. */
  readonly open: string | null;
}

/** Reads the search part of the address; what does not make sense there is left out. */
export function placeOfSearch(search: string): DeliveryPlace {
  const given = new URLSearchParams(search);
  const states = DELIVERY_STATES.filter((state) =>
    given.getAll('state').some((value) => value.split(',').includes(state)),
  );
  const receiver = given.get('receiver');
  const text = given.get('text')?.slice(0, 200);
  const templateId = recordIdOf(given.get('template'));
  const conversionId = recordIdOf(given.get('conversion'));
  return {
    filter: {
      ...(states.length > 0 ? { states } : {}),
      ...(receiver ? { receiver } : {}),
      ...(text ? { text } : {}),
      ...(templateId === null ? {} : { templateId }),
      ...(conversionId === null ? {} : { conversionId }),
    },
    open: given.get('open') || null,
  };
}

/** The search part of the address of a place, without the question mark; empty when it shows everything. */
export function searchOfPlace({ filter, open }: DeliveryPlace): string {
  const search = new URLSearchParams();
  for (const state of filter.states ?? []) search.append('state', state);
  if (filter.receiver) search.set('receiver', filter.receiver);
  if (filter.templateId !== undefined) search.set('template', String(filter.templateId));
  if (filter.conversionId !== undefined) search.set('conversion', String(filter.conversionId));
  if (filter.text) search.set('text', filter.text);
  if (open !== null) search.set('open', open);
  return search.toString();
}

/** The filter with a state taken in or out; no state chosen means every state. */
export function withState(filter: DeliveryFilter, state: DeliveryState, wanted: boolean): DeliveryFilter {
  const { states = [], ...rest } = filter;
  const chosen = DELIVERY_STATES.filter((each) => (each === state ? wanted : states.includes(each)));
  return chosen.length === 0 ? rest : { ...rest, states: chosen };
}

/** The filter with its text or receiver changed; empty text takes the condition away. */
export function withText(filter: DeliveryFilter, field: 'text' | 'receiver', value: string): DeliveryFilter {
  const rest = { ...filter };
  delete rest[field];
  return value === '' ? rest : { ...rest, [field]: value };
}

/** Whether the filter leaves anything out. */
export function isFiltered(filter: DeliveryFilter): boolean {
  return searchOfPlace({ filter, open: null }) !== '';
}

import { datesOfSearch, putDates, spanOfDates, type ViewDates } from '#renderer/app/format/view-dates.ts';
import { recordIdOf } from '#renderer/app/hash-location.ts';
import { CONVERSION_STATUSES, type ConversionStatus } from '#shared/domain/status.ts';
import type { ConversionFilter, ConversionOrder, ConversionSort } from '#shared/ipc/conversions.ts';

/** What the conversions list shows, as its address says it. */
export interface ConversionView {
  readonly statuses: readonly ConversionStatus[];
  readonly partnerIds: readonly string[];
  readonly offerIds: readonly string[];
  readonly numbers: readonly string[];
  readonly networkId: number | null;
  readonly dates: ViewDates | null;
  readonly text: string;
  readonly unknownResult: boolean;
  readonly zeroPayout: boolean;
  readonly order: ConversionOrder;
}

/** Every column the list can be sorted by, in the order of the table. */
export const SORTS: readonly ConversionSort[] = [
  'status',
  'partner',
  'offer',
  'number',
  'payout',
  'duration',
  'call_started_at',
  'revenue',
  'invoca_id',
  'aff_sub2',
  'aff_sub3',
  'aff_sub4',
  'aff_sub5',
  'source',
];

const NEWEST_FIRST: ConversionOrder = { by: 'call_started_at', descending: true };
const LONGEST_TEXT = 200;
const MOST_VALUES = 200;

/** The list with no condition, newest call first. */
export const EVERYTHING: ConversionView = {
  statuses: [],
  partnerIds: [],
  offerIds: [],
  numbers: [],
  networkId: null,
  dates: null,
  text: '',
  unknownResult: false,
  zeroPayout: false,
  order: NEWEST_FIRST,
};

/** Reads the query of an address. What makes no sense there is left out. */
export function viewOfSearch(search: string): ConversionView {
  const given = new URLSearchParams(search);
  const statuses = given.getAll('status').flatMap((value) => value.split(','));
  const sort = SORTS.find((name) => name === given.get('sort'));
  return {
    statuses: CONVERSION_STATUSES.filter((status) => statuses.includes(status)),
    partnerIds: valuesOf(given, 'partner'),
    offerIds: valuesOf(given, 'offer'),
    numbers: valuesOf(given, 'number'),
    networkId: recordIdOf(given.get('network')),
    dates: datesOfSearch(given),
    text: (given.get('text') ?? '').slice(0, LONGEST_TEXT),
    unknownResult: given.get('unknown') === '1',
    zeroPayout: given.get('zero') === '1',
    order: sort ? { by: sort, descending: given.get('dir') !== 'asc' } : NEWEST_FIRST,
  };
}

/** The query of the address that shows this; empty when there is nothing to say. */
export function searchOfView(view: ConversionView): string {
  const search = new URLSearchParams();
  for (const status of view.statuses) search.append('status', status);
  for (const id of view.partnerIds) search.append('partner', id);
  for (const id of view.offerIds) search.append('offer', id);
  for (const number of view.numbers) search.append('number', number);
  if (view.networkId !== null) search.set('network', String(view.networkId));
  putDates(search, view.dates);
  if (view.text !== '') search.set('text', view.text);
  if (view.unknownResult) search.set('unknown', '1');
  if (view.zeroPayout) search.set('zero', '1');
  if (view.order.by !== NEWEST_FIRST.by || !view.order.descending) {
    search.set('sort', view.order.by);
    search.set('dir', view.order.descending ? 'desc' : 'asc');
  }
  return search.toString();
}

/** The address of the list showing this. */
export function addressOfView(view: ConversionView): string {
  const search = searchOfView(view);
  return search === '' ? '/conversions' : `/conversions?${search}`;
}

/** The conditions as the store is asked: days become instants of the zone. */
export function filterOfView(view: ConversionView, zone: string, now: number): ConversionFilter {
  const span = spanOfDates(view.dates, zone, now);
  return {
    ...(view.statuses.length > 0 ? { statuses: [...view.statuses] } : {}),
    ...(view.partnerIds.length > 0 ? { partnerIds: [...view.partnerIds] } : {}),
    ...(view.offerIds.length > 0 ? { offerIds: [...view.offerIds] } : {}),
    ...(view.numbers.length > 0 ? { numbers: [...view.numbers] } : {}),
    ...(view.networkId === null ? {} : { networkId: view.networkId }),
    ...span,
    ...(view.text.trim() === '' ? {} : { text: view.text.trim() }),
    ...(view.unknownResult ? { unknownResult: true } : {}),
    ...(view.zeroPayout ? { zeroPayout: true } : {}),
  };
}

/** Whether any condition is set. */
export function isFiltered(view: ConversionView): boolean {
  return searchOfView({ ...view, order: NEWEST_FIRST }) !== '';
}

function valuesOf(given: URLSearchParams, name: string): string[] {
  return [...new Set(given.getAll(name))].filter((value) => value !== '').slice(0, MOST_VALUES);
}

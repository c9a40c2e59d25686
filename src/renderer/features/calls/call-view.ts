import { datesOfSearch, putDates, spanOfDates, type ViewDates } from '#renderer/app/format/view-dates.ts';
import type { CallFilter, CallGroupOrder, CallOrder } from '#shared/ipc/calls.ts';

/** One condition of the sentence: a column is one of these values; '' stands for none. */
export interface CallCondition {
  readonly column: string;
  readonly values: readonly string[];
}

/** What the calls screen shows, as its address says it. */
export interface CallView {
  readonly where: readonly CallCondition[];
  readonly dates: ViewDates | null;
  /** An hour or day that was opened from a group: exact instants. */
  readonly span: { readonly from: number; readonly to: number } | null;
  readonly text: string;
  readonly order: CallOrder;
  /** The column the calls are grouped by, `hour` or `day`; null for the list itself. */
  readonly group: string | null;
  readonly groupOrder: CallGroupOrder;
}

const NEWEST_FIRST: CallOrder = { by: 'started_at', descending: true };
const MOST_CALLS: CallGroupOrder = { by: 'calls', descending: true };
/** The figures groups can be ordered by. */
export const GROUP_FIGURES: readonly CallGroupOrder['by'][] = [
  'value',
  'calls',
  'answered',
  'talk_seconds',
  'orders',
  'first_at',
  'last_at',
];
const LONGEST_TEXT = 200;
const MOST_CONDITIONS = 20;
const MOST_VALUES = 200;
const PREFIX = 'is.';

/** Every call, newest first. */
export const ALL_CALLS: CallView = {
  where: [],
  dates: null,
  span: null,
  text: '',
  order: NEWEST_FIRST,
  group: null,
  groupOrder: MOST_CALLS,
};

/** The order groups are first shown in: times as they follow each other, anything else by its calls. */
export function firstGroupOrder(group: string): CallGroupOrder {
  return group === 'hour' || group === 'day' ? { by: 'value', descending: true } : MOST_CALLS;
}

/** Reads the query of an address. What makes no sense there is left out. */
export function callViewOf(search: string): CallView {
  const given = new URLSearchParams(search);
  const columns = [...new Set([...given.keys()].filter((key) => key.startsWith(PREFIX) && key !== PREFIX))];
  const from = Number(given.get('begins') ?? Number.NaN);
  const to = Number(given.get('ends') ?? Number.NaN);
  const group = given.get('group');
  const figure = GROUP_FIGURES.find((name) => name === given.get('by'));
  const sort = given.get('sort');
  return {
    where: columns.slice(0, MOST_CONDITIONS).map((key) => ({
      column: key.slice(PREFIX.length),
      values: [...new Set(given.getAll(key))].slice(0, MOST_VALUES),
    })),
    dates: datesOfSearch(given),
    span: Number.isSafeInteger(from) && Number.isSafeInteger(to) && from < to ? { from, to } : null,
    text: (given.get('text') ?? '').slice(0, LONGEST_TEXT),
    order: sort ? { by: sort, descending: given.get('dir') !== 'asc' } : NEWEST_FIRST,
    group: group === '' ? null : group,
    groupOrder:
      group && figure
        ? { by: figure, descending: given.get('groupdir') !== 'asc' }
        : firstGroupOrder(group ?? ''),
  };
}

/** The query of the address that shows this; empty when there is nothing to say. */
export function searchOfCalls(view: CallView): string {
  const search = new URLSearchParams();
  for (const { column, values } of view.where) {
    for (const value of values) search.append(`${PREFIX}${column}`, value);
  }
  putDates(search, view.dates);
  if (view.span) {
    search.set('begins', String(view.span.from));
    search.set('ends', String(view.span.to));
  }
  if (view.text !== '') search.set('text', view.text);
  if (view.order.by !== NEWEST_FIRST.by || !view.order.descending) {
    search.set('sort', view.order.by);
    search.set('dir', view.order.descending ? 'desc' : 'asc');
  }
  if (view.group !== null) {
    search.set('group', view.group);
    const first = firstGroupOrder(view.group);
    if (view.groupOrder.by !== first.by || view.groupOrder.descending !== first.descending) {
      search.set('by', view.groupOrder.by);
      search.set('groupdir', view.groupOrder.descending ? 'desc' : 'asc');
    }
  }
  return search.toString();
}

/** The address of the screen showing this. */
export function addressOfCalls(view: CallView): string {
  const search = searchOfCalls(view);
  return search === '' ? '/calls' : `/calls?${search}`;
}

/** The conditions as the store is asked: days become instants of the zone. */
export function filterOfCalls(view: CallView, zone: string, now: number): CallFilter {
  const where = view.where.filter(({ values }) => values.length > 0);
  return {
    ...spanOfDates(view.dates, zone, now),
    ...view.span,
    ...(view.text.trim() === '' ? {} : { text: view.text.trim() }),
    ...(where.length === 0
      ? {}
      : { where: where.map(({ column, values }) => ({ column, values: [...values] })) }),
  };
}

/** Whether any condition is set. */
export function isFilteredCalls(view: CallView): boolean {
  return view.where.length > 0 || view.dates !== null || view.span !== null || view.text !== '';
}

/** The view with a column held to these values; with none, without the condition. */
export function withCondition(view: CallView, column: string, values: readonly string[]): CallView {
  const others = view.where.filter((one) => one.column !== column);
  const known = view.where.some((one) => one.column === column);
  if (values.length === 0) return { ...view, where: others };
  return {
    ...view,
    where: known
      ? view.where.map((one) => (one.column === column ? { column, values } : one))
      : [...others, { column, values }],
  };
}

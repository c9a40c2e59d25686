import type { ConversionOrder, ConversionSort } from '#shared/ipc/conversions.ts';
import { CONVERSION_STATUSES } from '#shared/domain/status.ts';
import type { ListFilter } from './filter.ts';
import type { ListedLine, ListedMarks } from './marks.ts';
import { statusRank } from './mark.ts';

/**
 * A stretch of the sorted list that one index holds in order: all of it for most columns, one line or one status
 * where the list is sorted by those. Inside a stretch rows are ordered by `key`, then id.
 */
export interface Segment {
  readonly index: string;
  /** A fixed column of the index and its value, before the key; null for a stretch that is the whole list. */
  readonly fixed: { readonly column: string; readonly value: number } | null;
  /** The column rows are ordered by inside the stretch; `id` alone where the stretch is fixed. */
  readonly key: string;
  /** Places of the statuses whose stretches of the index are merged, where the index begins with the status. */
  readonly merged: readonly number[] | null;
  /** How many rows the filter lets through, where that is known without looking. */
  readonly count: number | null;
}

/** The whole order: stretches one after the other, each walked up or down. */
export interface ListOrder {
  readonly key: string;
  readonly descending: boolean;
  readonly segments: readonly Segment[];
}

const KEY_COLUMNS = {
  invoca_id: 'invoca_id',
  payout: 'payout',
  revenue: 'revenue',
  call_started_at: 'started_at',
  duration: 'duration',
  aff_sub2: 'aff_sub2',
  aff_sub3: 'aff_sub3',
  aff_sub4: 'aff_sub4',
  aff_sub5: 'aff_sub5',
  source: 'source',
} as const;

/** Columns whose index begins with the status. */
const STATUS_FIRST: ReadonlySet<string> = new Set(['payout', 'revenue', 'duration']);

type NameColumn = 'partnerName' | 'partnerId' | 'offerName' | 'offerId' | 'number';

const LINE_ORDERS = {
  partner: ['partnerName', 'partnerId', 'offerName', 'offerId', 'number'],
  offer: ['offerName', 'offerId', 'partnerName', 'partnerId', 'number'],
  number: ['number', 'partnerName', 'partnerId', 'offerName', 'offerId'],
} as const satisfies Record<string, readonly NameColumn[]>;

/**
 * The order of a list as stretches. Rows alike in the column follow their id; by partner, offer or number, the other
 * two of these come before the id, so that one partner's calls stand together offer by offer.
 */
export function listOrder(listed: ListedMarks, filter: ListFilter, order: ConversionOrder): ListOrder {
  const { by, descending } = order;
  return { key: `${by} ${descending}`, descending, segments: segmentsOf(listed, filter, by, descending) };
}

function segmentsOf(
  listed: ListedMarks,
  filter: ListFilter,
  by: ConversionSort,
  descending: boolean,
): Segment[] {
  if (by === 'status') return statusSegments(listed, filter, descending);
  if (by === 'partner' || by === 'offer' || by === 'number')
    return lineSegments(listed, filter, by, descending);
  const key = KEY_COLUMNS[by];
  const merged = STATUS_FIRST.has(key)
    ? [...countBy(listed, filter, ({ status }) => statusRank(status)).keys()].toSorted((a, b) => a - b)
    : null;
  return [{ index: `listed_by_${key}`, fixed: null, key, merged, count: null }];
}

function statusSegments(listed: ListedMarks, filter: ListFilter, descending: boolean): Segment[] {
  const counts = countBy(listed, filter, ({ status }) => statusRank(status));
  const ranks = CONVERSION_STATUSES.map(statusRank).filter((rank) => counts.has(rank));
  const ordered = descending ? ranks.toReversed() : ranks;
  return ordered.map((rank) => fixedSegment('listed_by_status', 'status', rank, filter, counts));
}

function lineSegments(
  listed: ListedMarks,
  filter: ListFilter,
  by: keyof typeof LINE_ORDERS,
  descending: boolean,
): Segment[] {
  const counts = countBy(listed, filter, ({ lineId }) => lineId);
  const lines = new Map((filter.marks ?? listed.all).map(({ line }) => [line.id, line]));
  const ordered = [...lines.values()].toSorted((a, b) => compareLines(a, b, LINE_ORDERS[by]));
  if (descending) ordered.reverse();
  return ordered.map((line) => fixedSegment('listed_by_line', 'line_id', line.id, filter, counts));
}

function fixedSegment(
  index: string,
  column: string,
  value: number,
  filter: ListFilter,
  counts: ReadonlyMap<number, number>,
): Segment {
  const exact = filter.range === null && filter.words.length === 0;
  return {
    index,
    fixed: { column, value },
    key: 'id',
    merged: null,
    count: exact ? (counts.get(value) ?? 0) : null,
  };
}

function countBy(
  listed: ListedMarks,
  filter: ListFilter,
  valueOf: (mark: ListedMarks['all'][number]) => number,
): Map<number, number> {
  const counts = new Map<number, number>();
  for (const mark of filter.marks ?? listed.all) {
    counts.set(valueOf(mark), (counts.get(valueOf(mark)) ?? 0) + mark.count);
  }
  return counts;
}

function compareLines(a: ListedLine, b: ListedLine, columns: readonly NameColumn[]): number {
  for (const column of columns) {
    const left = a[column];
    const right = b[column];
    if (left < right) return -1;
    if (left > right) return 1;
  }
  return a.id - b.id;
}

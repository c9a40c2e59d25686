import type { CallGroup, CallGroupsRequest } from '#shared/ipc/calls.ts';
import { NO_START } from '../conversions/settle.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { CALLS, columnSql } from './columns.ts';
import type { FieldNames } from './field-names.ts';
import type { CallWhere } from './filter.ts';
import { readStretches, stretchSql } from './stretches.ts';
import { QUARTER_MS, zoneSpans } from './zone-spans.ts';

/** What SQL adds up of one run of ids; an array, since these are many and an object each takes twice as long. */
type Sums = readonly [
  value: string | number | null,
  label: string | number | null,
  calls: number,
  answered: number,
  talkSeconds: number,
  orders: number,
  first: number | null,
  last: number | null,
];

interface Group {
  readonly value: string;
  label: string;
  calls: number;
  answered: number;
  talkSeconds: number;
  orders: number;
  firstAt: number | null;
  lastAt: number | null;
}

/**
 * Calls in groups alike in a column, or by the hour or day of a zone, added up a run of ids at a time. A call with
 * several keywords counts under each of them.
 */
export async function groupedCalls(
  db: Sqlite,
  filter: CallWhere,
  { by, zone }: Pick<CallGroupsRequest, 'by' | 'zone'>,
  names: FieldNames,
  giveWay: () => Promise<void>,
): Promise<readonly CallGroup[]> {
  const { value, label, from } = groupSql(by, names);
  const span = by === 'hour' || by === 'day' ? zoneSpans(zone, by) : null;
  const groups = new Map<string, Group>();
  const named = label === value ? 'NULL' : `max(${label})`;
  const select = `${value}, ${named}, count(*), sum(c.answered), sum(c.talk_seconds), sum(c.ordered),
    nullif(min(c.started_at), ${NO_START}), nullif(max(c.started_at), ${NO_START})`;
  const read = db
    .prepare<(number | string)[], Sums>(stretchSql({ select, from, where: filter.where, end: 'GROUP BY 1' }))
    .raw();
  await readStretches(db, read, filter.where.values, giveWay, (rows) => {
    for (const row of rows) add(groups, row, span);
  });
  return [...groups.values()];
}

function groupSql(by: string, names: FieldNames): { value: string; label: string; from: string } {
  if (by === 'hour' || by === 'day') {
    const quarter = `CASE c.started_at WHEN ${NO_START} THEN NULL ELSE c.started_at / ${QUARTER_MS} END`;
    return { value: quarter, label: quarter, from: CALLS };
  }
  if (by === 'keywords') {
    const keyword = "coalesce(k.value, '')";
    return { value: keyword, label: keyword, from: `${CALLS} LEFT JOIN json_each(c.keywords) AS k` };
  }
  return { ...columnSql(by, names), from: CALLS };
}

function add(groups: Map<string, Group>, sums: Sums, span: ((quarter: number) => number) | null): void {
  const [raw, named, calls, answered, talkSeconds, orders, firstAt, lastAt] = sums;
  const value = raw === null ? '' : String(span === null ? raw : span(Number(raw)));
  const group = groups.get(value);
  if (!group) {
    const label = named === null ? value : String(named);
    groups.set(value, { value, label, calls, answered, talkSeconds, orders, firstAt, lastAt });
    return;
  }
  group.calls += calls;
  group.answered += answered;
  group.talkSeconds += talkSeconds;
  group.orders += orders;
  group.firstAt = least(group.firstAt, firstAt, Math.min);
  group.lastAt = least(group.lastAt, lastAt, Math.max);
}

function least(a: number | null, b: number | null, pick: (a: number, b: number) => number): number | null {
  if (a === null || b === null) return a ?? b;
  return pick(a, b);
}

/** Groups in the order asked for; alike ones by what a person reads. Nothing to read comes last. */
export function orderedGroups(
  groups: readonly CallGroup[],
  { order, by }: Pick<CallGroupsRequest, 'order' | 'by'>,
): readonly CallGroup[] {
  const sign = order.descending ? -1 : 1;
  const timed = by === 'hour' || by === 'day';
  const byLabel = (a: CallGroup, b: CallGroup): number => {
    if (timed) return Number(a.value) - Number(b.value);
    return compareText(a.label.toLowerCase(), b.label.toLowerCase());
  };
  const figure = (group: CallGroup): number => {
    switch (order.by) {
      case 'calls':
        return group.calls;
      case 'answered':
        return group.answered;
      case 'talk_seconds':
        return group.talkSeconds;
      case 'orders':
        return group.orders;
      case 'first_at':
        return group.firstAt ?? NO_START;
      case 'last_at':
        return group.lastAt ?? NO_START;
      case 'value':
        return 0;
    }
  };
  return groups.toSorted((a, b) => {
    if (order.by === 'value') {
      if ((a.value === '') !== (b.value === '')) return a.value === '' ? 1 : -1;
      return sign * byLabel(a, b);
    }
    return sign * (figure(a) - figure(b)) || byLabel(a, b);
  });
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

import type { ConversionTotals } from '#shared/ipc/conversions.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { markCondition } from './filter.ts';
import type { Condition, ListFilter } from './filter.ts';
import { gatherFrom } from './gather.ts';
import type { CountedMark, ListedMarks } from './marks.ts';
import { WEEK_MS } from './settle.ts';

interface Sum {
  readonly count: number;
  readonly payout: number;
  readonly revenue: number;
}

const NOTHING: Sum = { count: 0, payout: 0, revenue: 0 };

/** Counts and sums what a filter lets through, from the tallies wherever they can say it, always exactly. */
export function listTotals(db: Sqlite): (listed: ListedMarks, filter: ListFilter) => ConversionTotals {
  const summed =
    'SELECT count(*) AS count, coalesce(sum(payout), 0) AS payout, coalesce(sum(revenue), 0) AS revenue';
  const sumOf = ({ sql, values }: Condition): Sum =>
    db.prepare<(number | string)[], Sum>(`${summed} ${sql}`).get(...values) ?? NOTHING;
  const within = db.prepare<(number | string)[], Sum>(
    `${summed} FROM listed INDEXED BY listed_by_started_at
     WHERE started_at >= ? AND started_at < ? AND ${markCondition([]).sql}`,
  );
  const weeks = db.prepare<[string, number, number], Sum>(
    `SELECT coalesce(sum(count), 0) AS count, coalesce(sum(payout), 0) AS payout, coalesce(sum(revenue), 0) AS revenue
     FROM week_tallies WHERE mark IN (SELECT value FROM json_each(?)) AND week >= ? AND week < ?`,
  );

  const rangeSum = (marks: readonly CountedMark[], from: number, to: number): Sum => {
    const ids = marks.map(({ mark }) => mark);
    const marked = markCondition(ids);
    const exactly = (start: number, end: number): Sum =>
      start >= end ? NOTHING : (within.get(start, end, ...marked.values) ?? NOTHING);
    const firstWeek = Math.ceil(from / WEEK_MS);
    const lastWeek = Math.floor(to / WEEK_MS);
    if (firstWeek >= lastWeek) return exactly(from, to);
    const whole = weeks.get(JSON.stringify(ids), firstWeek, lastWeek) ?? NOTHING;
    return [exactly(from, firstWeek * WEEK_MS), exactly(lastWeek * WEEK_MS, to)].reduce(add, whole);
  };

  const wordSum = (filter: ListFilter): Sum => {
    const alone = filter.words.some(({ marks }) => marks.length === 0);
    if (alone) return sumOf(gatherFrom('words', filter));
    const [only] = filter.words;
    if (only && filter.words.length === 1 && filter.marks && filter.range === null) {
      const named = new Set(only.marks);
      const inNames = addMarks(filter.marks.filter(({ mark }) => named.has(mark)));
      const others = { ...filter, marks: filter.marks.filter(({ mark }) => !named.has(mark)) };
      return add(inNames, sumOf(gatherFrom('words', { ...others, words: [{ ...only, marks: [] }] })));
    }
    return sumOf(gatherFrom('lines', filter));
  };

  return (listed, filter) => {
    const allowed = filter.marks ?? listed.all;
    const sums = [...byCurrency(allowed)].map(([currency, marks]) => {
      const own = { ...filter, marks };
      if (filter.words.length > 0) return { currency, ...wordSum(own) };
      if (filter.range) return { currency, ...rangeSum(marks, filter.range.from, filter.range.to) };
      return { currency, ...addMarks(marks) };
    });
    return {
      count: sums.reduce((total, { count }) => total + count, 0),
      all: listed.total,
      sums: sums
        .filter(({ count }) => count > 0)
        .map(({ currency, payout, revenue }) => ({ currency, payout, revenue })),
    };
  };
}

function byCurrency(marks: readonly CountedMark[]): Map<string, CountedMark[]> {
  const found = new Map<string, CountedMark[]>();
  for (const mark of marks) {
    const { currency } = mark.line;
    const known = found.get(currency);
    if (known) known.push(mark);
    else found.set(currency, [mark]);
  }
  return found;
}

function addMarks(marks: readonly CountedMark[]): Sum {
  return marks.reduce<Sum>(add, NOTHING);
}

function add(a: Sum, b: Sum): Sum {
  return { count: a.count + b.count, payout: a.payout + b.payout, revenue: a.revenue + b.revenue };
}

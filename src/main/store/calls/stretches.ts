import type { Condition } from '../conversions/filter.ts';
import type { Sqlite } from '../file/sqlite.ts';

/** A run of ids that is read in one go, so that no other read waits long for it. */
const STRETCH = 50_000;

/** A SELECT over one run of ids of the list of calls, named `c`; the run's bounds come before the filter's values. */
export function stretchSql(parts: {
  readonly select: string;
  readonly from: string;
  readonly where: Condition;
  readonly end?: string;
}): string {
  const { select, from, where, end = '' } = parts;
  return `SELECT ${select} FROM ${from} WHERE c.id >= ? AND c.id < ? AND ${where.sql} ${end}`;
}

/** Reads through the whole list with a {@link stretchSql}, giving way to other reads between two runs. */
export async function readStretches<Row>(
  db: Sqlite,
  read: { all(...values: (number | string)[]): readonly Row[] },
  values: readonly (number | string)[],
  giveWay: () => Promise<void>,
  take: (rows: readonly Row[]) => void,
): Promise<void> {
  const bounds = db
    .prepare<[], { first: number | null; last: number | null }>(
      'SELECT (SELECT min(id) FROM listed_calls) AS first, (SELECT max(id) FROM listed_calls) AS last',
    )
    .get();
  const first = bounds?.first ?? null;
  const last = bounds?.last ?? null;
  if (first === null || last === null) return;
  for (let from = first; from <= last; from += STRETCH) {
    take(read.all(from, from + STRETCH, ...values));
    if (from + STRETCH <= last) await giveWay();
  }
}

import type { CallTotals } from '#shared/ipc/calls.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { CALLS } from './columns.ts';
import type { CallWhere } from './filter.ts';
import { readStretches, stretchSql } from './stretches.ts';

interface Sums {
  readonly count: number;
  readonly answered: number | null;
  readonly talk: number | null;
  readonly orders: number | null;
}

const SUMS = `count(*) AS count, sum(c.answered) AS answered, sum(c.talk_seconds) AS talk, sum(c.ordered) AS orders`;

/** Counts what a filter shows: by the index of times where it speaks of nothing else, else a run of ids at a time. */
export function callTotals(
  db: Sqlite,
  giveWay: () => Promise<void>,
): (filter: CallWhere) => Promise<CallTotals> {
  const all = db.prepare<[], { all: number }>(
    'SELECT count(*) AS "all" FROM listed_calls INDEXED BY listed_calls_by_started_at',
  );
  const pending = db.prepare<[], { pending: number }>(
    `SELECT coalesce((SELECT max(id) FROM conversions), 0) - (SELECT through FROM settled_calls)
       + (SELECT count(*) FROM unsettled_calls) AS pending`,
  );
  return async ({ where, timeOnly }) => {
    const sums = { count: 0, answered: 0, talkSeconds: 0, orders: 0 };
    const add = (row: Sums): void => {
      sums.count += row.count;
      sums.answered += row.answered ?? 0;
      sums.talkSeconds += row.talk ?? 0;
      sums.orders += row.orders ?? 0;
    };
    if (timeOnly) {
      const row = db
        .prepare<(number | string)[], Sums>(
          `SELECT ${SUMS} FROM listed_calls AS c INDEXED BY listed_calls_by_started_at WHERE ${where.sql}`,
        )
        .get(...where.values);
      if (row) add(row);
    } else {
      const read = db.prepare<(number | string)[], Sums>(stretchSql({ select: SUMS, from: CALLS, where }));
      await readStretches(db, read, where.values, giveWay, (rows) => rows.forEach(add));
    }
    return { ...sums, all: all.get()?.all ?? 0, pending: pending.get()?.pending ?? 0 };
  };
}

import type { CallOrder } from '#shared/ipc/calls.ts';
import { NO_START } from '../conversions/settle.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { CALLS, columnSql } from './columns.ts';
import type { FieldNames } from './field-names.ts';
import type { CallWhere } from './filter.ts';
import { sortedIds } from './sort-ids.ts';
import type { Keyed } from './sort-ids.ts';
import { readStretches, stretchSql } from './stretches.ts';

const CHUNK = 8_192;

/** The ids of one sorted, filtered list, found as far as they were asked for. */
export interface OrderedIds {
  /** Up to `count` ids from a place on. */
  readonly slice: (from: number, count: number) => Promise<Float64Array>;
}

interface TimeKey {
  readonly id: number;
  readonly started_at: number;
}

/**
 * By time, the list is walked by key along its index, no further than it is looked at. Any other order is found whole
 * once: keys are read a run at a time and sorted here.
 */
export function orderedIds(
  db: Sqlite,
  filter: CallWhere,
  order: CallOrder,
  names: FieldNames,
  giveWay: () => Promise<void>,
): OrderedIds {
  if (order.by === 'started_at' && filter.timeOnly) {
    return walkedByTime(db, filter, order.descending, giveWay);
  }
  let sorted: Promise<Float64Array> | null = null;
  const all = async (): Promise<Float64Array> => {
    const rows: Keyed[] = [];
    const key =
      order.by === 'started_at' ? `nullif(c.started_at, ${NO_START})` : columnSql(order.by, names).label;
    const read = db
      .prepare<(number | string)[], Keyed>(
        stretchSql({ select: `c.id, ${key}`, from: CALLS, where: filter.where }),
      )
      .raw();
    await readStretches(db, read, filter.where.values, giveWay, (more) => {
      for (const row of more) rows.push(row);
    });
    return sortedIds(rows, order.descending);
  };
  return {
    slice: async (from, count) => {
      sorted ??= all();
      return (await sorted).slice(from, from + count);
    },
  };
}

function walkedByTime(
  db: Sqlite,
  { where }: CallWhere,
  descending: boolean,
  giveWay: () => Promise<void>,
): OrderedIds {
  const [way, beyond] = descending ? ['DESC', '<'] : ['ASC', '>'];
  const read = (place: string) =>
    db.prepare<(number | string)[], TimeKey>(
      `SELECT c.id, c.started_at FROM listed_calls AS c INDEXED BY listed_calls_by_started_at
       WHERE ${place} AND ${where.sql} ORDER BY c.started_at ${way}, c.id ${way} LIMIT ?`,
    );
  const start = read('1');
  const alike = read(`c.started_at = ? AND c.id ${beyond} ?`);
  const further = read(`c.started_at ${beyond} ?`);
  const ids: number[] = [];
  let last: TimeKey | null = null;
  let complete = false;

  const more = (): 'some' | 'all' => {
    const values = where.values;
    let rows: TimeKey[];
    if (last === null) rows = start.all(...values, CHUNK);
    else {
      rows = alike.all(last.started_at, last.id, ...values, CHUNK);
      if (rows.length < CHUNK) rows.push(...further.all(last.started_at, ...values, CHUNK - rows.length));
    }
    for (const { id } of rows) ids.push(id);
    last = rows.at(-1) ?? last;
    complete = rows.length < CHUNK;
    return complete ? 'all' : 'some';
  };
  let reading: Promise<void> = Promise.resolve();
  const readTo = async (end: number): Promise<void> => {
    while (ids.length < end) {
      if (more() === 'all') return;
      if (ids.length < end) await giveWay();
    }
  };
  return {
    slice: async (from, count) => {
      if (!complete && ids.length < from + count) {
        reading = reading.then(() => readTo(from + count));
        await reading;
      }
      return Float64Array.from(ids.slice(from, from + count));
    },
  };
}

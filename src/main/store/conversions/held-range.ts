import type { Sqlite } from '../file/sqlite.ts';

/** What a range of call times holds: how many rows, and between which ids they all are. */
export interface HeldRange {
  readonly count: number;
  readonly firstId: number;
  readonly lastId: number;
}

/** Looks what a range holds; null when that is more than `most` rows, and so not worth finding out. */
export type LookIntoRange = (from: number, to: number, most: number) => HeldRange | null;

/** Looks along the index of call times, which holds all that is asked for. */
export function heldRanges(db: Sqlite): LookIntoRange {
  const look = db.prepare<[number, number, number], { [K in keyof HeldRange]: number | null }>(
    `SELECT count(*) AS count, min(id) AS firstId, max(id) AS lastId
     FROM (SELECT id FROM listed INDEXED BY listed_by_started_at WHERE started_at >= ? AND started_at < ? LIMIT ?)`,
  );
  return (from, to, most) => {
    const { count, firstId, lastId } = look.get(from, to, most + 1) ?? {};
    if (count === undefined || count === null || count > most) return null;
    return { count, firstId: firstId ?? 0, lastId: lastId ?? 0 };
  };
}

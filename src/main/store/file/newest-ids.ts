import type { Sqlite } from './sqlite.ts';

/** Ids are read in pieces, so that a far page holds few of them at once. */
const PIECE = 20_000;

/** A part of a WHERE clause with its values in order. */
interface Where {
  readonly sql: string;
  readonly values: readonly (number | string)[];
}

/** Finds the ids of one page of a list that is newest first, walking from the newest by id: no OFFSET. */
export function newestIdsAt(
  db: Sqlite,
  from: string,
  id: string,
): (where: Where, index: number, limit: number) => number[] {
  return (where, index, limit) => {
    const read = db
      .prepare<(number | string)[], number>(
        `SELECT ${id} FROM ${from} WHERE ${where.sql} AND ${id} < ? ORDER BY ${id} DESC LIMIT ?`,
      )
      .pluck();
    let before = Number.MAX_SAFE_INTEGER;
    for (let left = index; ;) {
      const piece = read.all(...where.values, before, Math.min(PIECE, left + limit));
      if (left < piece.length) return piece.slice(left, left + limit);
      left -= piece.length;
      const last = piece.at(-1);
      if (last === undefined) return [];
      before = last;
    }
  };
}

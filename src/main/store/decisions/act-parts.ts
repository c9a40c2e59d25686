import { z } from 'zod';
import type { Sqlite } from '../file/sqlite.ts';

/** Conversions written in one transaction: some tens of milliseconds, so that pages and deliveries go in between. */
const TOGETHER = 500;

const storedIds = z.array(z.int());

/** The conversions of acts that are still to be gone through, written down in parts. */
export interface ActParts {
  readonly keep: (actId: number, ids: readonly number[]) => void;
  /** Takes the next part out; null when all were taken. Part of the transaction that goes through it. */
  readonly take: (actId: number) => readonly number[] | null;
  readonly isEmpty: (actId: number) => boolean;
}

export function actParts(db: Sqlite): ActParts {
  const add = db.prepare<[number, number, string]>(
    'INSERT INTO decision_parts (act_id, place, ids) VALUES (?, ?, ?)',
  );
  const first = db.prepare<[number], { place: number; ids: string }>(
    'SELECT place, ids FROM decision_parts WHERE act_id = ? ORDER BY place LIMIT 1',
  );
  const drop = db.prepare<[number, number]>('DELETE FROM decision_parts WHERE act_id = ? AND place = ?');
  return {
    keep: (actId, ids) => {
      for (let from = 0; from < ids.length; from += TOGETHER)
        add.run(actId, from, JSON.stringify(ids.slice(from, from + TOGETHER)));
    },
    take: (actId) => {
      const part = first.get(actId);
      if (part === undefined) return null;
      drop.run(actId, part.place);
      return storedIds.parse(JSON.parse(part.ids));
    },
    isEmpty: (actId) => first.get(actId) === undefined,
  };
}

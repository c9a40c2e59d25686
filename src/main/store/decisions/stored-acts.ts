import { z } from 'zod';
import { conflictWinner, decisionChange, statusMapChange } from '#shared/ipc/decisions.ts';
import type { DecisionAct } from '#shared/ipc/decisions.ts';
import { conversionStatus, minorUnits } from '#shared/ipc/scalars.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { Sqlite } from '../file/sqlite.ts';

/** What an act did, as it is kept with it: in a sentence, and so that it can be taken back. */
const storedWhat = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('decide'), text: z.string(), change: decisionChange }),
  z.object({ kind: z.literal('settle'), text: z.string(), winner: conflictWinner }),
  z.object({
    kind: z.literal('status_map'),
    text: z.string(),
    changes: z.array(statusMapChange),
    /** What the network had of its own for these values before. */
    before: z.array(statusMapChange),
  }),
]);

const word = z.object({ status: conversionStatus, payout: minorUnits });

/** How a conversion stood before an act, as its item keeps it. */
const storedStance = z.object({
  network: word,
  said: word,
  decision: z
    .object({ status: conversionStatus.nullable(), payout: minorUnits.nullable(), seen: word })
    .nullable(),
});

export type StoredWhat = z.infer<typeof storedWhat>;

/** Reads what an act did. */
export function whatOf(text: string): StoredWhat {
  return storedWhat.parse(JSON.parse(text));
}

/** Reads how a conversion stood before an act. */
export function stanceBefore(text: string): z.infer<typeof storedStance> {
  return storedStance.parse(JSON.parse(text));
}

export interface ActRow {
  readonly id: number;
  readonly kind: DecisionAct['kind'];
  readonly what: string;
  readonly reason: string;
  readonly author: string;
  readonly network_id: number | null;
  readonly at: number;
  readonly state: DecisionAct['state'];
  readonly total: number;
  readonly changed: number;
  readonly restored: number;
  readonly through: number;
  readonly last: number;
  readonly newer: number;
}

/** `newer`: whether the status map was changed again since. */
const COLUMNS = `a.*, a.kind = 'status_map' AND EXISTS (SELECT 1 FROM decision_acts AS n
  WHERE n.kind = 'status_map' AND n.network_id = a.network_id AND n.id > a.id AND n.state <> 'undone') AS newer`;

/** Reads acts. */
export interface StoredActs {
  /** @throws DeskError not_found */
  readonly one: (id: number) => ActRow;
  readonly before: (id: number | null, limit: number) => DecisionAct[];
  /** Those begun and not brought to their end, oldest first. */
  readonly unfinished: () => DecisionAct[];
}

export function storedActs(db: Sqlite): StoredActs {
  const one = db.prepare<[number], ActRow>(`SELECT ${COLUMNS} FROM decision_acts AS a WHERE a.id = ?`);
  const before = db.prepare<[number, number], ActRow>(
    `SELECT ${COLUMNS} FROM decision_acts AS a WHERE a.id < ? ORDER BY a.id DESC LIMIT ?`,
  );
  const unfinished = db.prepare<[], ActRow>(
    `SELECT ${COLUMNS} FROM decision_acts AS a INDEXED BY decision_acts_running
     WHERE a.state IN ('running', 'undoing') ORDER BY a.id`,
  );
  return {
    one: (id) => {
      const row = one.get(id);
      if (!row) throw new DeskError('not_found', `There is no decision with the id ${id}.`);
      return row;
    },
    before: (id, limit) => before.all(id ?? Number.MAX_SAFE_INTEGER, limit).map(actOf),
    unfinished: () => unfinished.all().map(actOf),
  };
}

/** An act as it is shown. */
export function actOf(row: ActRow): DecisionAct {
  return {
    id: row.id,
    kind: row.kind,
    what: whatOf(row.what).text,
    reason: row.reason,
    author: row.author,
    networkId: row.network_id,
    at: row.at,
    state: row.state,
    total: row.total,
    changed: row.changed,
    restored: row.restored,
    undoable: row.state === 'done' && row.newer === 0,
  };
}

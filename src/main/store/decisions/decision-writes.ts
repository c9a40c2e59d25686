import { decide, sameWord, settleConflict, takeBack } from '#shared/domain/decision.ts';
import type { Stance } from '#shared/domain/decision.ts';
import type { DecisionWrites, SomeDone } from '#main/engine/ports/decision-store.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { OwedDeliveries } from '../deliveries/owed-deliveries.ts';
import { atOnce } from '../file/sqlite.ts';
import type { Sqlite } from '../file/sqlite.ts';
import type { InstantHandlers } from '../threads/handlers.ts';
import { actParts } from './act-parts.ts';
import { conflictRules } from './conflict-rules.ts';
import { oweChanges } from './owe-changes.ts';
import type { SaidChange } from './owe-changes.ts';
import { stanceWriter } from './stance-writer.ts';
import { stancesOf } from './stances.ts';
import type { StoredStance } from './stances.ts';
import { actOf, stanceBefore, storedActs, whatOf } from './stored-acts.ts';
import type { ActRow } from './stored-acts.ts';
import { withdrawal } from './withdraw-deliveries.ts';

type Writes = Omit<DecisionWrites, 'changeStatusMap' | 'remapSome' | 'undoStatusMap'>;

interface ItemRow {
  readonly conversion_id: number;
  readonly before: string;
  readonly decided_by: number | null;
}

/**
 * Carries out what a person decided, and takes it back. An act is begun, goes over its conversions some at a time, each time
 * in one transaction, and is ended, so that no other write waits long; whatever was done of it can be taken back.
 */
export function decisionWrites(db: Sqlite, owed: OwedDeliveries): InstantHandlers<Writes> {
  const acts = storedActs(db);
  const parts = actParts(db);
  const stances = stancesOf(db);
  const writer = stanceWriter(db);
  const rules = conflictRules(db);
  const owing = oweChanges(db, owed);
  const insert = db.prepare<[string, string, string, string, number, number]>(
    `INSERT INTO decision_acts (kind, what, reason, author, at, state, total) VALUES (?, ?, ?, ?, ?, 'running', ?)`,
  );
  const advance = db.prepare<[number, number]>('UPDATE decision_acts SET changed = changed + ? WHERE id = ?');
  const end = db.prepare<[number, number]>(
    "UPDATE decision_acts SET state = 'done', finished_at = ? WHERE id = ? AND state = 'running'",
  );
  const beginUndo = db.prepare<[number]>(
    "UPDATE decision_acts SET state = 'undoing', through = 0 WHERE id = ? AND state = 'done'",
  );
  const undone = db.prepare<[number, number, number]>(
    'UPDATE decision_acts SET restored = restored + ?, through = ? WHERE id = ?',
  );
  const endUndo = db.prepare<[number, number]>(
    "UPDATE decision_acts SET state = 'undone', undone_at = ? WHERE id = ?",
  );
  const keepItem = db.prepare<[number, number, string, number | null]>(
    'INSERT OR IGNORE INTO decision_items (act_id, conversion_id, before, decided_by) VALUES (?, ?, ?, ?)',
  );
  const items = db.prepare<[number, number, number], ItemRow>(
    `SELECT conversion_id, before, decided_by FROM decision_items
     WHERE act_id = ? AND conversion_id > ? ORDER BY conversion_id LIMIT ?`,
  );
  const withdraw = withdrawal(db);
  const setRule = db.prepare<[number, string]>(
    'INSERT OR REPLACE INTO conflict_rules (network_id, rule) VALUES (?, ?)',
  );

  /** Changes some conversions of an act; one that stands as it would stand gets no second item. */
  const carryOut = (
    act: ActRow,
    ids: readonly number[],
    now: number,
    next: (stored: StoredStance) => Stance | null,
  ): SomeDone => {
    const changes: SaidChange[] = [];
    let done = 0;
    for (const stored of stances(ids)) {
      const stance = next(stored);
      if (stance === null) continue;
      const { conversionId, actId } = stored;
      keepItem.run(act.id, conversionId, JSON.stringify(stored.stance), actId);
      const because = { cause: 'decision' as const, reason: act.reason, author: act.author };
      const standing = stance === stored.stance ? actId : stance.decision === null ? null : act.id;
      const written = { stance, actId: standing, because, always: true, at: now };
      done += 1;
      if (writer.write(stored, written)) {
        changes.push({ conversionId, before: stored.stance.said, after: stance.said });
      }
    }
    advance.run(done, act.id);
    return { changed: done, owed: owing.owe(changes, now) };
  };

  /** How the act changes a conversion; null leaves it alone. */
  const nextOf = ({ what }: ActRow): ((stored: StoredStance) => Stance | null) => {
    const done = whatOf(what);
    if (done.kind === 'decide') return ({ stance }) => decide(stance, done.change);
    if (done.kind === 'settle')
      return ({ stance, conflict }) => (conflict ? settleConflict(stance, done.winner) : null);
    throw new DeskError('conflict', 'This act decides and settles nothing.');
  };

  return {
    beginAct: atOnce(db, ({ what, reason, author, ids, now }) => {
      const made = insert.run(what.kind, JSON.stringify(what), reason, author, now, ids.length);
      const actId = Number(made.lastInsertRowid);
      parts.keep(actId, ids);
      return actId;
    }),
    carryOutSome: atOnce(db, ({ actId, now }) => {
      const act = acts.one(actId);
      const ids = act.state === 'running' ? parts.take(actId) : null;
      const done = ids === null ? { changed: 0, owed: 0 } : carryOut(act, ids, now, nextOf(act));
      const more = !parts.isEmpty(actId);
      if (!more) end.run(now, actId);
      return { ...done, more, act: actOf(acts.one(actId)) };
    }),
    beginUndo: atOnce(db, ({ actId }) => {
      const act = acts.one(actId);
      if (act.state === 'undoing') return actOf(act);
      if (beginUndo.run(actId).changes === 0) {
        const message =
          act.state === 'undone' ? 'It was taken back already.' : 'It is still being carried out.';
        throw new DeskError('conflict', message);
      }
      return actOf(acts.one(actId));
    }),
    undoSome: atOnce(db, ({ actId, limit, now }) => {
      const act = acts.one(actId);
      if (act.state !== 'undoing') throw new DeskError('conflict', 'This decision is not being taken back.');
      const rows = items.all(actId, act.through, limit);
      const byId = new Map(rows.map((row) => [row.conversion_id, row]));
      const isNote = isNoteAct(act);
      const changes: SaidChange[] = [];
      let restored = 0;
      for (const stored of stances([...byId.keys()])) {
        const item = byId.get(stored.conversionId);
        if (!item || !(isNote || stillStands(act, stored))) continue;
        const wins = !isNote && rules.networkWins(stored.networkId, stored.conversionId);
        const stance = isNote
          ? stored.stance
          : takeBack(stanceBefore(item.before), stored.stance.network, wins);
        const standing = isNote ? stored.actId : stance.decision === null ? null : item.decided_by;
        const because = {
          cause: 'decision' as const,
          reason: `Taken back: ${act.reason}`,
          author: act.author,
        };
        restored += 1;
        // What still is so stays owed, whoever says it now.
        if (!sameWord(stored.stance.said, stance.said)) withdraw(stored.conversionId, act.at);
        if (writer.write(stored, { stance, actId: standing, because, always: true, at: now })) {
          changes.push({ conversionId: stored.conversionId, before: stored.stance.said, after: stance.said });
        }
      }
      const through = rows.at(-1)?.conversion_id ?? act.through;
      undone.run(restored, through, actId);
      const more = rows.length === limit;
      if (!more) endUndo.run(now, actId);
      return { changed: restored, owed: owing.owe(changes, now), more, act: actOf(acts.one(actId)) };
    }),
    setConflictRule: ({ networkId, rule }) => {
      setRule.run(networkId, rule);
    },
  };
}

/** Whether what the act left is what stands now; else somebody decided again since, or the network won. */
function stillStands(act: ActRow, stored: StoredStance): boolean {
  const what = whatOf(act.what);
  if (what.kind === 'settle' && what.winner === 'network') return stored.actId === null;
  return stored.actId === act.id;
}

function isNoteAct(act: ActRow): boolean {
  const what = whatOf(act.what);
  return what.kind === 'decide' && what.change.kind === 'note';
}

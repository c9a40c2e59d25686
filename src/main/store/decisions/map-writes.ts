import type { DecisionWrites } from '#main/engine/ports/decision-store.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { OwedDeliveries } from '../deliveries/owed-deliveries.ts';
import { atOnce } from '../file/sqlite.ts';
import type { Sqlite } from '../file/sqlite.ts';
import type { InstantHandlers } from '../threads/handlers.ts';
import { oweChanges } from './owe-changes.ts';
import { statusMapRuns } from './status-map-runs.ts';
import { actOf, storedActs, whatOf } from './stored-acts.ts';

type Writes = Pick<DecisionWrites, 'changeStatusMap' | 'remapSome' | 'undoStatusMap'>;

/**
 * Changes of status maps. The map itself changes at once, so that what arrives is read by the new one; conversions stored
 * before follow some at a time. A crash in between loses nothing: the act says how far it is.
 */
export function mapWrites(db: Sqlite, owed: OwedDeliveries): InstantHandlers<Writes> {
  const acts = storedActs(db);
  const runs = statusMapRuns(db);
  const owing = oweChanges(db, owed);
  const newest = db.prepare<[], { id: number | null }>('SELECT max(id) AS id FROM conversions');
  const insert = db.prepare<[string, string, string, number, number, number, number]>(
    `INSERT INTO decision_acts (kind, what, reason, author, network_id, at, state, total, last)
     VALUES ('status_map', ?, ?, ?, ?, ?, 'running', ?, ?)`,
  );
  const advance = db.prepare<[number, number, number]>(
    'UPDATE decision_acts SET changed = changed + ?, through = ? WHERE id = ?',
  );
  const back = db.prepare<[number, number, number]>(
    'UPDATE decision_acts SET restored = restored + ?, through = ? WHERE id = ?',
  );
  const end = db.prepare<[number, number]>(
    `UPDATE decision_acts SET finished_at = ?, state = iif(state = 'undoing', 'undone', 'done') WHERE id = ?`,
  );
  const undo = db.prepare<[number, number, number]>(
    "UPDATE decision_acts SET state = 'undoing', through = 0, last = ?, undone_at = ? WHERE id = ? AND state = 'done'",
  );

  const notWhileRunning = (networkId: number): void => {
    if (runs.running(networkId) === undefined) return;
    throw new DeskError(
      'conflict',
      'The status map of this network is being changed already. Wait until it is done.',
    );
  };

  return {
    changeStatusMap: atOnce(db, ({ networkId, changes, text, reason, author, total, now }) => {
      notWhileRunning(networkId);
      const before = runs.own(
        networkId,
        changes.map(({ result }) => result),
      );
      runs.set(networkId, changes);
      const what = JSON.stringify({ kind: 'status_map', text, changes, before });
      const made = insert.run(what, reason, author, networkId, now, total, newest.get()?.id ?? 0);
      return actOf(acts.one(Number(made.lastInsertRowid)));
    }),
    undoStatusMap: atOnce(db, ({ actId, now }) => {
      const act = acts.one(actId);
      const what = whatOf(act.what);
      if (what.kind !== 'status_map' || act.network_id === null)
        throw new DeskError('conflict', 'This act changed no status map.');
      notWhileRunning(act.network_id);
      if (act.newer === 1)
        throw new DeskError('conflict', 'The status map was changed again since. Take that back first.');
      if (undo.run(newest.get()?.id ?? 0, now, actId).changes === 0)
        throw new DeskError('conflict', 'It was taken back already.');
      runs.set(act.network_id, what.before);
      return actOf(acts.one(actId));
    }),
    remapSome: atOnce(db, ({ actId, limit, now }) => {
      const act = acts.one(actId);
      const run = act.network_id === null ? undefined : runs.running(act.network_id);
      if (run?.id !== actId) return { changed: 0, owed: 0, more: false, act: actOf(act) };
      const { ids, through } = runs.next(run, limit);
      const changes = runs.bring(run, ids, now);
      (run.state === 'undoing' ? back : advance).run(changes.length, through, actId);
      const more = through < run.last;
      if (!more) end.run(now, actId);
      return { changed: changes.length, owed: owing.owe(changes, now), more, act: actOf(acts.one(actId)) };
    }),
  };
}

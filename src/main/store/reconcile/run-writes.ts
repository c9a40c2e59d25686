import type { ReconcileWrites } from '#main/engine/ports/reconcile-store.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import { atOnce } from '../file/sqlite.ts';
import type { Sqlite } from '../file/sqlite.ts';
import type { InstantHandlers } from '../threads/handlers.ts';
import { lineCondition, LINES } from './line-filter.ts';
import { lineInsertion } from './line-insertion.ts';
import { runReads } from './run-reads.ts';

type RunWrites = Omit<
  ReconcileWrites,
  'keepReconcileFile' | 'rememberReconcileMapping' | 'setReconcileFolder' | 'noteArrival' | 'ignoreArrival'
>;

/** Writes of runs: their lines, how they end, what a person accepts of them. */
export function runWrites(db: Sqlite): InstantHandlers<RunWrites> {
  const begin = db.prepare<[number, number | null, string, string, number, string]>(
    `INSERT INTO reconcile_runs (series_id, previous_id, title, origin, created_at, state, draft)
     VALUES (?, ?, ?, ?, ?, 'running', ?)`,
  );
  const ownSeries = db.prepare<[number]>('UPDATE reconcile_runs SET series_id = id WHERE id = ?');
  const progress = db.prepare<[string, number]>(
    "UPDATE reconcile_runs SET progress = ? WHERE id = ? AND state = 'running'",
  );
  const count = db.prepare<[number], { count: number }>(
    'SELECT coalesce(max(place) + 1, 0) AS count FROM reconcile_lines WHERE run_id = ?',
  );
  const insert = lineInsertion(db);
  const finish = db.prepare<[string, number, number]>(
    `UPDATE reconcile_runs SET state = 'done', progress = '', version = version + 1, summary = ?, finished_at = ?
     WHERE id = ?`,
  );
  const fail = db.prepare<[string, number, number]>(
    `UPDATE reconcile_runs SET state = 'failed', progress = '', reason = ?, finished_at = ?
     WHERE id = ? AND state = 'running'`,
  );
  const dropLines = db.prepare<[number]>('DELETE FROM reconcile_lines WHERE run_id = ?');
  const forget = db.prepare<[number]>('DELETE FROM reconcile_runs WHERE id = ?');
  const touch = db.prepare<[number]>('UPDATE reconcile_runs SET version = version + 1 WHERE series_id = ?');
  const mark = db.prepare<[number, string, string, string, number]>(
    `INSERT INTO reconcile_marks (series_id, key, digest, note, at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (series_id, key) DO UPDATE SET digest = excluded.digest, note = excluded.note, at = excluded.at`,
  );
  const unmark = db.prepare<[number, string]>('DELETE FROM reconcile_marks WHERE series_id = ? AND key = ?');
  const unmarkAll = db.prepare<[number, number]>(
    'DELETE FROM reconcile_marks WHERE series_id = ? AND at = ?',
  );
  const { reconcileRun } = runReads(db);
  const compare = comparisonWithLast(db);

  return {
    beginReconcileRun: atOnce(db, ({ draft, origin, previousId, now }) => {
      const series = previousId === null ? 0 : reconcileRun({ id: previousId }).seriesId;
      const { lastInsertRowid } = begin.run(
        series,
        previousId,
        draft.title,
        origin,
        now,
        JSON.stringify(draft),
      );
      const id = Number(lastInsertRowid);
      if (previousId === null) ownSeries.run(id);
      return id;
    }),
    tellReconcileProgress: ({ id, progress: said }) => {
      progress.run(said, id);
    },
    addReconcileLines: atOnce(db, ({ id, lines }) => {
      insert(id, count.get(id)?.count ?? 0, lines);
    }),
    finishReconcileRun: atOnce(db, ({ id, summary, now }) => {
      const run = reconcileRun({ id });
      compare(id);
      finish.run(JSON.stringify(summary), now, run.id);
    }),
    failReconcileRun: atOnce(db, ({ id, reason, now }) => {
      dropLines.run(id);
      fail.run(reason, now, id);
    }),
    endOpenReconcileRuns: atOnce(db, ({ reason, now }) => {
      const open = db
        .prepare<[], { id: number }>("SELECT id FROM reconcile_runs WHERE state = 'running'")
        .all();
      for (const { id } of open) {
        dropLines.run(id);
        fail.run(reason, now, id);
      }
      db.prepare<[string]>(
        "UPDATE reconcile_arrivals SET state = 'failed', reason = ? WHERE state = 'running'",
      ).run(reason);
    }),
    removeReconcileRun: atOnce(db, ({ id }) => {
      const { state, seriesId } = reconcileRun({ id });
      if (state === 'running') throw new DeskError('conflict', 'It is still under way; cancel it first.');
      db.prepare<[number]>('UPDATE reconcile_runs SET previous_id = NULL WHERE previous_id = ?').run(id);
      db.prepare<[number]>('UPDATE reconcile_arrivals SET run_id = NULL WHERE run_id = ?').run(id);
      dropLines.run(id);
      forget.run(id);
      db.prepare<[number, number]>(
        `DELETE FROM reconcile_marks
         WHERE series_id = ? AND NOT EXISTS (SELECT 1 FROM reconcile_runs WHERE series_id = ?)`,
      ).run(seriesId, seriesId);
      db.exec(
        `DELETE FROM reconcile_files AS f
         WHERE NOT EXISTS (SELECT 1 FROM reconcile_runs AS r WHERE instr(r.draft, f.digest) > 0)
           AND NOT EXISTS (SELECT 1 FROM reconcile_arrivals AS a WHERE a.digest = f.digest AND a.state = 'waiting')`,
      );
    }),
    acceptReconcileLines: atOnce(db, ({ runId, lines, note, now }) => {
      const { seriesId, summary } = reconcileRun({ id: runId });
      if ('acceptedAt' in lines) {
        touch.run(seriesId);
        return unmarkAll.run(seriesId, lines.acceptedAt).changes;
      }
      const filter = 'filter' in lines ? lines.filter : { states: ['unequal' as const] };
      const where = lineCondition(runId, filter, summary);
      const named = 'places' in lines ? ' AND l.place IN (SELECT value FROM json_each(?))' : '';
      const values = 'places' in lines ? [...where.values, JSON.stringify(lines.places)] : where.values;
      const found = db
        .prepare<(number | string)[], { key: string; digest: string }>(
          `SELECT l.key, l.digest FROM ${LINES} WHERE ${where.sql} AND l.state = 'unequal'${named}`,
        )
        .all(...values);
      for (const { key, digest } of found) {
        if (note === null) unmark.run(seriesId, key);
        else mark.run(seriesId, key, digest, note, now);
      }
      touch.run(seriesId);
      return found.length;
    }),
  };
}

/**
 * Says of each line that differs whether it did so in the run before, and takes over those of then that differ no more.
 * The run before keeps only what differed.
 */
function comparisonWithLast(db: Sqlite): (id: number) => void {
  const previous = db.prepare<[number], { id: number | null }>(
    'SELECT previous_id AS id FROM reconcile_runs WHERE id = ?',
  );
  const since = db.prepare<[number, number]>(
    `UPDATE reconcile_lines AS l SET since = coalesce(
       (SELECT iif(b.digest = l.digest, 'same', 'changed') FROM reconcile_lines AS b
        WHERE b.run_id = ? AND b.key = l.key AND b.state = 'unequal'), 'new')
     WHERE l.run_id = ? AND l.state = 'unequal'`,
  );
  const gone = db.prepare<number[]>(
    `INSERT INTO reconcile_lines (run_id, place, key, state, since, digest, cause_1, cause_2, delta_1, delta_2, currency,
       at, number, invoca_id, cells, findings)
     SELECT ?, (SELECT coalesce(max(place), -1) FROM reconcile_lines WHERE run_id = ?) + row_number() OVER (ORDER BY b.place),
       b.key, 'gone', 'gone', b.digest, b.cause_1, b.cause_2, b.delta_1, b.delta_2, b.currency, b.at, b.number,
       b.invoca_id, b.cells, b.findings
     FROM reconcile_lines AS b
     WHERE b.run_id = ? AND b.state = 'unequal' AND NOT EXISTS (
       SELECT 1 FROM reconcile_lines AS l WHERE l.run_id = ? AND l.key = b.key AND l.state = 'unequal')`,
  );
  const prune = db.prepare<[number]>(
    "DELETE FROM reconcile_lines WHERE run_id = ? AND state IN ('equal', 'outside')",
  );
  const touch = db.prepare<[number]>('UPDATE reconcile_runs SET version = version + 1 WHERE id = ?');
  return (id) => {
    const before = previous.get(id)?.id ?? null;
    if (before === null) return;
    since.run(before, id);
    gone.run(id, id, before, id);
    prune.run(before);
    touch.run(before);
  };
}

import type { ReconcileReads } from '#main/engine/ports/reconcile-store.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import { reconcileDraft, runSummary } from '#shared/ipc/reconcile.ts';
import type { ReconcileRun, RunChanges } from '#shared/ipc/reconcile.ts';
import type { Sqlite } from '../file/sqlite.ts';
import type { InstantHandlers } from '../threads/handlers.ts';
import { LINES } from './line-filter.ts';

interface Stored {
  readonly id: number;
  readonly series_id: number;
  readonly previous_id: number | null;
  readonly previous_at: number | null;
  readonly title: string;
  readonly origin: ReconcileRun['origin'];
  readonly created_at: number;
  readonly finished_at: number | null;
  readonly state: ReconcileRun['state'];
  readonly reason: string;
  readonly progress: string;
  readonly draft: string;
  readonly summary: string | null;
  readonly repeated: number;
}

const SELECT = `SELECT r.id, r.series_id, r.previous_id, p.created_at AS previous_at, r.title, r.origin, r.created_at,
    r.finished_at, r.state, r.reason, r.progress, r.draft, r.summary,
    EXISTS (SELECT 1 FROM reconcile_runs AS o WHERE o.series_id = r.series_id AND o.id > r.id) AS repeated
  FROM reconcile_runs AS r LEFT JOIN reconcile_runs AS p ON p.id = r.previous_id`;

const RUNS_SHOWN = 200;

/** Reads runs with what changed since the run each repeats, and how much of it was accepted. */
export function runReads(
  db: Sqlite,
): InstantHandlers<Pick<ReconcileReads, 'reconcileRuns' | 'reconcileRun'>> {
  const all = db.prepare<[], Stored>(`${SELECT} ORDER BY r.id DESC LIMIT ${RUNS_SHOWN}`);
  const one = db.prepare<[number], Stored>(`${SELECT} WHERE r.id = ?`);
  const since = db.prepare<[number], { since: string; count: number }>(
    `SELECT since, count(*) AS count FROM reconcile_lines WHERE run_id = ? AND since <> '' GROUP BY since`,
  );
  const accepted = db.prepare<[number], { count: number }>(
    `SELECT count(*) AS count FROM ${LINES} WHERE l.run_id = ? AND l.state = 'unequal' AND m.key IS NOT NULL`,
  );
  const changesOf = (row: Stored): RunChanges | null => {
    if (row.previous_id === null || row.previous_at === null || row.state !== 'done') return null;
    const counts = new Map(since.all(row.id).map((found) => [found.since, found.count]));
    const count = (kind: string): number => counts.get(kind) ?? 0;
    return {
      previousId: row.previous_id,
      previousAt: row.previous_at,
      added: count('new'),
      gone: count('gone'),
      changed: count('changed'),
      same: count('same'),
    };
  };
  const runOf = (row: Stored): ReconcileRun => ({
    id: row.id,
    seriesId: row.series_id,
    title: row.title,
    origin: row.origin,
    createdAt: row.created_at,
    finishedAt: row.finished_at,
    state: row.state,
    reason: row.reason,
    progress: row.progress,
    draft: reconcileDraft.parse(JSON.parse(row.draft)),
    summary: row.summary === null ? null : runSummary.parse(JSON.parse(row.summary)),
    changes: changesOf(row),
    accepted: row.state === 'done' ? (accepted.get(row.id)?.count ?? 0) : 0,
    repeated: row.repeated === 1,
  });
  return {
    reconcileRuns: () => all.all().map(runOf),
    reconcileRun: ({ id }) => {
      const row = one.get(id);
      if (!row) throw new DeskError('not_found', 'This reconciliation is not here any more.');
      return runOf(row);
    },
  };
}

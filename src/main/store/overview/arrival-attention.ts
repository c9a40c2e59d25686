import type { AttentionItem } from '#shared/ipc/desk.ts';
import type { Sqlite } from '../file/sqlite.ts';

/** Files of the watched folder that nobody has compared: those no mapping is known for, and those that failed. */
export function arrivalItems(db: Sqlite): () => AttentionItem[] {
  const open = db.prepare<[], { state: 'waiting' | 'failed'; count: number }>(
    `SELECT state, count(*) AS count FROM reconcile_arrivals
     WHERE state IN ('waiting', 'failed') GROUP BY state`,
  );
  return () =>
    open.all().map(({ state, count }) => ({
      kind: 'reconcile_file',
      text:
        state === 'waiting'
          ? 'Files in the watched folder that wait for their columns to be said'
          : 'Files in the watched folder that could not be reconciled',
      count,
      address: '/reconcile/folder',
    }));
}

import type { Sqlite } from '../file/sqlite.ts';
import type { JobQueue } from '../jobs/job-queue.ts';

/**
 * Settles every update of a number that waits as not applied, with the reason, and ends its jobs; says how many. The
 * job under way, if any, is left to the outcome that ends it.
 */
export function waitingSettler(
  db: Sqlite,
  queue: JobQueue,
): (sessionNumberId: number, reason: string, now: number) => number {
  const waiting = db.prepare<[number], { seq: number; job_id: number | null }>(
    `SELECT seq, job_id FROM session_updates INDEXED BY session_updates_queued
     WHERE session_number_id = ? AND state = 'queued' ORDER BY seq`,
  );
  const settle = db.prepare<[string, number, number, number]>(
    `UPDATE session_updates SET state = 'not_applied', reason = ?, settled_at = ?
     WHERE session_number_id = ? AND seq = ? AND state = 'queued'`,
  );
  return (id, reason, now) => {
    const entries = waiting.all(id);
    for (const { seq, job_id } of entries) {
      settle.run(reason, now, id, seq);
      if (job_id !== null) queue.finish({ id: job_id, state: 'failed', reason, now });
    }
    return entries.length;
  };
}

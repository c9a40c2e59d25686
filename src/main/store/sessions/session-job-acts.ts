import { DeskError } from '#shared/ipc/errors.ts';
import type { Sqlite } from '../file/sqlite.ts';
import type { ActEffects } from '../jobs/job-acts.ts';
import type { JobQueue } from '../jobs/job-queue.ts';
import { updateQueue } from './queue-update.ts';
import { waitingSettler } from './settle-waiting.ts';
import { updateOf } from './stored-information.ts';
import type { StoredUpdate } from './stored-information.ts';

interface StoredEntry extends StoredUpdate {
  readonly by: 'form' | 'cli' | 'drill_down' | 'send_list';
  readonly batch_id: number;
}

/** What taking back, or trying again, a job about a session number means for its record and history. */
export function sessionJobActs(
  db: Sqlite,
  queue: JobQueue,
): ActEffects<'session.request' | 'session.update' | 'session.release'> {
  const settleWaiting = waitingSettler(db, queue);
  const queueUpdate = updateQueue(db, queue);
  const takeBack = db.prepare<[number, number, number]>(
    `UPDATE session_updates SET state = 'cancelled', reason = 'Taken back before it was sent.', settled_at = ?
     WHERE session_number_id = ? AND seq = ? AND state = 'queued'`,
  );
  const fail = db.prepare<[number]>(
    `UPDATE session_numbers SET state = 'failed', reason = 'The request was taken back before a number came.'
     WHERE id = ? AND state = 'requested'`,
  );
  const ask = db.prepare<[number]>(
    "UPDATE session_numbers SET state = 'requested', reason = '' WHERE id = ? AND state = 'failed'",
  );
  const askWith = db.prepare<[number]>(
    `UPDATE session_updates SET state = 'queued', reason = '', settled_at = NULL
     WHERE session_number_id = ? AND job_id IS NULL AND state = 'not_applied'`,
  );
  const entry = db.prepare<[number, number], StoredEntry>(
    `SELECT u.mode, u.keywords, u.fields, u.removed, u.by, j.batch_id
     FROM session_updates AS u JOIN jobs AS j ON j.id = u.job_id WHERE u.session_number_id = ? AND u.seq = ?`,
  );
  return {
    cancelled: (job, now) => {
      const id = job.payload.sessionNumberId;
      if (job.kind === 'session.update') takeBack.run(now, id, job.payload.seq);
      if (job.kind !== 'session.request') return;
      fail.run(id);
      settleWaiting(id, 'The request for the number was taken back.', now);
    },
    retried: (job, now) => {
      const id = job.payload.sessionNumberId;
      if (job.kind === 'session.request') {
        if (ask.run(id).changes === 0)
          throw new DeskError('conflict', 'This number came, or its session is over.');
        askWith.run(id);
      }
      if (job.kind !== 'session.update') return 'requeue';
      const stored = entry.get(id, job.payload.seq);
      if (!stored) throw new DeskError('not_found', 'This update is not in the history.');
      // Later entries may have been accepted since: what is tried again goes to the end of the history.
      queueUpdate({
        sessionNumberId: id,
        by: stored.by,
        update: updateOf(stored),
        expectedVersion: null,
        batchId: stored.batch_id === 0 ? null : stored.batch_id,
        dueAt: now,
        now,
      });
      return 'replaced';
    },
  };
}

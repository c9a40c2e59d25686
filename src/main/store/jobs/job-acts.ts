import type { JobKind, JobPayloads } from '#main/engine/ports/job.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import { atOnce } from '../file/sqlite.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { numberJobActs } from '../numbers/number-job-acts.ts';
import { sessionJobActs } from '../sessions/session-job-acts.ts';
import { storedContent } from './job-kinds.ts';
import type { JobQueue } from './job-queue.ts';

/** A job of these kinds with what it carries, as a person's act finds it. */
export type ActedJob<K extends JobKind = JobKind> = {
  readonly [P in K]: { readonly id: number; readonly kind: P; readonly payload: JobPayloads[P] };
}[K];

/** What a person's act on a job means for the records it is about; within the act's transaction. */
export interface ActEffects<K extends JobKind> {
  /** The queued job was taken back. */
  readonly cancelled: (job: ActedJob<K>, now: number) => void;
  /**
   * The failed job is tried again: `requeue` puts it back in line; `replaced` means that another job stands for it.
   * @throws DeskError conflict when there is nothing left to try
   */
  readonly retried: (job: ActedJob<K>, now: number) => 'requeue' | 'replaced';
}

interface StoredJob {
  readonly id: number;
  readonly kind: string;
  readonly payload: string;
  readonly state: string;
}

interface Act {
  readonly id: number;
  readonly now: number;
}

/** What a person does with jobs and batches. */
export function jobActs(
  db: Sqlite,
  queue: JobQueue,
): {
  readonly cancelJob: (input: Act) => void;
  readonly dismissJobs: (input: { readonly ids: readonly number[] | null }) => number;
  readonly retryJob: (input: Act) => void;
  readonly retryBatch: (input: Act) => number;
  readonly setBatchPaused: (input: { readonly id: number; readonly paused: boolean }) => void;
} {
  const one = db.prepare<[number], StoredJob>('SELECT id, kind, payload, state FROM jobs WHERE id = ?');
  const failedOf = db.prepare<[number], StoredJob>(
    "SELECT id, kind, payload, state FROM jobs WHERE batch_id = ? AND batch_id > 0 AND state = 'failed' ORDER BY id",
  );
  const pause = db.prepare<[number, number]>('UPDATE batches SET paused = ? WHERE id = ?');
  const batch = db.prepare<[number], { id: number }>('SELECT id FROM batches WHERE id = ?');
  const dismissAll = db.prepare<[]>("UPDATE jobs SET state = 'cancelled' WHERE state = 'failed'");
  const dismiss = db.prepare<[string]>(
    "UPDATE jobs SET state = 'cancelled' WHERE state = 'failed' AND id IN (SELECT value FROM json_each(?))",
  );
  const session = sessionJobActs(db, queue);
  const numbers = numberJobActs(db);

  const cancelled = (job: ActedJob, now: number): void => {
    switch (job.kind) {
      case 'session.request':
      case 'session.update':
      case 'session.release':
        session.cancelled(job, now);
        break;
      case 'promo_number.create':
      case 'ring_pool.create':
      case 'ring_pool.allocate':
        numbers.cancelled(job, now);
        break;
      case 'promo_number.update':
      case 'promo_number.move':
      case 'promo_number.remove':
      case 'ring_pool.update':
      case 'ring_pool.remove':
      case 'affiliate_campaign.apply':
      case 'tune.write':
        // Nothing but the job itself is taken back.
        break;
    }
  };
  const retried = (job: ActedJob, now: number): 'requeue' | 'replaced' => {
    switch (job.kind) {
      case 'session.request':
      case 'session.update':
      case 'session.release':
        return session.retried(job, now);
      case 'promo_number.create':
      case 'ring_pool.create':
      case 'ring_pool.allocate':
        return numbers.retried(job, now);
      case 'promo_number.update':
      case 'promo_number.move':
      case 'promo_number.remove':
      case 'ring_pool.update':
      case 'ring_pool.remove':
      case 'affiliate_campaign.apply':
      case 'tune.write':
        return 'requeue';
    }
  };
  const found = (id: number, state: string, otherwise: string): ActedJob => {
    const row = one.get(id);
    if (!row) throw new DeskError('not_found', `There is no job with the id ${id}.`);
    if (row.state !== state) throw new DeskError('conflict', otherwise);
    return actedOf(row);
  };
  const retry = (job: ActedJob, now: number): void => {
    if (retried(job, now) === 'requeue') queue.requeue({ id: job.id, now });
  };

  return {
    cancelJob: atOnce(db, ({ id, now }: Act) => {
      const job = found(id, 'queued', 'This job is not waiting any more.');
      queue.finish({ id, state: 'cancelled', reason: 'Taken back.', now });
      cancelled(job, now);
    }),
    dismissJobs: ({ ids }) => (ids === null ? dismissAll.run() : dismiss.run(JSON.stringify(ids))).changes,
    retryJob: atOnce(db, ({ id, now }: Act) => {
      retry(found(id, 'failed', 'Only a failed job can be tried again.'), now);
    }),
    retryBatch: atOnce(db, ({ id, now }: Act) => {
      if (!batch.get(id)) throw new DeskError('not_found', `There is no batch with the id ${id}.`);
      let tried = 0;
      for (const row of failedOf.all(id)) {
        try {
          retry(actedOf(row), now);
          tried += 1;
        } catch (cause) {
          // What has nothing left to try stays failed; the others go on.
          if (!(cause instanceof DeskError && cause.code === 'conflict')) throw cause;
        }
      }
      return tried;
    }),
    setBatchPaused: ({ id, paused }) => {
      if (pause.run(Number(paused), id).changes === 0)
        throw new DeskError('not_found', `There is no batch with the id ${id}.`);
    },
  };
}

function actedOf(row: StoredJob): ActedJob {
  return { ...storedContent(row), id: row.id };
}

import type { JobKind, JobPayloads } from '#main/engine/ports/job.ts';
import type { Sqlite } from '../file/sqlite.ts';

/** A job as the write that wants it gives it to the queue. */
export type NewJob = {
  readonly [K in JobKind]: {
    /** Says what the job is for: the same key is the same job, whatever happened to it since. */
    readonly key: string;
    readonly kind: K;
    readonly networkId: number;
    readonly campaignId: string;
    /** Jobs of one lane are done strictly in the order they came in; '' for none. */
    readonly lane: string;
    readonly batchId: number | null;
    readonly payload: JobPayloads[K];
    readonly dueAt: number;
    readonly now: number;
  };
}[JobKind];

/**
 * Where the writes of a capability put their jobs, inside their own transaction. Jobs of a lane
 * behind an unfinished one wait for their turn.
 */
export interface JobQueue {
  /** Adds a job; one with the same key is left as it is. Says which job it is, and whether it is a new one. */
  readonly add: (job: NewJob) => { readonly id: number; readonly fresh: boolean };
  readonly addBatch: (batch: {
    readonly kind: string;
    readonly name: string;
    readonly now: number;
  }) => number;
  /** Ends a job; it is the turn of the next one of its lane. A job that is finished already stays as it is. */
  readonly finish: (job: {
    readonly id: number;
    readonly state: 'done' | 'failed' | 'cancelled';
    readonly reason: string;
    readonly now: number;
  }) => boolean;
  /** Puts a failed or cancelled job back as if it had never been tried. */
  readonly requeue: (job: { readonly id: number; readonly now: number }) => void;
  readonly idOf: (key: string) => number | null;
}

export function jobQueue(db: Sqlite): JobQueue {
  const find = db.prepare<[string], { id: number }>('SELECT id FROM jobs WHERE key = ?');
  const ahead = db.prepare<[string, number], { one: number }>(
    `SELECT 1 AS one FROM jobs INDEXED BY jobs_of_lane
     WHERE lane = ? AND lane <> '' AND state IN ('queued', 'running') AND id < ? LIMIT 1`,
  );
  const insert = db.prepare<[string, string, number, string, string, number, string, number, number, string]>(
    `INSERT INTO jobs (key, kind, network_id, campaign_id, lane, batch_id, payload, state, created_at, due_at, wait)
     VALUES (?, ?, ?, ?, ?, ?, ?, 'queued', ?, ?, ?)`,
  );
  const insertBatch = db.prepare<[string, string, number]>(
    'INSERT INTO batches (kind, name, created_at) VALUES (?, ?, ?)',
  );
  const end = db.prepare<[string, string, number, number]>(
    `UPDATE jobs SET state = ?, last_reason = ?, finished_at = ?, lease_until = NULL, wait = ''
     WHERE id = ? AND state IN ('queued', 'running')`,
  );
  const laneOf = db.prepare<[number], { lane: string }>('SELECT lane FROM jobs WHERE id = ?');
  const wake = db.prepare<[string]>(
    `UPDATE jobs SET wait = '' WHERE wait = 'turn' AND id = (
       SELECT id FROM jobs INDEXED BY jobs_of_lane
       WHERE lane = ? AND lane <> '' AND state IN ('queued', 'running') ORDER BY id LIMIT 1)`,
  );
  const putBehind = db.prepare<[string, number]>(
    `UPDATE jobs SET wait = 'turn' WHERE lane = ? AND lane <> '' AND state = 'queued' AND id > ?`,
  );
  const restart = db.prepare<[number, string, number]>(
    `UPDATE jobs SET state = 'queued', attempts = 0, finished_at = NULL, lease_until = NULL, due_at = ?, wait = ?
     WHERE id = ? AND state IN ('failed', 'cancelled')`,
  );
  const isBehind = (lane: string, id: number): boolean => lane !== '' && ahead.get(lane, id) !== undefined;

  return {
    add: (job) => {
      const known = find.get(job.key);
      if (known) return { id: known.id, fresh: false };
      const behind = isBehind(job.lane, Number.MAX_SAFE_INTEGER);
      const made = insert.run(
        job.key,
        job.kind,
        job.networkId,
        job.campaignId,
        job.lane,
        job.batchId ?? 0,
        JSON.stringify(job.payload),
        job.now,
        job.dueAt,
        behind ? 'turn' : '',
      );
      return { id: Number(made.lastInsertRowid), fresh: true };
    },
    addBatch: ({ kind, name, now }) => Number(insertBatch.run(kind, name, now).lastInsertRowid),
    finish: ({ id, state, reason, now }) => {
      if (end.run(state, reason, now, id).changes === 0) return false;
      const lane = laneOf.get(id)?.lane ?? '';
      if (lane !== '') wake.run(lane);
      return true;
    },
    requeue: ({ id, now }) => {
      const lane = laneOf.get(id)?.lane ?? '';
      restart.run(now, isBehind(lane, id) ? 'turn' : '', id);
      if (lane !== '') putBehind.run(lane, id);
    },
    idOf: (key) => find.get(key)?.id ?? null,
  };
}

import type { JobPayloads } from '#main/engine/ports/job.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { NumberState } from '#shared/ipc/numbers.ts';
import type { Sqlite } from '../file/sqlite.ts';
import type { JobQueue, NewJob } from '../jobs/job-queue.ts';

type NumberJobKind = Extract<keyof JobPayloads, `promo_number.${string}`>;

/** A job about a number, as the write that wants it says. */
type NumberJob = {
  readonly [K in NumberJobKind]: {
    readonly id: number;
    readonly kind: K;
    readonly payload: JobPayloads[K];
    readonly batchId: number | null;
    readonly now: number;
  };
}[NumberJobKind];

interface JobPlace {
  readonly networkId: number;
  readonly offerId: string;
  readonly partnerId: string;
  readonly state: NumberState;
  readonly requests: number;
}

/** Puts jobs about numbers into the queue, each number's in a lane of its own; within the caller's transaction. */
export function numberJobs(
  db: Sqlite,
  queue: JobQueue,
): {
  readonly add: (job: NumberJob) => number;
  /** A number that can be changed, or will be once it has come. @throws DeskError not_found, conflict */
  readonly changeable: (id: number) => JobPlace;
} {
  const one = db.prepare<[number], JobPlace>(
    `SELECT network_id AS networkId, offer_id AS offerId, partner_id AS partnerId, state, requests
     FROM numbers WHERE id = ?`,
  );
  const underWay = db
    .prepare<[number], string>(
      `SELECT j.kind FROM numbers AS n JOIN jobs AS j ON j.id = n.job_id
       WHERE n.id = ? AND j.state IN ('queued', 'running')`,
    )
    .pluck();
  const newest = db.prepare<[number, number]>(
    'UPDATE numbers SET job_id = ?, requests = requests + 1 WHERE id = ?',
  );
  const found = (id: number): JobPlace => {
    const place = one.get(id);
    if (place) return place;
    throw new DeskError('not_found', `There is no number with the id ${id}.`);
  };
  return {
    add: ({ id, batchId, now, ...content }) => {
      const { networkId, offerId, requests } = found(id);
      const job: NewJob = {
        ...content,
        key: `${content.kind}:${id}:${requests + 1}`,
        networkId,
        campaignId: offerId,
        lane: `number:${id}`,
        batchId,
        dueAt: now,
        now,
      };
      const { id: jobId } = queue.add(job);
      newest.run(jobId, id);
      return jobId;
    },
    changeable: (id) => {
      const place = found(id);
      if (place.state === 'failed') {
        throw new DeskError('conflict', 'This number never came, so there is nothing to change.');
      }
      if (place.state === 'removed') throw new DeskError('conflict', 'This number has been given back.');
      if (underWay.get(id) === 'promo_number.remove') {
        throw new DeskError('conflict', 'This number is being given back.');
      }
      return place;
    },
  };
}

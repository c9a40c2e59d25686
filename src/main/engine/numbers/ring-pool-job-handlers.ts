import type { JobHandler, Tried } from '../jobs/job-handler.ts';
import type { ClaimedJob, JobOf, JobOutcome } from '../ports/job.ts';
import type { JobEffect } from '../ports/job-effects.ts';
import type { PoolTask } from '../ports/numbers-store.ts';
import type { RingPoolFacts } from '../ports/catalogue.ts';
import { tryInvoca } from './invoca-try.ts';
import { makeOnce } from './make-once.ts';
import type { NumberAccount } from './number-accounts.ts';
import { tryMaking } from './number-job-handlers.ts';
import type { NumberJobParts } from './number-job-handlers.ts';

type Outcome = JobOutcome<JobEffect>;

/** The handlers of every kind of job about ring pools. */
export interface RingPoolJobs {
  readonly create: JobHandler<JobOf<'ring_pool.create'>>;
  readonly update: JobHandler<JobOf<'ring_pool.update'>>;
  readonly remove: JobHandler<JobOf<'ring_pool.remove'>>;
  readonly allocate: JobHandler<JobOf<'ring_pool.allocate'>>;
}

export function ringPoolJobs(parts: NumberJobParts): RingPoolJobs {
  const { store, clock } = parts;

  const withTask = async (
    job: ClaimedJob & { readonly payload: { readonly ringPoolId: number } },
    work: (task: PoolTask) => Promise<Tried>,
  ): Promise<Tried> => {
    const task = await store.read.poolTask({ ringPoolId: job.payload.ringPoolId });
    if (task) return work(task);
    const outcome: Outcome = {
      kind: 'failed',
      reason: 'The desk does not know this ring pool any more.',
      hold: null,
      effect: null,
    };
    return { outcome, contact: null };
  };

  return {
    create: (job, context) =>
      withTask(job, async (task) => {
        const { ringPoolId } = job.payload;
        if (task.state === 'active') return { outcome: { kind: 'done', effect: null }, contact: null };
        const { place, idFromNetwork, order, quietUntil } = task;
        const at = { place, idFromNetwork, signal: context.signal };
        const work = ({ client }: NumberAccount): Promise<Outcome> =>
          makeOnce<RingPoolFacts>(
            {
              quietUntil,
              look: () => client.ringPool(at),
              note: (until) => store.write.ringPoolAsked({ ringPoolId, quietUntil: until }),
              make: () => client.createRingPool({ ...at, order }),
              given: (pool) => ({ kind: 'pool.given', ringPoolId, pool }),
              idTaken: { kind: 'pool.id_taken', ringPoolId },
              notMade: { kind: 'pool.not_made', ringPoolId },
              unanswered: (until) => ({ kind: 'pool.unanswered', ringPoolId, quietUntil: until }),
            },
            clock,
          );
        return tryMaking(job, context, parts, {
          work,
          surelyNot: quietUntil === null,
          failed: (reason, certain) => ({ kind: 'pool.failed', ringPoolId, reason, certain }),
        });
      }),

    update: (job, context) =>
      withTask(job, ({ place, idFromNetwork, order }) => {
        const { ringPoolId, ...change } = job.payload;
        return tryInvoca(job, context, parts, async ({ client }) => {
          const pool = await client.changeRingPool({
            place,
            idFromNetwork,
            order: { ...order, ...change },
            signal: context.signal,
          });
          return { kind: 'done', effect: { kind: 'pool.changed', ringPoolId, pool } };
        });
      }),

    remove: (job, context) =>
      withTask(job, ({ place, idFromNetwork }) => {
        const { ringPoolId } = job.payload;
        return tryInvoca(job, context, parts, async ({ client }) => {
          await client.removeRingPool({ place, idFromNetwork, signal: context.signal });
          return { kind: 'done', effect: { kind: 'pool.removed', ringPoolId } };
        });
      }),

    async allocate(job, context) {
      const { ringPoolId, allocationIds } = job.payload;
      const task = await store.read.allocationTask({ ringPoolId, allocationIds });
      if (task === null || task.wishes.length === 0) {
        return { outcome: { kind: 'done', effect: null }, contact: null };
      }
      const { place, idFromNetwork, wishes } = task;
      const work = async ({ client }: NumberAccount): Promise<Outcome> => {
        // Lent time is counted from before the request, since the network may have begun it at any moment after.
        const allocatedAt = clock();
        const given = await client.allocate({ place, idFromNetwork, wishes, signal: context.signal });
        const answers = wishes.flatMap(({ allocationId }, index) => {
          const answer = given[index];
          return answer ? [{ allocationId, given: answer }] : [];
        });
        return { kind: 'done', effect: { kind: 'pool.lent', ringPoolId, allocatedAt, answers } };
      };
      return tryInvoca(job, context, parts, work, (outcome) =>
        outcome.kind === 'failed'
          ? {
              ...outcome,
              effect: {
                kind: 'pool.not_lent',
                allocationIds: wishes.map(({ allocationId }) => allocationId),
                reason: outcome.reason,
              },
            }
          : outcome,
      );
    },
  };
}

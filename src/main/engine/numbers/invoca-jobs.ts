import type { Tried, TryContext } from '../jobs/job-handler.ts';
import type { JobKind, JobOf } from '../ports/job.ts';
import { applyJob } from './campaign-job-handlers.ts';
import { numberJobs } from './number-job-handlers.ts';
import type { NumberJobParts } from './number-job-handlers.ts';
import { ringPoolJobs } from './ring-pool-job-handlers.ts';

/** The kinds of jobs an Invoca account does for us. */
export type InvocaJobKind = Extract<
  JobKind,
  `promo_number.${string}` | `ring_pool.${string}` | `affiliate_campaign.${string}`
>;

/** Carries out one try of a job about numbers, ring pools or campaigns. */
export type InvocaJobs = (job: JobOf<InvocaJobKind>, context: TryContext) => Promise<Tried>;

export function invocaJobs(parts: NumberJobParts): InvocaJobs {
  const numbers = numberJobs(parts);
  const pools = ringPoolJobs(parts);
  const apply = applyJob(parts);
  return (job, context) => {
    switch (job.kind) {
      case 'promo_number.create':
        return numbers.create(job, context);
      case 'promo_number.update':
        return numbers.update(job, context);
      case 'promo_number.move':
        return numbers.move(job, context);
      case 'promo_number.remove':
        return numbers.remove(job, context);
      case 'ring_pool.create':
        return pools.create(job, context);
      case 'ring_pool.update':
        return pools.update(job, context);
      case 'ring_pool.remove':
        return pools.remove(job, context);
      case 'ring_pool.allocate':
        return pools.allocate(job, context);
      case 'affiliate_campaign.apply':
        return apply(job, context);
    }
  };
}

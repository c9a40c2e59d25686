import { DeskError } from '#shared/ipc/errors.ts';
import type { InvocaJobs } from '../numbers/invoca-jobs.ts';
import type { SessionJobs } from '../sessions/session-jobs.ts';
import type { TuneJobs } from '../tune/tune-jobs.ts';
import type { JobHandler } from './job-handler.ts';

/** Hands a job to the capability it belongs to. A capability joins its kinds here. */
export function handleJobs(capabilities: {
  readonly sessions: SessionJobs;
  /** Absent where no Invoca account is worked with. */
  readonly invoca?: InvocaJobs;
  /** Absent where no TUNE network is worked with. */
  readonly tune?: TuneJobs;
}): JobHandler {
  const { sessions, invoca, tune } = capabilities;
  return (job, context) => {
    switch (job.kind) {
      case 'session.request':
        return sessions.request(job, context);
      case 'session.update':
        return sessions.update(job, context);
      case 'session.release':
        return sessions.release(job, context);
      case 'promo_number.create':
      case 'promo_number.update':
      case 'promo_number.move':
      case 'promo_number.remove':
      case 'ring_pool.create':
      case 'ring_pool.update':
      case 'ring_pool.remove':
      case 'ring_pool.allocate':
      case 'affiliate_campaign.apply':
        if (invoca) return invoca(job, context);
        break;
      case 'tune.write':
        if (tune) return tune(job, context);
        break;
    }
    return Promise.reject(new DeskError('internal', `Nobody does jobs of the kind ${job.kind}.`));
  };
}

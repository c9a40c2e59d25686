import { DeskError } from '#shared/ipc/errors.ts';
import type { SessionJobs } from '../sessions/session-jobs.ts';
import type { JobHandler } from './job-handler.ts';

/** Hands a job to the capability it belongs to. A capability joins its kinds here. */
export function handleJobs(capabilities: { readonly sessions: SessionJobs }): JobHandler {
  const { sessions } = capabilities;
  return (job, context) => {
    switch (job.kind) {
      case 'session.request':
        return sessions.request(job, context);
      case 'session.update':
        return sessions.update(job, context);
      case 'session.release':
        return sessions.release(job, context);
      default:
        return Promise.reject(new DeskError('internal', `Nobody does jobs of the kind ${job.kind}.`));
    }
  };
}

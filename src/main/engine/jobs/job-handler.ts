import type { JobEffect } from '../ports/job-effects.ts';
import type { Contact } from '../ports/job-store.ts';
import type { ClaimedJob, JobOutcome } from '../ports/job.ts';

/** What a try came to, and what it showed of the account. */
export interface Tried {
  readonly outcome: JobOutcome<JobEffect>;
  /** Null when the network was not asked. */
  readonly contact: Contact | null;
}

/** What a try may know of the runner. */
export interface TryContext {
  readonly now: number;
  readonly signal: AbortSignal;
  /** How often in a row the account did not answer before this try. */
  readonly troubles: number;
}

/** Carries out one try of a job of some kinds. Throws only for faults of the desk itself. */
export type JobHandler<Job extends ClaimedJob = ClaimedJob> = (
  job: Job,
  context: TryContext,
) => Promise<Tried>;

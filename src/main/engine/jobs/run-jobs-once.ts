import type { Clock } from '../ports/clock.ts';
import type { DeskStore } from '../ports/desk-store.ts';
import type { EngineLog } from '../ports/engine-log.ts';
import { accountPace } from './account-pace.ts';
import { freeEnvironmentKeys } from './free-holds.ts';
import type { JobHandler } from './job-handler.ts';
import { tryJob } from './try-job.ts';
import type { EndedJob } from './try-job.ts';

const LEASE_MS = 3 * 60_000;

/** What a run of the jobs that were due came to. */
export interface JobReport {
  readonly done: number;
  /** Jobs that wait still: for a later try, a hold to end, or a connection. */
  readonly waiting: number;
  readonly failed: readonly { readonly job: number; readonly reason: string }[];
}

/**
 * Tries what is due, and what becomes due by it, until nothing can be tried now; with `lane`, only jobs of that lane.
 * What has to wait waits for the next run.
 */
export async function runJobsOnce(parts: {
  readonly store: DeskStore;
  readonly handle: JobHandler;
  readonly clock: Clock;
  readonly log: EngineLog;
  readonly signal: AbortSignal;
  readonly lane?: string;
}): Promise<JobReport> {
  const { store, clock, signal } = parts;
  const pace = accountPace();
  let done = 0;
  const failed: { job: number; reason: string }[] = [];
  await store.write.releaseJobs({ jobIds: null });
  await store.write.connectionBack();
  await freeEnvironmentKeys(store, clock());
  while (!signal.aborted) {
    const now = clock();
    const jobs = await store.write.claimJobs({
      now,
      leaseMs: LEASE_MS,
      perNetwork: pace.mostAtOnce,
      room: pace.rooms(now),
      away: [],
      ...(parts.lane === undefined ? {} : { lane: parts.lane }),
    });
    if (jobs.length === 0) break;
    const ended = await Promise.all(jobs.map((job) => tryJob(job, { ...parts, pace })));
    await store.write.settleJobs({
      tries: ended.map((one) => one.ended),
      contacts: ended.flatMap(({ contact }) => (contact ? [contact] : [])),
      now: clock(),
    });
    count(ended);
  }
  const { queued } = await store.read.jobCounts();
  return { done, waiting: queued, failed };

  function count(ended: readonly EndedJob[]): void {
    for (const { ended: one } of ended) {
      if (one.outcome.kind === 'done') done += 1;
      if (one.outcome.kind === 'failed') failed.push({ job: one.jobId, reason: one.outcome.reason });
    }
  }
}

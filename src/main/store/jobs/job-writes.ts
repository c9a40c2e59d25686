import type { JobWrites } from '#main/engine/ports/job-store.ts';
import type { Hold } from '#main/engine/ports/job.ts';
import { atOnce } from '../file/sqlite.ts';
import type { Sqlite } from '../file/sqlite.ts';
import type { Lines } from '../ledger/lines.ts';
import type { Handlers } from '../threads/handlers.ts';
import { jobClaims } from './claim-jobs.ts';
import { jobActs } from './job-acts.ts';
import { jobHolds } from './job-holds.ts';
import type { JobQueue } from './job-queue.ts';
import { jobSettler } from './settle-jobs.ts';

/** Writes of jobs, batches and holds, each its own transaction. */
export function jobWrites(db: Sqlite, queue: JobQueue, lines: Lines): Handlers<JobWrites> {
  const holds = jobHolds(db);
  return {
    ...jobClaims(db),
    ...jobActs(db, queue),
    settleJobs: jobSettler(db, queue, lines),
    placeHold: atOnce(db, ({ hold, now }: { readonly hold: Hold; readonly now: number }) => {
      holds.place(hold, now);
    }),
    liftHold: holds.lift,
    connectionBack: holds.liftNetworkHolds,
  };
}

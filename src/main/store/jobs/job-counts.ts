import type { JobCounts } from '#shared/ipc/jobs.ts';
import type { Sqlite } from '../file/sqlite.ts';

/** How many jobs of a state there are, as the tallies have it. */
export interface JobTally {
  readonly state: keyof JobCounts;
  readonly count: number;
}

/** How many jobs there are in each state, from the tallies. */
export function jobCounts(db: Sqlite): () => JobCounts {
  const counts = db.prepare<[], JobTally>(
    'SELECT state, sum(count) AS count FROM job_tallies GROUP BY state',
  );
  return () => countsOf(counts.all());
}

/** Tallies as counts, with none where there is no tally. */
export function countsOf(tallies: readonly JobTally[]): JobCounts {
  const none: JobCounts = { queued: 0, running: 0, done: 0, failed: 0, cancelled: 0 };
  return tallies.reduce<JobCounts>((all, { state, count }) => ({ ...all, [state]: count }), none);
}

import type { PendingJob } from '#shared/ipc/campaigns.ts';
import { REASON, WAIT } from './job-reads.ts';

/** The columns of {@link PendingRow}; each of WAIT and REASON takes the present as a value, in this order. */
export const PENDING_COLUMNS = `j.id AS jobId, j.kind AS jobKind, j.state AS jobState, ${WAIT} AS jobWait,
  ${REASON} AS jobReason`;

/** Joins the newest job of a record `r`, with its batch. */
export const PENDING_JOINS =
  'LEFT JOIN jobs AS j ON j.id = r.job_id LEFT JOIN batches AS b ON b.id = j.batch_id';

/** A record's newest job as it is read beside the record. */
export interface PendingRow {
  readonly jobId: number | null;
  readonly jobKind: string | null;
  readonly jobState: PendingJob['state'] | null;
  readonly jobWait: '' | NonNullable<PendingJob['wait']> | null;
  readonly jobReason: string | null;
}

/** The job as a screen shows it: one under way, or one that failed; null for a record that nothing is asked about. */
export function pendingOf(row: PendingRow): PendingJob | null {
  const { jobId, jobKind, jobState } = row;
  if (jobId === null || jobKind === null || jobState === null) return null;
  if (jobState === 'done' || jobState === 'cancelled') return null;
  return {
    jobId,
    kind: jobKind,
    state: jobState,
    wait: row.jobWait === '' || row.jobWait === null ? null : row.jobWait,
    reason: row.jobReason ?? '',
  };
}

/** A joined row without the columns of its job. */
export function withoutPending<T extends PendingRow>(row: T): Omit<T, keyof PendingRow> {
  const { jobId: _id, jobKind: _kind, jobState: _state, jobWait: _wait, jobReason: _reason, ...rest } = row;
  return rest;
}

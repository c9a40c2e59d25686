import type { BatchView, HoldView, JobCounts, JobFilter, JobPage } from '#shared/ipc/jobs.ts';
import type { JobEffect } from './job-effects.ts';
import type { ClaimedJob, Hold, JobOutcome } from './job.ts';

/** One job's ended try. */
export interface EndedTry {
  readonly jobId: number;
  readonly outcome: JobOutcome<JobEffect>;
}

/** What a try showed of an account: that it answers, or why it does not. */
export interface Contact {
  readonly networkId: number;
  /** Null after an answer. */
  readonly error: string | null;
  /** The server's clock minus ours; null where nothing was seen of it. */
  readonly clockDifferenceMs: number | null;
}

/** Jobs, batches and holds, as screens and the runner see them. */
export interface JobReads {
  jobPage(input: {
    readonly filter: JobFilter;
    readonly index: number;
    readonly limit: number;
    readonly now: number;
  }): Promise<JobPage>;
  jobCounts(): Promise<JobCounts>;
  /** Newest first, at most so many. */
  batches(input: { readonly limit: number }): Promise<readonly BatchView[]>;
  /** @throws DeskError not_found */
  batch(input: { readonly id: number }): Promise<BatchView>;
  /** Holds in force at `now`. */
  holds(input: { readonly now: number }): Promise<readonly HoldView[]>;
}

/** What the runner and a person do with jobs. Jobs are made by the writes of the capability they belong to. */
export interface JobWrites {
  /**
   * Takes due jobs for the length of the lease, in turn over campaigns and batches so that none waits behind a large
   * one; at most `perNetwork` of one account, or `room` where it names the account. Passes over held and paused ones,
   * over accounts in `away` and, with `lane`, over all other lanes.
   */
  claimJobs(input: {
    readonly now: number;
    readonly leaseMs: number;
    readonly perNetwork: number;
    readonly room: Readonly<Record<number, number>>;
    readonly away: readonly number[];
    readonly lane?: string | undefined;
  }): Promise<readonly ClaimedJob[]>;
  /** Outcome, effect and hold of each, together; a try that is not running any more is passed over. */
  settleJobs(input: {
    readonly tries: readonly EndedTry[];
    readonly contacts: readonly Contact[];
    readonly now: number;
  }): Promise<void>;
  /** Gives claimed jobs back, as due as they were; null gives back all, for a runner that starts where one died. */
  releaseJobs(input: { readonly jobIds: readonly number[] | null }): Promise<void>;
  /** When the next job could be claimed or a lease runs out; null when nothing waits for a time. */
  nextJobAt(input: { readonly away: readonly number[] }): Promise<number | null>;
  placeHold(input: { readonly hold: Hold; readonly now: number }): Promise<void>;
  /** Lifts the hold of an account (campaign '') or campaign. @throws DeskError not_found */
  liftHold(input: { readonly networkId: number; readonly campaignId: string }): Promise<void>;
  /** Lifts every hold that only waits for a connection. */
  connectionBack(): Promise<void>;
  /** Takes a queued job back, with what it was for. @throws DeskError not_found, conflict */
  cancelJob(input: { readonly id: number; readonly now: number }): Promise<void>;
  /** Takes failed jobs off the list of what needs a person; null takes all of them. Says how many. */
  dismissJobs(input: { readonly ids: readonly number[] | null }): Promise<number>;
  /** Tries a failed job again from the first try. @throws DeskError not_found, conflict */
  retryJob(input: { readonly id: number; readonly now: number }): Promise<void>;
  /** Tries all failed jobs of a batch again; says how many. @throws DeskError not_found */
  retryBatch(input: { readonly id: number; readonly now: number }): Promise<number>;
  /** @throws DeskError not_found */
  setBatchPaused(input: { readonly id: number; readonly paused: boolean }): Promise<void>;
}

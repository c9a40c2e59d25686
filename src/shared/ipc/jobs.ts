import { z } from 'zod';
import { instant, pageLimit, recordId } from './scalars.ts';

/** A job is something a network must do for us that has no instant answer (design.md, offline first). */
export const jobState = z.enum(['queued', 'running', 'done', 'failed', 'cancelled']);

/** Why a queued job is not tried right now; `turn` waits for an earlier job about the same thing. */
export const jobWait = z.enum(['network', 'pool', 'rate', 'account', 'campaign', 'turn', 'paused']);

export const jobRow = z.object({
  id: recordId,
  kind: z.string(),
  networkId: recordId,
  networkName: z.string(),
  campaignId: z.string(),
  /** Jobs of one lane are done strictly in order; '' for none. */
  lane: z.string(),
  batchId: recordId.nullable(),
  batchName: z.string(),
  state: jobState,
  attempts: z.int(),
  createdAt: instant,
  dueAt: instant.nullable(),
  finishedAt: instant.nullable(),
  wait: jobWait.nullable(),
  /** A sentence: why it waits, or how it ended. */
  reason: z.string(),
});

export const jobFilter = z.strictObject({
  states: z.array(jobState).optional(),
  kinds: z.array(z.string().max(60)).optional(),
  networkId: recordId.optional(),
  campaignId: z.string().max(64).optional(),
  batchId: recordId.optional(),
});

export const jobPageRequest = z.strictObject({
  filter: jobFilter,
  index: z.int().nonnegative(),
  limit: pageLimit,
});

/** Newest first. */
export const jobPage = z.object({ index: z.int(), count: z.int(), rows: z.array(jobRow) });

export const jobCounts = z.record(jobState, z.int());

/** Jobs asked for together, with how far they are. */
export const batchView = z.object({
  id: recordId,
  kind: z.string(),
  name: z.string(),
  createdAt: instant,
  paused: z.boolean(),
  counts: jobCounts,
  total: z.int(),
});

/** What keeps jobs of an account (campaign '') or of one of its campaigns from being tried. */
export const holdView = z.object({
  networkId: recordId,
  networkName: z.string(),
  campaignId: z.string(),
  wait: jobWait,
  reason: z.string(),
  /** Null until a person settles it. */
  until: instant.nullable(),
  since: instant,
  /** Jobs it keeps waiting. */
  jobs: z.int(),
});

/** What the status line shows of jobs. */
export const jobsState = z.object({
  waiting: z.int(),
  running: z.int(),
  failed: z.int(),
  /** The sentence of the hold that keeps the most jobs, or ''. */
  held: z.string(),
});

export type JobRow = z.infer<typeof jobRow>;
export type JobFilter = z.infer<typeof jobFilter>;
export type JobPage = z.infer<typeof jobPage>;
export type JobCounts = z.infer<typeof jobCounts>;
export type BatchView = z.infer<typeof batchView>;
export type HoldView = z.infer<typeof holdView>;
export type JobsState = z.infer<typeof jobsState>;

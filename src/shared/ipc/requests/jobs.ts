import { z } from 'zod';
import { batchView, holdView, jobCounts, jobPage, jobPageRequest } from '../jobs.ts';
import { nothing, recordId } from '../scalars.ts';

const done = z.object({});
const byId = z.strictObject({ id: recordId });

/** What the window may ask about jobs, the batches they came in and what holds them. */
export const jobRequests = {
  'jobs.page': { input: jobPageRequest, output: jobPage },
  'jobs.counts': { input: nothing, output: jobCounts },
  'jobs.cancel': { input: byId, output: done },
  /** Takes failed jobs off the list of what needs a person; null takes all. */
  'jobs.dismiss': {
    input: z.strictObject({ ids: z.array(recordId).max(500).nullable() }),
    output: z.object({ dismissed: z.int() }),
  },
  'jobs.retry': { input: byId, output: done },
  /** Newest first. */
  'jobs.batches': { input: z.strictObject({ limit: z.int().min(1).max(200) }), output: z.array(batchView) },
  'jobs.batch': { input: byId, output: batchView },
  'jobs.setBatchPaused': { input: byId.extend({ paused: z.boolean() }), output: batchView },
  'jobs.retryBatch': { input: byId, output: z.object({ tried: z.int() }) },
  'jobs.holds': { input: nothing, output: z.array(holdView) },
  /** Tries again what a hold keeps back; campaign '' is the hold of the whole account. */
  'jobs.liftHold': {
    input: z.strictObject({ networkId: recordId, campaignId: z.string().max(64) }),
    output: done,
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

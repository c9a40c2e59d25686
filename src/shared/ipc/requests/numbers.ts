import { z } from 'zod';
import { campaignApplication, catalogueAge, partnerCampaignRequest, partnerCampaigns } from '../campaigns.ts';
import { bulkFile, bulkForm, bulkPlan, bulkRows, bulkRowsRequest, bulkStart } from '../number-bulk.ts';
import {
  numberChange,
  numberConsequence,
  numberDetail,
  numberMove,
  numberPage,
  numberPageRequest,
  numberPlace,
  numberRequest,
} from '../numbers.ts';
import {
  allocationPage,
  allocationPageRequest,
  allocationRequest,
  ringPoolChange,
  ringPoolRequest,
  ringPoolRow,
} from '../ring-pools.ts';
import { nothing, recordId } from '../scalars.ts';

const done = z.object({});
const byId = z.strictObject({ id: recordId });
const byNetwork = z.strictObject({ networkId: recordId });
/** The job that carries out what was asked; its outcome is told by `jobs.*` and by the record itself. */
const asked = z.object({ jobId: recordId });

/** What the window may ask about offers partners promote, their numbers, ring pools, and many numbers at once. */
export const numberRequests = {
  'campaigns.list': { input: partnerCampaignRequest, output: partnerCampaigns },
  'campaigns.ages': { input: nothing, output: z.array(catalogueAge) },
  /** Begins to read what a network lists again; how far it is, `campaigns.ages` tells. */
  'campaigns.refresh': { input: byNetwork, output: done },
  'campaigns.cancelRefresh': { input: byNetwork, output: done },
  'campaigns.apply': { input: campaignApplication, output: asked },

  'numbers.page': { input: numberPageRequest, output: numberPage },
  'numbers.detail': { input: byId, output: numberDetail },
  /** One number; for more there is `bulk.form`. */
  'numbers.request': { input: numberRequest, output: z.object({ id: recordId }) },
  'numbers.change': { input: numberChange, output: asked },
  /** What giving a number back means, or moving it to `to`. */
  'numbers.consequence': {
    input: byId.extend({ to: numberPlace.nullable() }),
    output: numberConsequence,
  },
  'numbers.move': { input: numberMove, output: asked },
  'numbers.remove': { input: byId, output: asked },

  'ringPools.list': {
    input: z.strictObject({ networkId: recordId.nullable(), offerId: z.string().max(64).nullable() }),
    output: z.array(ringPoolRow),
  },
  'ringPools.request': { input: ringPoolRequest, output: z.object({ id: recordId }) },
  'ringPools.change': { input: ringPoolChange, output: asked },
  'ringPools.remove': { input: byId, output: asked },
  'ringPools.allocate': {
    input: allocationRequest,
    output: z.object({ batchId: recordId, allocations: z.int() }),
  },
  'ringPools.allocations': { input: allocationPageRequest, output: allocationPage },

  'bulk.form': { input: bulkForm, output: bulkPlan },
  /** Asks for a file; null when none is chosen. The ticket stands for what was read of it. */
  'bulk.chooseFile': {
    input: nothing,
    output: z.object({ ticket: z.string(), fileName: z.string() }).nullable(),
  },
  'bulk.file': { input: bulkFile, output: bulkPlan },
  'bulk.rows': { input: bulkRowsRequest, output: bulkRows },
  'bulk.start': { input: bulkStart, output: z.object({ batchId: recordId, numbers: z.int() }) },
  /** Saves what came of a batch where the person says; `file` is null when they do not. */
  'bulk.saveResult': {
    input: z.strictObject({ batchId: recordId }),
    output: z.object({ file: z.string().nullable(), rows: z.int() }),
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

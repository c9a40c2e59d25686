import { z } from 'zod';
import { SOAP_FAULT_NAMES } from './spc/soap-fault-on-demand.ts';
import { SPOILED_KINDS } from './spc/spoiled-answer.ts';

const receiverName = z.string().regex(/^[\w.-]+$/);
const amount = z.number().min(0).max(1_000_000);

/** POST /control/pace: calls a minute from now on. */
export const paceRequest = z.strictObject({ pace: z.number().min(0).max(6_000) });

/**
 * POST /control/calls: lets calls arrive now. With a `result` every call gets just that result, with these
 * amounts, and nothing follows by itself; without, chance decides. `promo_number_id` is the number's
 * `id_from_network`; `number` are the ten digits of a promo number or of a number lent from a ring pool.
 */
export const callsRequest = z.strictObject({
  count: z.int().min(1).max(200_000).default(1),
  result: z.string().max(200).optional(),
  payout: amount.optional(),
  payin: amount.optional(),
  promo_number_id: z.string().optional(),
  number: z
    .string()
    .regex(/^\d{10}$/)
    .optional(),
});

/** POST /control/correct: appends a correction of the call's newest row. What is left out stays as it was. */
export const correctionRequest = z.strictObject({
  complete_call_id: z.string().min(1),
  result: z.string().max(200).optional(),
  payout: amount.optional(),
  payin: amount.optional(),
});

/** POST /control/transactions: rows to append exactly as they are. */
export const rawRowsRequest = z.strictObject({ rows: z.array(z.record(z.string(), z.unknown())).min(1) });

/** POST /control/faults. */
export const faultRequest = z.strictObject({
  target: z.enum(['transactions', 'network', 'receiver', 'spc', 'followers', 'tune']),
  kind: z.enum([
    'delay',
    'status',
    'refuse-200',
    'cut',
    'garbage',
    'not-http',
    'truncate',
    'html',
    '429',
    'hang',
    'soap-fault',
    ...SPOILED_KINDS,
  ]),
  soapFault: z.enum(SOAP_FAULT_NAMES).optional(),
  receiver: receiverName.optional(),
  method: z.string().max(20).optional(),
  addressContains: z.string().max(500).optional(),
  skip: z.int().min(0).optional(),
  times: z.int().min(1).optional(),
  when: z.enum(['before', 'after', 'middle']).optional(),
  status: z.int().min(200).max(599).optional(),
  delayMs: z.int().min(0).max(600_000).optional(),
  retryAfter: z.union([z.number().min(0), z.string().max(100)]).optional(),
  body: z.string().max(1_000_000).optional(),
  headers: z.record(z.string(), z.string()).optional(),
});

/** POST /control/receivers/<name>/answer: what the receiver says when nothing is wrong. */
export const answerRequest = z.strictObject({
  status: z.int().min(200).max(599).default(200),
  headers: z.record(z.string(), z.string()).default({ 'content-type': 'text/plain' }),
  body: z.string().max(1_000_000).default('OK'),
});

/** POST /control/ring-pools: which ways of lending are open; what is left out stays as it is. */
export const ringPoolsRequest = z.strictObject({
  only_bulk: z.boolean().optional(),
  bulk_enabled: z.boolean().optional(),
});

/** POST /control/affiliate-campaigns: decides about a partner's relation to a campaign, both by ids from the network. */
export const affiliateCampaignRequest = z.strictObject({
  campaign: z.string(),
  affiliate: z.string(),
  status: z.enum(['Applied', 'Approved', 'Declined', 'Suspended']).optional(),
  max_promo_numbers: z.int().min(0).max(10_000).optional(),
});

/** POST /control/followers: how many requests are answered in 15 minutes. */
export const followersRequest = z.strictObject({ requests_per_window: z.int().min(0).max(1_000_000) });

/** POST /control/duplicate-ids: see the number desk. */
export const duplicateIdsRequest = z.strictObject({ answer: z.enum(['another', 'existing', 'refused']) });

/** GET /control/receivers/<name>/requests: waits up to `within` ms for `count` requests in all. */
export const requestsQuery = z.object({
  count: z.coerce.number().int().min(0).default(0),
  within: z.coerce.number().int().min(0).max(120_000).default(0),
});

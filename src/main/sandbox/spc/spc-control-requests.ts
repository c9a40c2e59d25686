import { z } from 'zod';

const code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/);
const seconds = z.int().min(0).max(2_592_000);

/** GET /control/spc/state: which sessions to list; all when nothing is named. */
export const stateQuery = z.object({
  campaign_id: z.string().optional(),
  client_reference: z.string().optional(),
  session_id: z.string().optional(),
});

/** POST /control/spc/settings: what is left out stays as it is. See SpcSettings. */
export const settingsRequest = z.strictObject({
  rate: z.number().min(0).max(1_000_000).optional(),
  burst: z.int().min(1).max(1_000_000).optional(),
  security_headers: z.enum(['accepted', 'refused']).optional(),
  strict_ids: z.boolean().optional(),
  clock_offset_minutes: z.number().min(-1_000_000).max(1_000_000).optional(),
  operations: z.enum(['all', 'core']).optional(),
  accepts_updates: z.boolean().optional(),
  extended: z.boolean().optional(),
  prefixed: z.boolean().optional(),
});

/** POST /control/spc/campaigns: sets a campaign up with numbers of its own. */
export const campaignRequest = z.strictObject({
  customer_id: code.default('acme'),
  campaign_id: code,
  pool_size: z.int().min(0).max(20_000).default(50),
  default_ttl_seconds: seconds.min(1).default(14_400),
  max_ttl_seconds: seconds.min(1).default(259_200),
  quarantine_seconds: seconds.default(900),
  destination: z
    .strictObject({ kind: z.enum(['PSTN', 'SIP', 'QUEUE']), address: z.string().min(3).max(255) })
    .default({ kind: 'PSTN', address: '+13125550100' }),
});

/**
 * POST /control/spc/calls: calls to a session, to whoever has a number at that time, or by turns to the active
 * sessions of a campaign. With a `status` a call is over at once; without, time decides. `caller` null is withheld.
 */
export const spcCallsRequest = z.strictObject({
  session_id: z.string().optional(),
  phone_number: z.string().optional(),
  campaign_id: z.string().optional(),
  count: z.int().min(1).max(100_000).default(1),
  started_at: z.int().min(0).optional(),
  caller: z
    .string()
    .regex(/^\+[1-9][0-9]{6,14}$/)
    .nullable()
    .optional(),
  status: z.enum(['ANSWERED', 'NO_ANSWER', 'BUSY', 'FAILED']).optional(),
  ring_seconds: seconds.optional(),
  talk_seconds: seconds.optional(),
});

/** POST /control/spc/expire: lets a session end now as if its time were over. */
export const expireRequest = z.strictObject({ session_id: z.string() });

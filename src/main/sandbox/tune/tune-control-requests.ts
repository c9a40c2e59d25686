import { z } from 'zod';

/** POST /control/tune/settings: what is left out stays as it is. */
export const tuneSettingsRequest = z.strictObject({
  calls_in_ten_seconds: z.int().min(0).max(1_000_000).optional(),
  rate_wording: z.enum(['docs', 'client']).optional(),
  address_listed: z.boolean().optional(),
  error_form: z.enum(['public-message', 'err-msg', 'object', 'data']).optional(),
  empty_as: z.enum(['list', 'object', 'null', 'text']).optional(),
  importing: z.boolean().optional(),
  limit_by_unique_id: z.boolean().optional(),
});

/**
 * POST /control/clicks: where a click on an Invoca link whose `us` is a path leads, and which of its parameters get lost or
 * are encoded once more on the way.
 */
export const clicksRequest = z.strictObject({
  lead_to: z.enum(['network', 'practice']).optional(),
  lose: z.array(z.string()).optional(),
  encode_again: z.array(z.string()).optional(),
});

/** POST /control/tune/conversions: a conversion that TUNE has and Invoca never had. Amounts in dollars. */
export const tuneConversionRequest = z.strictObject({
  offer_id: z.string(),
  affiliate_id: z.string(),
  status: z.enum(['approved', 'pending', 'rejected']).default('approved'),
  status_code: z.int().min(11).max(101).default(52),
  payout: z.number().min(0).max(1_000_000).default(0),
  revenue: z.number().min(0).max(1_000_000).default(0),
  affiliate_info1: z.string().max(500).default(''),
  /** ms since 1970; now when left out. */
  at: z.int().min(0).optional(),
});

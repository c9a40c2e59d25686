import { z } from 'zod';

/** Ids come as numbers or text; here they are text, empty when absent. */
const id = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => (value === null || value === undefined ? '' : String(value)));

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');

/** A decimal as the network writes it; null when it is absent. */
const amount = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => value ?? null);

const whole = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => (value === null || value === undefined || value === '' ? null : Number(value)))
  .refine((value) => value === null || Number.isSafeInteger(value), 'is not a whole number');

const flag = z
  .union([z.boolean(), z.string(), z.number()])
  .nullish()
  .transform((value) => value === true || value === 1 || value === '1' || value === 'true');

const texts = z
  .array(z.union([z.string(), z.looseObject({ name: text })]))
  .nullish()
  .transform((values) => (values ?? []).map((value) => (typeof value === 'string' ? value : value.name)));

const price = z
  .object({
    min: amount,
    max: amount,
    currency: text,
    range: text,
    pricing: text,
    policies: z
      .array(z.object({ type: text, amount, currency: text, condition: text }))
      .nullish()
      .transform((policies) => policies ?? []),
  })
  .nullish()
  .transform((one) => one ?? null);

/** GET advertisers (invoca.md 7.1). */
export const advertiser = z.object({ id_from_network: id, name: text });

const campaignTerms = z.object({
  description: text,
  url: text,
  campaign_type: text,
  campaign_country: text,
  visibility: text,
  auto_approve: text,
  timezone: text,
  expiration_date: text,
  operating_24_7: flag,
  named_regions: texts,
  affiliate_payout: price,
  advertiser_payin: price,
});

/** GET advertiser campaigns (invoca.md 7.2). */
export const campaign = z.object({
  id,
  id_from_network: id,
  name: text,
  status: text,
  current_terms: campaignTerms.nullish().transform((terms) => terms ?? null),
});

/** GET affiliates (invoca.md 7.4). */
export const affiliate = z.object({ id, id_from_network: id, name: text, status: text });

/** GET affiliate campaigns (invoca.md 7.3). */
export const affiliateCampaign = z.object({
  id,
  id_from_network: id,
  affiliate_id_from_network: id,
  status: text,
  max_promo_numbers: whole,
  current_terms: z
    .object({ affiliate_payout: price, advertiser_payin: price })
    .nullish()
    .transform((terms) => terms ?? { affiliate_payout: null, advertiser_payin: null }),
});

/** GET promo numbers (invoca.md 5.2, 5.4). */
export const promoNumber = z.object({
  id,
  id_from_network: id,
  promo_number: id,
  description: text,
  media_type: text,
  object_url: text,
  custom_data: z
    .record(z.string(), z.unknown())
    .nullish()
    .transform((data) => data ?? {}),
});

/** GET ring pools (invoca.md 8.1), without their key. */
export const ringPool = z.object({
  id,
  id_from_network: id,
  name: text,
  lifetime_seconds: whole,
  max_pool_size: whole,
  preferred: flag,
  fill_immediately: flag,
  // Overflow is the rule where nothing else is said.
  allow_overflow: flag.optional(),
});

/** The key of one ring pool, for the moment it is used. */
export const ringPoolKey = z.object({ id, api_key: id });

export type Price = z.infer<typeof price>;
export type Campaign = z.infer<typeof campaign>;
export type AffiliateCampaign = z.infer<typeof affiliateCampaign>;
export type PromoNumber = z.infer<typeof promoNumber>;
export type RingPool = z.infer<typeof ringPool>;

import { z } from 'zod';

/** A scalar as TUNE writes it: mostly a text, by other servers a number or a truth value; null and absent are empty. */
const text = z
  .union([z.string(), z.number(), z.boolean(), z.null()])
  .optional()
  .transform((value) => {
    if (value === null || value === undefined) return '';
    return typeof value === 'boolean' ? (value ? '1' : '0') : String(value);
  });
const id = text.refine((value) => value !== '', 'is missing');
const word = <Word extends string>(words: readonly [Word, ...Word[]]) => text.pipe(z.enum(words));

/** A conversion's status. */
const status = word(['approved', 'pending', 'rejected']);

/** Offers with their advertisers (tune.md 10.1). */
export const offerRecord = z.object({
  Offer: z.object({
    id,
    name: text,
    status: text,
    protocol: text,
    advertiser_id: text,
    default_payout: text,
    max_payout: text,
    currency: text,
    ref_id: text,
    require_approval: text,
    has_goals_enabled: text,
  }),
  Advertiser: z.object({ company: text }).nullish().catch(null),
});

/** Partners (tune.md 10.2). */
export const affiliateRecord = z.object({
  Affiliate: z.object({ id, company: text, status: text, ref_id: text }),
});

/** Goals (tune.md 8). */
export const goalRecord = z.object({
  Goal: z.object({
    id,
    offer_id: id,
    name: text,
    status: text,
    protocol: text,
    default_payout: text,
    max_payout: text,
  }),
});

/** Postbacks and pixels (tune.md 5.1). */
export const pixelRecord = z.object({
  OfferPixel: z.object({
    id,
    affiliate_id: text,
    offer_id: text,
    goal_id: text,
    type: word(['url', 'image', 'code']),
    status: word(['active', 'pending', 'rejected', 'deleted']),
    code: text,
    modified: text,
  }),
});

/** Host names (tune.md 1). */
export const hostnameRecord = z.object({ Hostname: z.object({ id, domain: id, type: text, status: text }) });

/** Transactions of Invoca in TUNE's copy (tune.md 11). */
export const invocaRecord = z.object({
  RingRevenue: z.object({
    transaction_id: id,
    transaction_type: text,
    corrects_transaction_id: text,
    call_result_description_detail: text,
    advertiser_campaign_id_from_network: text,
    affiliate_id_from_network: text,
    calling_phone_number: text,
    affiliate_payout_localized: text,
    advertiser_payin_localized: text,
    duration: text,
    start_time_local: id,
    added_to_conversions: text,
  }),
});

/** Conversions with the record of Invoca each came from, where it came from one. */
export const importedConversion = z.object({
  Conversion: z.object({ tune_event_id: id }),
  RingRevenue: z.object({ transaction_id: text }).nullish().catch(null),
});

/** A conversion asked for by itself (tune.md 6). */
export const conversionRecord = z.object({
  Conversion: z.object({ tune_event_id: id, status, payout: text, revenue: text, currency: text }),
});

/** Rows of the conversions report (tune.md 10.3). */
export const reportRow = z.object({
  Stat: z.object({
    tune_event_id: id,
    ad_id: text,
    status,
    status_code: text,
    offer_id: text,
    affiliate_id: text,
    goal_id: text,
    payout: text,
    revenue: text,
    currency: text,
    datetime: id,
    source: text,
    affiliate_info1: text,
    affiliate_info2: text,
    affiliate_info3: text,
    affiliate_info4: text,
    affiliate_info5: text,
  }),
  Offer: z.object({ name: text }).nullish().catch(null),
  Affiliate: z.object({ company: text }).nullish().catch(null),
});

/** A row of the conversions report. */
export type ReportRow = z.infer<typeof reportRow>;

/** The columns of a record that are asked for: exactly those that are read. */
export function fieldsOf(model: z.ZodObject): readonly string[] {
  return Object.keys(model.shape);
}

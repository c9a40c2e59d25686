import { z } from 'zod';
import { jobState, jobWait } from './jobs.ts';
import { currency, instant, minorUnits, recordId } from './scalars.ts';

/** An id of the trade: an offer's, a partner's or an advertiser's. */
export const tradeId = z.string().min(1).max(64);

/** A price of an offer's terms; null amounts are not told (domain/campaign-terms.ts). */
export const campaignPrice = z.object({
  min: minorUnits.nullable(),
  max: minorUnits.nullable(),
  currency,
  range: z.string(),
  pricing: z.string(),
  policies: z.array(z.object({ kind: z.string(), amount: minorUnits.nullable(), condition: z.string() })),
});

export const campaignTerms = z.object({
  description: z.string(),
  campaignType: z.string(),
  visibility: z.string(),
  autoApprove: z.string(),
  country: z.string(),
  timeZone: z.string(),
  expires: z.string(),
  alwaysOpen: z.boolean(),
  regions: z.array(z.string()),
  payout: campaignPrice.nullable(),
  payin: campaignPrice.nullable(),
});

export const partnerTerms = z.object({
  payout: campaignPrice.nullable(),
  payin: campaignPrice.nullable(),
});

/** Whether something may be asked for; the reason is a sentence, '' when there is nothing to say. */
export const permission = z.object({ can: z.boolean(), reason: z.string() });

/** The job under way, or the last one, about a record: what it does and how far it is. */
export const pendingJob = z.object({
  jobId: recordId,
  kind: z.string(),
  state: jobState,
  wait: jobWait.nullable(),
  reason: z.string(),
});

/** An offer as one partner sees it: how they stand, on which terms, and what can be asked for. */
export const partnerCampaignRow = z.object({
  networkId: recordId,
  networkName: z.string(),
  offerId: z.string(),
  offerName: z.string(),
  offerStatus: z.string(),
  advertiserId: z.string(),
  advertiserName: z.string(),
  partnerId: z.string(),
  partnerName: z.string(),
  /** The network's word for the partner's relation to the offer; '' when there is none. */
  status: z.string(),
  maxPromoNumbers: z.int().nullable(),
  /** Numbers the partner has on the offer, with those asked for. */
  numbers: z.int(),
  numbersLeft: z.int().nullable(),
  canRequest: permission,
  canApply: permission,
  /** The partner's own where it has any, else the offer's. */
  payout: campaignPrice.nullable(),
  payin: campaignPrice.nullable(),
  terms: campaignTerms.nullable(),
  pending: pendingJob.nullable(),
});

/** Offers of one partner, or partners of one offer; related ones first, then by name. */
export const partnerCampaignRequest = z.strictObject({
  networkId: recordId,
  partnerId: tradeId.optional(),
  offerId: tradeId.optional(),
  text: z.string().max(100).optional(),
});

/** At most 500 rows; `count` says how many there are. */
export const partnerCampaigns = z.object({ count: z.int(), rows: z.array(partnerCampaignRow) });

/** How old what is known of a network's offers is, and how far it is being read again. */
export const catalogueAge = z.object({
  networkId: recordId,
  networkName: z.string(),
  readAt: instant.nullable(),
  /** Null while it is not being read. */
  progress: z.object({ done: z.int(), known: z.int() }).nullable(),
  /** Why the last reading did not end well; null after one that did. */
  error: z.string().nullable(),
});

export const campaignApplication = z.strictObject({
  networkId: recordId,
  offerId: tradeId,
  partnerId: tradeId,
});

export type PartnerCampaignRow = z.infer<typeof partnerCampaignRow>;
export type PartnerCampaignRequest = z.infer<typeof partnerCampaignRequest>;
export type PartnerCampaigns = z.infer<typeof partnerCampaigns>;
export type CatalogueAge = z.infer<typeof catalogueAge>;
export type PendingJob = z.infer<typeof pendingJob>;
export type CampaignApplication = z.infer<typeof campaignApplication>;

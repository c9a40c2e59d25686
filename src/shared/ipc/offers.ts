import { z } from 'zod';
import { campaignTerms, tradeId } from './campaigns.ts';
import { goalView, pixelView, price, recordOrigin } from './goals.ts';
import { conversionStatus, currency, minorUnits, pageLimit, recordId, subIdName } from './scalars.ts';

/** What a person says of an offer; without it, what TUNE or its network says counts. */
export const offerStatus = z.enum(['active', 'paused', 'ended']);

/** What a partner may do with one sub id of an offer (domain/offer-sub-ids.ts). */
export const subIdRule = z.strictObject({
  name: subIdName,
  use: z.enum(['required', 'forbidden', 'fixed']),
  /** The only value allowed, when `fixed`; else empty. */
  value: z.string().max(500),
});

/** How many conversions are stored, by status, with what they add up to; one sum a currency. */
export const conversionSums = z.object({
  counts: z.record(conversionStatus, z.int()),
  sums: z.array(z.object({ currency, payout: minorUnits, revenue: minorUnits })),
});

/** A campaign of an Invoca account, which an offer can count the calls of. */
export const campaignChoice = z.object({
  id: recordId,
  networkId: recordId,
  networkName: z.string(),
  offerId: z.string(),
  invocaId: z.string(),
  name: z.string(),
  status: z.string(),
  advertiserName: z.string(),
});

export const offerRow = z.object({
  id: recordId,
  networkId: recordId,
  /** Empty while it belongs to no account. */
  networkName: z.string(),
  offerId: z.string(),
  name: z.string(),
  /** The word that counts: the person's own, else TUNE's, else the network's. */
  status: z.string(),
  origin: recordOrigin,
  advertiserName: z.string(),
  payPerCall: z.boolean(),
  /** Null when no campaign of an account is behind it. */
  campaign: campaignChoice.nullable(),
  /** The default goal's, per call: what is set here, else what the network tells, when it tells one price. */
  payout: price.nullable(),
  revenue: price.nullable(),
  currency,
  /** Further goals that are not deleted. */
  goals: z.int(),
  conversions: conversionSums,
});

export const offerFilter = z.strictObject({
  text: z.string().max(200).optional(),
  networkId: recordId.optional(),
  status: z.enum(['active', 'other']).optional(),
  payPerCall: z.boolean().optional(),
});

export const offerPageRequest = z.strictObject({
  filter: offerFilter,
  index: z.int().nonnegative(),
  limit: pageLimit,
});

export const offerPage = z.object({ index: z.int(), count: z.int(), rows: z.array(offerRow) });

export const offerDetail = z.object({
  row: offerRow,
  ownName: z.string(),
  networkOfferName: z.string(),
  tuneName: z.string(),
  ownStatus: offerStatus.nullable(),
  networkStatus: z.string(),
  tuneStatus: z.string(),
  advertiserId: z.string(),
  invocaId: z.string(),
  refId: z.string(),
  /** What is set here itself; null where the network's terms hold. */
  ownPayout: price.nullable(),
  ownRevenue: price.nullable(),
  /** What a person called the default goal; empty for its usual name. */
  ownGoalName: z.string(),
  /** What TUNE says of them. */
  tunePayout: price.nullable(),
  tuneRevenue: price.nullable(),
  subIdRules: z.array(subIdRule),
  /** Scheme and host on which its clicks and pixels are counted; empty when none is known. */
  trackingOrigin: z.string(),
  ownTrackingOrigin: z.string(),
  note: z.string(),
  terms: campaignTerms.nullable(),
  /** The default goal first. */
  goals: z.array(goalView),
  pixels: z.array(pixelView),
  /** Numbers that are active on it, and partners that have one. */
  numbers: z.int(),
  partners: z.array(z.object({ id: recordId, partnerId: z.string(), name: z.string(), status: z.string() })),
  /** Whether it can be taken out: made here, and no call and no number names it. */
  removable: z.boolean(),
});

/**
 * An offer as a person enters it; `id` is null for a new one. Without a network it belongs to the one Invoca account
 * that is connected. An empty `offerId` takes the next free number.
 */
export const offerDraft = z.strictObject({
  id: recordId.nullable(),
  networkId: recordId.nullable(),
  offerId: tradeId
    .regex(/^[\w.-]*$/, 'An offer id has letters, digits, dots, dashes and underscores.')
    .or(z.literal('')),
  name: z.string().trim().max(200),
  status: offerStatus.nullable(),
  payPerCall: z.boolean(),
  campaignId: recordId.nullable(),
  payout: price.nullable(),
  revenue: price.nullable(),
  currency,
  goalName: z.string().trim().max(120),
  subIdRules: z.array(subIdRule).max(5),
  trackingOrigin: z.string().trim().max(300),
  refId: z.string().trim().max(64),
  note: z.string().max(2000),
});

export const offerStatusChange = z.strictObject({
  ids: z.array(recordId).min(1).max(500),
  status: offerStatus.nullable(),
});

export type OfferStatus = z.infer<typeof offerStatus>;
export type SubIdRule = z.infer<typeof subIdRule>;
export type ConversionSums = z.infer<typeof conversionSums>;
export type CampaignChoice = z.infer<typeof campaignChoice>;
export type OfferRow = z.infer<typeof offerRow>;
export type OfferPageRequest = z.infer<typeof offerPageRequest>;
export type OfferPage = z.infer<typeof offerPage>;
export type OfferDetail = z.infer<typeof offerDetail>;
export type OfferDraft = z.infer<typeof offerDraft>;
export type OfferStatusChange = z.infer<typeof offerStatusChange>;

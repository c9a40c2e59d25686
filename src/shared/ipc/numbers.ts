import { z } from 'zod';
import { pendingJob, tradeId } from './campaigns.ts';
import { instant, pageLimit, recordId } from './scalars.ts';

/** A promo number's life: asked for, given out by the network, never made, or given back. */
export const numberState = z.enum(['requested', 'active', 'failed', 'removed']);

/** Which number is wanted; the network chooses (domain/number-order.ts). */
export const numberWish = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('toll_free') }),
  z.strictObject({ kind: z.literal('area'), areaCode: z.string().max(3), only: z.boolean() }),
  z.strictObject({ kind: z.literal('zip'), zip: z.string().max(5) }),
  z.strictObject({ kind: z.literal('city'), city: z.string().max(80), state: z.string().max(2) }),
]);

const customData = z.record(z.string().min(1).max(255), z.string().max(10_000));

/** What is asked for; a description may name `{n}`, `{offer}` and `{partner}`, which are filled in for each number. */
export const numberOrder = z.strictObject({
  description: z.string().trim().min(1, 'A number needs a description.').max(255),
  mediaType: z.string().min(1, 'A number needs a media type.').max(100),
  customData,
  wish: numberWish,
});

export const numberRow = z.object({
  id: recordId,
  networkId: recordId,
  networkName: z.string(),
  state: numberState,
  /** Ten digits; '' until the network has given it. */
  number: z.string(),
  idFromNetwork: z.string(),
  /** The network's own id; '' until it is known. */
  invocaId: z.string(),
  description: z.string(),
  mediaType: z.string(),
  offerId: z.string(),
  offerName: z.string(),
  /** '' for a number of the advertiser's own. */
  partnerId: z.string(),
  partnerName: z.string(),
  customData: z.record(z.string(), z.string()),
  baseLink: z.string(),
  /** Null for one that was there before the desk. */
  createdAt: instant.nullable(),
  endedAt: instant.nullable(),
  /** Why it failed or is gone. */
  reason: z.string(),
  pending: pendingJob.nullable(),
});

export const numberFilter = z.strictObject({
  networkId: recordId.optional(),
  states: z.array(numberState).max(4).optional(),
  offerIds: z.array(z.string()).max(200).optional(),
  partnerIds: z.array(z.string()).max(200).optional(),
  batchId: recordId.optional(),
  /** Digits of the number, or words of description, id and custom data. */
  text: z.string().max(200).optional(),
});

export const numberPageRequest = z.strictObject({
  filter: numberFilter,
  index: z.int().nonnegative(),
  limit: pageLimit,
});

/** Newest first. */
export const numberPage = z.object({ index: z.int(), count: z.int(), rows: z.array(numberRow) });

export const numberDetail = z.object({
  row: numberRow,
  advertiserId: z.string(),
  /** Null for one the desk did not ask for. */
  wish: numberWish.nullable(),
  /** Calls that came on it. */
  calls: z.int(),
  /** Saved links that lead callers to it. */
  links: z.int(),
  /** What was asked of the network about it, newest first. */
  jobs: z.array(
    z.object({
      id: recordId,
      kind: z.string(),
      state: z.string(),
      createdAt: instant,
      finishedAt: instant.nullable(),
      reason: z.string(),
    }),
  ),
});

/** Where a number is or shall be. */
export const numberPlace = z.strictObject({
  offerId: tradeId,
  /** '' for a number of the advertiser's own. */
  partnerId: z.string().max(64),
});

export const numberRequest = z.strictObject({
  networkId: recordId,
  offerId: tradeId,
  partnerId: z.string().max(64),
  order: numberOrder,
});

export const numberChange = z.strictObject({
  id: recordId,
  description: numberOrder.shape.description,
  mediaType: numberOrder.shape.mediaType,
  customData,
});

export const numberMove = z.strictObject({ id: recordId, to: numberPlace });

/** What giving back or moving a number means, before it is done. */
export const numberConsequence = z.object({
  /** Calls that came on it; they keep it. */
  calls: z.int(),
  /** Saved links that would lead nowhere, or to calls counted for somebody else. */
  links: z.int(),
  /** Sentences for a person. */
  notes: z.array(z.string()),
  /** A sentence that says why it cannot be done; '' when it can. */
  refusal: z.string(),
});

export type NumberState = z.infer<typeof numberState>;
export type NumberRow = z.infer<typeof numberRow>;
export type NumberFilter = z.infer<typeof numberFilter>;
export type NumberPage = z.infer<typeof numberPage>;
export type NumberDetail = z.infer<typeof numberDetail>;
export type NumberChange = z.infer<typeof numberChange>;
export type NumberMove = z.infer<typeof numberMove>;
export type NumberConsequence = z.infer<typeof numberConsequence>;

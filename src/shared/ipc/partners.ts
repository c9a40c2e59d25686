import { z } from 'zod';
import { tradeId } from './campaigns.ts';
import { pixelView, recordOrigin } from './goals.ts';
import { conversionSums } from './offers.ts';
import { pageLimit, recordId, subIdName } from './scalars.ts';

/** What a person says of a partner; without it, what TUNE or its network says counts. */
export const partnerStatus = z.enum(['active', 'pending', 'blocked']);

/** What a partner carries in a sub id. */
export const subIdMeaning = z.enum([
  'click_id',
  'campaign',
  'ad_group',
  'keyword',
  'creative',
  'placement',
  'traffic_source',
  'other',
]);

/** Which sub id carries what for a partner; `label` is the partner's own word for it, or empty. */
export const subIdConvention = z.strictObject({
  name: subIdName,
  meaning: subIdMeaning,
  label: z.string().trim().max(60),
});

export const partnerRow = z.object({
  id: recordId,
  networkId: recordId,
  /** Empty while it belongs to no account. */
  networkName: z.string(),
  partnerId: z.string(),
  name: z.string(),
  /** The word that counts: the person's own, else TUNE's, else the network's. */
  status: z.string(),
  origin: recordOrigin,
  refId: z.string(),
  timeZone: z.string(),
  contactName: z.string(),
  /** The sub id that carries the partner's click id; null when none is said to. */
  clickIdIn: subIdName.nullable(),
  /** Numbers that are active for it. */
  numbers: z.int(),
  conversions: conversionSums,
});

export const partnerFilter = z.strictObject({
  text: z.string().max(200).optional(),
  networkId: recordId.optional(),
  status: z.enum(['active', 'other']).optional(),
});

export const partnerPageRequest = z.strictObject({
  filter: partnerFilter,
  index: z.int().nonnegative(),
  limit: pageLimit,
});

export const partnerPage = z.object({ index: z.int(), count: z.int(), rows: z.array(partnerRow) });

export const partnerDetail = z.object({
  row: partnerRow,
  ownName: z.string(),
  networkPartnerName: z.string(),
  tuneName: z.string(),
  ownStatus: partnerStatus.nullable(),
  networkStatus: z.string(),
  tuneStatus: z.string(),
  invocaId: z.string(),
  contactEmail: z.string(),
  contactPhone: z.string(),
  conventions: z.array(subIdConvention),
  note: z.string(),
  offers: z.array(z.object({ id: recordId, offerId: z.string(), name: z.string(), status: z.string() })),
  pixels: z.array(pixelView),
  removable: z.boolean(),
});

/**
 * A partner as a person enters it; `id` is null for a new one. Without a network it belongs to the one Invoca account
 * that is connected. An empty `partnerId` takes the next free number.
 */
export const partnerDraft = z.strictObject({
  id: recordId.nullable(),
  networkId: recordId.nullable(),
  partnerId: tradeId
    .regex(/^[\w.-]*$/, 'A partner id has letters, digits, dots, dashes and underscores.')
    .or(z.literal('')),
  name: z.string().trim().max(200),
  status: partnerStatus.nullable(),
  refId: z.string().trim().max(64),
  timeZone: z.string().trim().max(64),
  contactName: z.string().trim().max(120),
  contactEmail: z.union([z.literal(''), z.email('This is not an e-mail address.').max(200)]).default(''),
  contactPhone: z.string().trim().max(40),
  conventions: z.array(subIdConvention).max(5),
  note: z.string().max(2000),
});

export const partnerStatusChange = z.strictObject({
  ids: z.array(recordId).min(1).max(500),
  status: partnerStatus.nullable(),
});

export type PartnerStatus = z.infer<typeof partnerStatus>;
export type SubIdMeaning = z.infer<typeof subIdMeaning>;
export type SubIdConvention = z.infer<typeof subIdConvention>;
export type PartnerRow = z.infer<typeof partnerRow>;
export type PartnerPageRequest = z.infer<typeof partnerPageRequest>;
export type PartnerPage = z.infer<typeof partnerPage>;
export type PartnerDetail = z.infer<typeof partnerDetail>;
export type PartnerDraft = z.infer<typeof partnerDraft>;
export type PartnerStatusChange = z.infer<typeof partnerStatusChange>;

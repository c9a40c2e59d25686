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

/** GET advertisers (invoca.md 7.1). */
export const advertiser = z.object({ id_from_network: id, name: text });

/** GET advertiser campaigns (invoca.md 7.2). */
export const campaign = z.object({
  id,
  id_from_network: id,
  name: text,
  status: text,
  current_terms: z
    .object({ campaign_type: text, url: text })
    .nullish()
    .transform((terms) => terms ?? { campaign_type: '', url: '' }),
});

/** GET affiliates (invoca.md 7.4). */
export const affiliate = z.object({ id, id_from_network: id, name: text, status: text });

/** GET affiliate campaigns (invoca.md 7.3). */
export const affiliateCampaign = z.object({ affiliate_id_from_network: id, status: text });

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

export type Campaign = z.infer<typeof campaign>;
export type PromoNumber = z.infer<typeof promoNumber>;

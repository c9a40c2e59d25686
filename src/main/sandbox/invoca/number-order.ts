import { z } from 'zod';
import { MARKETING_FIELDS } from '../world/marketing-data.ts';
import { MEDIA_TYPES } from '#shared/domain/media-types.ts';
import type { NumberWish } from '../world/number-supply.ts';
import { PLACES } from '../world/places.ts';
import { fieldErrors, invalidInput, recordInvalid } from './answers.ts';

/** What a promo number shall be, as read from the body of a POST or PUT. */
export interface NumberOrder {
  readonly idFromNetwork: string | undefined;
  readonly description: string;
  readonly mediaType: string;
  readonly customData: Readonly<Record<string, string>> | undefined;
  readonly wish: NumberWish;
  readonly destination: NumberDestination;
}

/** Where a PUT moves a number, by ids from the network. */
export interface NumberDestination {
  readonly advertiser: string | undefined;
  readonly campaign: string | undefined;
  readonly affiliate: string | undefined;
}

const idText = z.union([z.string(), z.number()]).transform(String);
const body = z.object({
  id_from_network: idText.optional(),
  description: z.string().nullish(),
  media_type: z.string().nullish(),
  custom_data: z.record(z.string(), idText.nullable()).optional(),
  local_center: z.record(z.string(), idText).optional(),
  tn_prefix_whitelist: z.array(idText).optional(),
  destination_advertiser_id_from_network: idText.optional(),
  destination_advertiser_campaign_id_from_network: idText.optional(),
  destination_affiliate_id_from_network: idText.optional(),
});
type OrderBody = z.infer<typeof body>;

const LOCAL_CENTER_KEYS: ReadonlySet<string> = new Set(['tn_prefix', 'zipcode', 'city', 'state']);

function fieldProblems(order: OrderBody): Record<string, string[]> {
  const problems: Record<string, string[]> = {};
  if ((order.media_type ?? '').trim() === '') problems['media_type'] = ["can't be blank"];
  else if (!MEDIA_TYPES.some((type) => type === order.media_type))
    problems['media_type'] = ['is not included in the list'];
  if ((order.description ?? '').trim() === '') problems['description'] = ["can't be blank"];
  return problems;
}

function areaCodesNear(center: Readonly<Record<string, string>>): string[] {
  const { tn_prefix: prefix, zipcode, city, state } = center;
  if (prefix !== undefined) return [prefix];
  if (zipcode !== undefined) {
    if (!/^\d{5}$/.test(zipcode)) throw recordInvalid(`Zipcode ${zipcode} is invalid.`);
    const place = PLACES[Number(zipcode) % PLACES.length];
    return place === undefined ? [] : [place.areaCode];
  }
  if (city === undefined || state === undefined)
    throw recordInvalid('City and state must be given together.');
  return PLACES.filter((place) => place.city === city && place.region === state).map(
    ({ areaCode }) => areaCode,
  );
}

function wishOf(order: OrderBody): NumberWish {
  const center = order.local_center;
  const allowed = order.tn_prefix_whitelist;
  if (center === undefined) return allowed ?? 'toll-free';
  const unknownKey = Object.keys(center).some((key) => !LOCAL_CENTER_KEYS.has(key));
  if (unknownKey || Object.keys(center).length === 0) throw recordInvalid('Invalid Key in Local Center.');
  return areaCodesNear(center).filter((code) => allowed === undefined || allowed.includes(code));
}

function customDataOf(order: OrderBody): Record<string, string> | undefined {
  if (order.custom_data === undefined) return undefined;
  const entries = Object.entries(order.custom_data).flatMap(([name, value]) =>
    value === null || value === '' ? [] : [[name, value] as const],
  );
  const unknown = entries.find(([name]) => !MARKETING_FIELDS.some((field) => field.name === name));
  if (unknown !== undefined) throw recordInvalid(`Custom data ${unknown[0]} is not in the data dictionary.`);
  return Object.fromEntries(entries);
}

/**
 * Reads the body of a promo number request. Throws the 403 answers of invoca.md 5.5: all blank or unknown
 * fields together in shape B, a bad `local_center` or unknown Marketing Data as RecordInvalid.
 */
export function readNumberOrder(json: unknown): NumberOrder {
  const parsed = body.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw invalidInput(`${issue?.path.join('.') ?? 'body'}: ${issue?.message ?? 'not valid'}`);
  }
  const order = parsed.data;
  const problems = fieldProblems(order);
  if (Object.keys(problems).length > 0) throw fieldErrors(problems);
  return {
    idFromNetwork: order.id_from_network,
    description: order.description ?? '',
    mediaType: order.media_type ?? '',
    customData: customDataOf(order),
    wish: wishOf(order),
    destination: {
      advertiser: order.destination_advertiser_id_from_network,
      campaign: order.destination_advertiser_campaign_id_from_network,
      affiliate: order.destination_affiliate_id_from_network,
    },
  };
}

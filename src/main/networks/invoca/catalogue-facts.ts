import type {
  Catalogue,
  CatalogueNumber,
  PartnerCampaign,
  RingPoolFacts,
} from '#main/engine/ports/catalogue.ts';
import type { NetworkRecord } from '#main/engine/ports/network-record.ts';
import type { CampaignPrice, CampaignTerms } from '#shared/domain/campaign-terms.ts';
import { isCurrencyCode, minorFromDecimal } from '#shared/domain/money.ts';
import type { AffiliateCampaign, Campaign, Price, PromoNumber, RingPool } from './catalogue-answers.ts';

/** Where a campaign is, by ids from the network: the two that its paths are made of. */
export interface CampaignPlace {
  readonly advertiserId: string;
  readonly offerId: string;
}

/** The lifetime that is assumed when a pool does not tell its own; Invoca does not document a default. */
const LIFETIME_SECONDS = 300;
/** The size of a pool that says nothing else (invoca.md 8.1). */
const POOL_SIZE = 2;

/** An offer of the catalogue, with its terms as far as they are told. */
export function offerFacts(
  network: NetworkRecord,
  advertiser: { readonly id: string; readonly name: string },
  one: Campaign,
): Catalogue['offers'][number] {
  return {
    offerId: one.id_from_network,
    name: one.name,
    status: one.status,
    advertiserId: advertiser.id,
    advertiserName: advertiser.name,
    invocaId: one.id,
    clickUrl: one.current_terms?.url ?? '',
    terms: termsOf(network, one),
  };
}

function termsOf(network: NetworkRecord, { current_terms: terms }: Campaign): CampaignTerms | null {
  if (terms === null) return null;
  return {
    description: terms.description,
    campaignType: terms.campaign_type,
    visibility: terms.visibility,
    autoApprove: terms.auto_approve,
    country: terms.campaign_country,
    timeZone: terms.timezone,
    expires: terms.expiration_date,
    alwaysOpen: terms.operating_24_7,
    regions: terms.named_regions,
    payout: priceOf(network, terms.affiliate_payout),
    payin: priceOf(network, terms.advertiser_payin),
  };
}

function priceOf(network: NetworkRecord, price: Price): CampaignPrice | null {
  if (price === null) return null;
  const currency = isCurrencyCode(price.currency) ? price.currency : network.currency;
  const minor = (value: string | number | null): number | null =>
    value === null ? null : minorFromDecimal(value, currency);
  return {
    min: minor(price.min),
    max: minor(price.max),
    currency,
    range: price.range,
    pricing: price.pricing,
    policies: price.policies.map(({ type, amount, condition }) => ({
      kind: type,
      amount: minor(amount),
      condition,
    })),
  };
}

/** A partner's relation to a campaign. */
export function campaignFacts(
  network: NetworkRecord,
  { advertiserId, offerId }: CampaignPlace,
  one: AffiliateCampaign,
): PartnerCampaign {
  return {
    offerId,
    partnerId: one.affiliate_id_from_network,
    advertiserId,
    invocaId: one.id,
    idFromNetwork: one.id_from_network,
    status: one.status,
    maxPromoNumbers: one.max_promo_numbers,
    terms: {
      payout: priceOf(network, one.current_terms.affiliate_payout),
      payin: priceOf(network, one.current_terms.advertiser_payin),
    },
  };
}

/** A number of a partner on a campaign; without a partner, one the advertiser promotes by itself, which has no link. */
export function numberFacts(
  network: NetworkRecord,
  number: PromoNumber,
  place: CampaignPlace & { readonly partnerId: string },
  invocaIds: { readonly offer: string; readonly partner: string },
): CatalogueNumber {
  return {
    idFromNetwork: number.id_from_network,
    invocaId: number.id,
    number: number.promo_number.replace(/\D/g, ''),
    description: number.description,
    mediaType: number.media_type,
    advertiserId: place.advertiserId,
    offerId: place.offerId,
    partnerId: place.partnerId,
    customData: textValues(number.custom_data),
    baseLink: place.partnerId === '' ? '' : baseLink(network, invocaIds, number),
  };
}

function textValues(data: Readonly<Record<string, unknown>>): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(data)) {
    if (typeof value === 'string' || typeof value === 'number') values[name] = String(value);
  }
  return values;
}

/**
 * The tracking link without `us`: `/c/<network>/<partner>-<campaign>-<number>`, all Invoca ids (invoca.md 6). Ids that
 * are not known are read from the number's page in Invoca, which names both; empty when one is missing.
 */
function baseLink(
  network: NetworkRecord,
  { partner, offer }: { readonly offer: string; readonly partner: string },
  number: PromoNumber,
): string {
  const page = /\/promo_numbers\/([^/]+)\/([^/?#]+)/.exec(number.object_url);
  const ids = [partner || page?.[1], offer || page?.[2], number.id];
  if (ids.some((one) => !one)) return '';
  const origin = new URL(network.baseUrl.includes('://') ? network.baseUrl : `https://${network.baseUrl}`)
    .origin;
  return `${origin}/c/${encodeURIComponent(network.organisationId)}/${ids.join('-')}`;
}

/** A ring pool, its key left out. */
export function poolFacts({ advertiserId, offerId }: CampaignPlace, pool: RingPool): RingPoolFacts {
  return {
    advertiserId,
    offerId,
    invocaId: pool.id,
    idFromNetwork: pool.id_from_network === '' ? pool.id : pool.id_from_network,
    name: pool.name,
    lifetimeSeconds: pool.lifetime_seconds ?? LIFETIME_SECONDS,
    maxPoolSize: pool.max_pool_size ?? POOL_SIZE,
    preferred: pool.preferred,
    fillImmediately: pool.fill_immediately,
    allowOverflow: pool.allow_overflow ?? true,
  };
}

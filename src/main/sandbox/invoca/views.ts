import type { Advertiser, Offer } from '../world/offers.ts';
import { longerThan } from '../world/duration-text.ts';
import type { Partner } from '../world/partners.ts';
import type { AffiliateCampaign, PracticeWorld, PromoNumber } from '../world/practice-world.ts';

type View = Readonly<Record<string, unknown>>;

function page(world: PracticeWorld, path: string): string {
  return `https://${world.networkName}.invoca.net/${path}`;
}

function dollars(cents: number): string {
  return `$${(cents / 100).toFixed(2)}`;
}

/** An advertiser as the API answers it (invoca.md 7.1). */
export function advertiserView(world: PracticeWorld, advertiser: Advertiser): View {
  return {
    id: advertiser.id,
    id_from_network: advertiser.idFromNetwork,
    name: advertiser.name,
    approval_status: advertiser.status,
    web_integration_phone_number: '',
    default_creative_id_from_network: null,
    object_url: page(world, `advertisers/${advertiser.id}`),
    sites: [],
    users: [],
    custom_data: {},
  };
}

function priceView(baseCents: number, bonusCents: number, offer: Offer): View {
  const base = longerThan(offer.minimumSeconds);
  const bonus = longerThan(offer.bonusSeconds);
  const most = baseCents + bonusCents;
  const policies = [{ type: 'Base', amount: baseCents / 100, currency: 'USD', condition: base }];
  if (bonusCents > 0) {
    policies.push({ type: 'Bonus', amount: bonusCents / 100, currency: 'USD', condition: bonus });
  }
  const extra = bonusCents > 0 ? ` Bonus: ${dollars(bonusCents)} per call if ${bonus}` : '';
  return {
    min: baseCents / 100,
    max: most / 100,
    currency: 'USD',
    range:
      bonusCents > 0 ? `${dollars(baseCents)} - ${dollars(most)} per call` : `${dollars(baseCents)} per call`,
    pricing: `Base: ${dollars(baseCents)} per call if ${base}${extra}`,
    policies,
  };
}

function moneyTerms(offer: Offer): View {
  return {
    affiliate_payout: priceView(offer.payoutCents, offer.bonusPayoutCents, offer),
    advertiser_payin: priceView(offer.payinCents, offer.bonusPayinCents, offer),
  };
}

/** An advertiser campaign as the API answers it (invoca.md 7.2). */
export function campaignView(world: PracticeWorld, offer: Offer, trackingUrl: string): View {
  return {
    id: offer.id,
    id_from_network: offer.idFromNetwork,
    name: offer.name,
    status: offer.status,
    object_url: page(world, `a_campaigns/terms/${offer.id}`),
    current_terms: {
      description: `${offer.name}: calls from the United States`,
      url: trackingUrl,
      campaign_type: offer.campaignType,
      campaign_country: 'US',
      campaign_language: 'English',
      visibility: offer.visibility,
      auto_approve: offer.autoApprove,
      timezone: 'Pacific Time (US & Canada)',
      operating_24_7: true,
      expiration_date: null,
      pricing_type: 'Fixed',
      ...moneyTerms(offer),
    },
    future_terms: {},
    custom_data: {},
  };
}

/** A partner's relation to a campaign as the API answers it (invoca.md 7.3). */
export function affiliateCampaignView(world: PracticeWorld, relation: AffiliateCampaign): View {
  return {
    id: relation.id,
    id_from_network: relation.idFromNetwork,
    affiliate_id_from_network: relation.partner.idFromNetwork,
    status: relation.status,
    max_promo_numbers: relation.maxPromoNumbers,
    object_url: page(world, `p_campaigns/terms/${relation.partner.id}/${relation.offer.id}`),
    current_terms: moneyTerms(relation.offer),
    custom_data: {},
  };
}

/** A partner as the API answers it (invoca.md 7.4). */
export function affiliateView(world: PracticeWorld, partner: Partner): View {
  return {
    id: partner.id,
    id_from_network: partner.idFromNetwork,
    name: partner.name,
    status: partner.status,
    object_url: page(world, `affiliates/${partner.id}`),
    sites: [],
    users: [{ first_name: 'Desk', last_name: partner.name, contact_phone_number: partner.contact }],
    custom_data: {},
  };
}

/** A promo number as the API answers it (invoca.md 5.2). */
export function promoNumberView(world: PracticeWorld, number: PromoNumber): View {
  const owner = number.partner === undefined ? 'a_campaigns' : 'p_campaigns';
  const ids = number.partner === undefined ? `${number.offer.id}` : `${number.partner.id}/${number.offer.id}`;
  return {
    id: number.id,
    id_from_network: number.idFromNetwork,
    media_type: number.mediaType,
    promo_number: number.number,
    description: number.description,
    object_url: page(world, `${owner}/promo_numbers/${ids}`),
    custom_data: number.customData,
  };
}

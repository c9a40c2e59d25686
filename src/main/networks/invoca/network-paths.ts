import type { NetworkRecord } from '#main/engine/ports/network-record.ts';
import type { CampaignPlace } from './catalogue-facts.ts';

/** The paths of the Network Integration API of one account (invoca.md 5.1, 7, 8.1), without `.json`. */
export interface NetworkPaths {
  readonly advertisers: string;
  readonly affiliates: string;
  campaigns(advertiserId: string): string;
  /** Of all partners of a campaign, or of one. */
  affiliateCampaigns(place: CampaignPlace, partnerId?: string): string;
  /** All numbers of a partner on a campaign, or of the campaign itself when the partner is empty. */
  numbers(place: CampaignPlace & { readonly partnerId: string }): string;
  number(place: CampaignPlace & { readonly partnerId: string }, idFromNetwork: string): string;
  ringPools(place: CampaignPlace): string;
  ringPool(place: CampaignPlace, idFromNetwork: string): string;
}

/** Makes the paths of an account. */
export function networkPaths(network: Pick<NetworkRecord, 'versions' | 'organisationId'>): NetworkPaths {
  const part = encodeURIComponent;
  const base = `/api/${part(network.versions.network)}/${part(network.organisationId)}`;
  const campaign = ({ advertiserId, offerId }: CampaignPlace): string =>
    `${base}/advertisers/${part(advertiserId)}/advertiser_campaigns/${part(offerId)}`;
  const ofPartner = (place: CampaignPlace, partnerId: string): string =>
    `${campaign(place)}/affiliates/${part(partnerId)}/affiliate_campaigns`;
  const numbers: NetworkPaths['numbers'] = (place) =>
    `${place.partnerId === '' ? campaign(place) : ofPartner(place, place.partnerId)}/promo_numbers_by_id`;
  return {
    advertisers: `${base}/advertisers.json`,
    affiliates: `${base}/affiliates.json`,
    campaigns: (advertiserId) => `${base}/advertisers/${part(advertiserId)}/advertiser_campaigns.json`,
    affiliateCampaigns: (place, partnerId) =>
      partnerId === undefined
        ? `${campaign(place)}/affiliate_campaigns.json`
        : `${ofPartner(place, partnerId)}.json`,
    numbers: (place) => `${numbers(place)}.json`,
    number: (place, idFromNetwork) => `${numbers(place)}/${part(idFromNetwork)}.json`,
    ringPools: (place) => `${campaign(place)}/ring_pools.json`,
    ringPool: (place, idFromNetwork) => `${campaign(place)}/ring_pools/${part(idFromNetwork)}.json`,
  };
}

import type { CampaignTerms, PartnerTerms } from '#shared/domain/campaign-terms.ts';

/** What a network's own API lists: whom it knows, what can be promoted, by whom, on which numbers (invoca.md 5, 7, 8). */
export interface Catalogue {
  readonly partners: readonly {
    readonly partnerId: string;
    readonly name: string;
    readonly status: string;
    readonly invocaId: string;
  }[];
  readonly offers: readonly {
    readonly offerId: string;
    readonly name: string;
    readonly status: string;
    readonly advertiserId: string;
    readonly advertiserName: string;
    readonly invocaId: string;
    readonly clickUrl: string;
    readonly terms: CampaignTerms | null;
  }[];
  /** Partners' relations to offers; Invoca's affiliate campaigns. */
  readonly campaigns: readonly PartnerCampaign[];
  readonly numbers: readonly CatalogueNumber[];
  readonly ringPools: readonly RingPoolFacts[];
}

/** How a partner stands to an offer, as the network tells it. */
export interface PartnerCampaign {
  readonly offerId: string;
  readonly partnerId: string;
  readonly advertiserId: string;
  readonly invocaId: string;
  readonly idFromNetwork: string;
  /** The network's own word, such as `Applied` or `Approved`. */
  readonly status: string;
  /** Null when the network does not tell a limit. */
  readonly maxPromoNumbers: number | null;
  readonly terms: PartnerTerms;
}

/** A promo number with where it is for. */
export interface CatalogueNumber {
  readonly idFromNetwork: string;
  readonly invocaId: string;
  /** Ten digits. */
  readonly number: string;
  readonly description: string;
  readonly mediaType: string;
  readonly advertiserId: string;
  readonly offerId: string;
  /** Empty for a number of the advertiser's own. */
  readonly partnerId: string;
  readonly customData: Readonly<Record<string, string>>;
  /** The tracking link without `us`: host, `/c/<network>/<partner>-<campaign>-<number>` (invoca.md 6); empty without one. */
  readonly baseLink: string;
}

/** A ring pool as the network tells it, but for its key, which is a secret and never part of any record. */
export interface RingPoolFacts {
  readonly advertiserId: string;
  readonly offerId: string;
  readonly invocaId: string;
  readonly idFromNetwork: string;
  readonly name: string;
  /** How long a number stays lent at least. */
  readonly lifetimeSeconds: number;
  readonly maxPoolSize: number;
  readonly preferred: boolean;
  readonly fillImmediately: boolean;
  readonly allowOverflow: boolean;
}

/** How far a catalogue is read: lists read, of those known to be needed so far. */
export interface CatalogueProgress {
  readonly done: number;
  readonly known: number;
}

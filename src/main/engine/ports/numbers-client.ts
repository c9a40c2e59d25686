import type { NumberOrder, NumberWish } from '#shared/domain/number-order.ts';
import type { CatalogueNumber, PartnerCampaign, RingPoolFacts } from './catalogue.ts';
import type { NetworkRecord } from './network-record.ts';

/** Where a number is or shall be, by ids from the network. */
export interface NumberPlace {
  readonly advertiserId: string;
  readonly offerId: string;
  /** Empty for a number of the advertiser's own. */
  readonly partnerId: string;
}

/** Where a ring pool is or shall be. */
export type PoolPlace = Pick<NumberPlace, 'advertiserId' | 'offerId'>;

/** The network's own ids of offer and partner, which a tracking link is made of; empty where they are not known. */
export interface InvocaIds {
  readonly offer: string;
  readonly partner: string;
}

/** What can be said of a ring pool when it is made or changed (invoca.md 8.1). */
export interface PoolOrder {
  readonly name: string;
  readonly lifetimeSeconds: number;
  readonly maxPoolSize: number;
  readonly preferred: boolean;
  readonly fillImmediately: boolean;
  /** Counts when the pool is made; it cannot be changed later. */
  readonly allowOverflow: boolean;
  /** Counts when the pool is made. */
  readonly wish: NumberWish;
}

/** What one session is lent a number with: the pool's parameters by name, such as `aff_sub2`. */
export interface AllocationWish {
  readonly requestId: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** What became of one wish. `overflow`: the number all visitors beyond the pool share. */
export type GivenAllocation =
  | {
      readonly kind: 'given';
      readonly requestId: string;
      readonly number: string;
      readonly trackingLink: string;
      readonly overflow: boolean;
    }
  | { readonly kind: 'refused'; readonly requestId: string; readonly reason: string };

/**
 * Numbers and ring pools of an Invoca account on the wire. Every call asks once, never again by itself, and throws a
 * NetworkFault; after one that is not `unsent` and does not say no, what was asked for may have been done.
 */
export interface NumbersClient {
  /** The number with our own id at this place; null when the network says that it has none. */
  number(input: {
    readonly place: NumberPlace;
    readonly invocaIds: InvocaIds;
    readonly idFromNetwork: string;
    readonly signal: AbortSignal;
  }): Promise<CatalogueNumber | null>;
  /** Makes another number every time it is called (invoca.md 5). */
  createNumber(input: {
    readonly place: NumberPlace;
    readonly invocaIds: InvocaIds;
    readonly idFromNetwork: string;
    readonly order: NumberOrder;
    readonly signal: AbortSignal;
  }): Promise<CatalogueNumber>;
  /** Changes what a number says of itself and, with `to`, where it is; safe to repeat. Null values take a field away. */
  changeNumber(input: {
    readonly place: NumberPlace;
    readonly to: NumberPlace | null;
    /** Of the place it is at afterwards. */
    readonly invocaIds: InvocaIds;
    readonly idFromNetwork: string;
    readonly description: string;
    readonly mediaType: string;
    readonly customData: Readonly<Record<string, string | null>>;
    readonly signal: AbortSignal;
  }): Promise<CatalogueNumber>;
  /** Gives a number back; one that is gone already is as good. */
  removeNumber(input: {
    readonly place: NumberPlace;
    readonly idFromNetwork: string;
    readonly signal: AbortSignal;
  }): Promise<void>;

  ringPool(input: {
    readonly place: PoolPlace;
    readonly idFromNetwork: string;
    readonly signal: AbortSignal;
  }): Promise<RingPoolFacts | null>;
  createRingPool(input: {
    readonly place: PoolPlace;
    readonly idFromNetwork: string;
    readonly order: PoolOrder;
    readonly signal: AbortSignal;
  }): Promise<RingPoolFacts>;
  changeRingPool(input: {
    readonly place: PoolPlace;
    readonly idFromNetwork: string;
    readonly order: PoolOrder;
    readonly signal: AbortSignal;
  }): Promise<RingPoolFacts>;
  removeRingPool(input: {
    readonly place: PoolPlace;
    readonly idFromNetwork: string;
    readonly signal: AbortSignal;
  }): Promise<void>;
  /**
   * Lends numbers of a pool, answers in the order of the wishes. The pool's key is asked for, used and dropped. One wish
   * goes by the older way, several by the bulk way; each falls back on the other where the account has only that.
   */
  allocate(input: {
    readonly place: PoolPlace;
    readonly idFromNetwork: string;
    readonly wishes: readonly AllocationWish[];
    readonly signal: AbortSignal;
  }): Promise<readonly GivenAllocation[]>;

  /** How a partner stands to an offer; null when it never applied. */
  partnerCampaign(input: {
    readonly place: PoolPlace;
    readonly partnerId: string;
    readonly signal: AbortSignal;
  }): Promise<PartnerCampaign | null>;
  apply(input: {
    readonly place: PoolPlace;
    readonly partnerId: string;
    readonly signal: AbortSignal;
  }): Promise<PartnerCampaign>;
}

/** Makes the numbers client of an account from its record and its token. */
export type NumbersClientFactory = (network: NetworkRecord, token: string) => NumbersClient;

import type { Advertiser, Offer } from './offers.ts';
import type { NumberWish } from './number-supply.ts';
import type { Partner } from './partners.ts';

/** What a visitor's session left with a number it was lent: parameters in their order, and whom it is credited to. */
export interface Lease {
  readonly at: number;
  /** Until then nobody else gets the number, ms since 1970. */
  readonly until: number;
  readonly params: readonly (readonly [string, string])[];
  readonly partner: Partner | undefined;
}

/** A number of a ring pool. `id` is Invoca's, `lineId` the id from the network its calls are named by. */
export interface PoolNumber {
  readonly id: number;
  readonly lineId: string;
  readonly number: string;
  /** When it can first be lent, ms since 1970: local numbers come ten minutes after they are ordered. */
  readonly availableAt: number;
  /** Oldest first. */
  readonly leases: Lease[];
}

/** What can be said about a ring pool when it is made or changed (invoca.md 8.1). */
export interface RingPoolTerms {
  readonly name: string;
  readonly lifetimeSeconds: number;
  readonly maxPoolSize: number;
  readonly preferred: boolean;
  readonly fillImmediately: boolean;
  readonly destinationPhoneNumber: string | null;
  readonly destinationType: 'Advertiser' | 'API';
  readonly localCenter: Readonly<Record<string, string>> | null;
  readonly wish: NumberWish;
  readonly fallback: 'UseTollFree' | 'Wait';
}

/** A ring pool of a campaign. */
export interface RingPool {
  readonly id: number;
  readonly idFromNetwork: string;
  readonly advertiser: Advertiser;
  readonly offer: Offer;
  readonly apiKey: string;
  readonly allowOverflow: boolean;
  terms: RingPoolTerms;
  numbers: PoolNumber[];
  /** Shared by all visitors beyond the pool. */
  readonly overflow: PoolNumber | undefined;
}

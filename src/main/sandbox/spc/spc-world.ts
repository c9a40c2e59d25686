import { seededRandom } from '../seeded-random.ts';
import { FICTION_NUMBERS, fictionNumber } from './fiction-numbers.ts';
import { createNumberPool, type NumberPool } from './number-pool.ts';
import type { SpcPhoneNumber } from './spc-refusal.ts';

/** Somebody with a key, and the customers it may act for. */
export interface SpcUser {
  readonly name: string;
  readonly key: string;
  readonly customers: readonly string[];
}

/** Where the calls of a campaign go. */
export interface SpcDestination {
  readonly kind: 'PSTN' | 'SIP' | 'QUEUE';
  readonly address: string;
}

/** What a campaign is set up with. */
export interface CampaignPlan {
  readonly customerId: string;
  readonly campaignId: string;
  readonly poolSize: number;
  readonly defaultTtlSeconds: number;
  readonly maxTtlSeconds: number;
  readonly quarantineSeconds: number;
  readonly destination: SpcDestination;
}

/** A campaign with its numbers. */
export interface SpcCampaign extends CampaignPlan {
  readonly pool: NumberPool;
  /** Reaches the destination, but no session. */
  readonly fallbackNumber: SpcPhoneNumber;
}

/** The customers, keys and campaigns of the practice server. */
export interface SpcWorld {
  readonly customers: ReadonlySet<string>;
  readonly users: readonly SpcUser[];
  /** The campaigns by `customerId/campaignId`, in the order in which they were set up. */
  readonly campaigns: ReadonlyMap<string, SpcCampaign>;
  /** Sets a campaign up; throws a RangeError when it exists or there are too few numbers left. */
  addCampaign(plan: CampaignPlan): SpcCampaign;
}

const HOUR = 3600;
const DAY = 24 * HOUR;
const KEY_CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** The customer whose key the practice network hands out. */
export const MAIN_CUSTOMER = 'acme';

const PLAN = {
  customerId: MAIN_CUSTOMER,
  defaultTtlSeconds: 4 * HOUR,
  maxTtlSeconds: 3 * DAY,
  quarantineSeconds: 900,
} as const;

function plans(followerPool: number): CampaignPlan[] {
  return [
    {
      ...PLAN,
      campaignId: 'spring-offer-7',
      poolSize: 50,
      destination: { kind: 'PSTN', address: '+13125550100' },
    },
    {
      ...PLAN,
      campaignId: 'follower-offer',
      poolSize: followerPool,
      destination: { kind: 'PSTN', address: '+13125550101' },
    },
    {
      ...PLAN,
      campaignId: 'site-drilldown',
      poolSize: 200,
      defaultTtlSeconds: 1800,
      maxTtlSeconds: HOUR,
      destination: { kind: 'QUEUE', address: 'garden-desk' },
    },
    {
      ...PLAN,
      campaignId: 'showroom',
      poolSize: 12,
      destination: { kind: 'SIP', address: 'sip:showroom@pbx.example' },
    },
    {
      ...PLAN,
      campaignId: 'flash-single',
      poolSize: 1,
      defaultTtlSeconds: 600,
      destination: { kind: 'PSTN', address: '+13125550102' },
    },
    {
      ...PLAN,
      customerId: 'bramble',
      campaignId: 'bramble-autumn',
      poolSize: 20,
      destination: { kind: 'PSTN', address: '+13125550103' },
    },
  ];
}

/**
 * Builds the server's world. Keys come from the seed. `acme-affiliates` acts for one customer, `agency-desk` for two;
 * nobody acts for `foreign-estate`. The pool of `follower-offer` has `followerPool` numbers.
 */
export function createSpcWorld(seed: number, followerPool: number): SpcWorld {
  const random = seededRandom(seed, 'spc keys');
  const key = (): string => `spc_${random.text(32, KEY_CHARACTERS)}`;
  const campaigns = new Map<string, SpcCampaign>();
  let taken = 0;

  function addCampaign(plan: CampaignPlan): SpcCampaign {
    const id = `${plan.customerId}/${plan.campaignId}`;
    if (campaigns.has(id)) throw new RangeError(`there is a campaign ${id} already`);
    if (taken + plan.poolSize + 1 > FICTION_NUMBERS)
      throw new RangeError(`only ${FICTION_NUMBERS - taken} numbers are left`);
    const fallbackNumber = fictionNumber(taken);
    const first = taken + 1;
    taken = first + plan.poolSize;
    const numbers = Array.from({ length: plan.poolSize }, (_, place) => fictionNumber(first + place));
    const campaign = { ...plan, fallbackNumber, pool: createNumberPool(numbers) };
    campaigns.set(id, campaign);
    return campaign;
  }

  for (const plan of plans(followerPool)) addCampaign(plan);
  return {
    customers: new Set([MAIN_CUSTOMER, 'bramble', 'foreign-estate']),
    users: [
      { name: 'acme-affiliates', key: key(), customers: [MAIN_CUSTOMER] },
      { name: 'agency-desk', key: key(), customers: [MAIN_CUSTOMER, 'bramble'] },
    ],
    campaigns,
    addCampaign,
  };
}

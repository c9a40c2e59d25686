import type { PracticeWorld } from '../../world/practice-world.ts';
import type { PoolNumber, RingPool } from '../../world/ring-pool.ts';
import { trackingUrl } from '../tracking-url.ts';
import type { RingPoolDesk } from './ring-pool-desk.ts';

/** A number as it was lent. */
export interface LentNumber {
  readonly pool: RingPool;
  readonly number: PoolNumber;
  readonly trackingUrl: string;
  /** True when everybody beyond the pool shares the number. */
  readonly overflow: boolean;
}

/** Why no number was lent, in Invoca's words. */
export class LendingRefused extends Error {
  override readonly name = 'LendingRefused';
  readonly errorClass: string;

  constructor(errorClass: string, message: string) {
    super(message);
    this.errorClass = errorClass;
  }
}

/** Lends numbers. `now` in ms since 1970. */
export interface NumberLending {
  /** Which ways of asking are open. */
  readonly ways: LendingWays;
  /**
   * Lends a number of the pool with this id of Invoca's; `query` is what follows `allocate_number.json?`. Throws
   * LendingRefused.
   */
  lend(poolId: string, query: string, now: number): LentNumber;
}

/** The switches Invoca turns for an account (invoca.md 8.2, 8.3). */
export interface LendingWays {
  /** The older way, one number a request, is closed. */
  onlyBulk: boolean;
  /** The bulk way is open. */
  bulkEnabled: boolean;
}

/** The names under which the practice account credits a partner, by its id from the network. */
const PARTNER_PARAMETERS: readonly string[] = ['aff_id', 'pid'];
const KEY_PARAMETER = 'ring_pool_key';
const CLICK_TO_CALL = 'mobile_click_to_call';

/** Opens the lending over the ring pools of a world. */
export function createNumberLending(world: PracticeWorld, desk: RingPoolDesk): NumberLending {
  function isFree({ availableAt, leases }: PoolNumber, now: number): boolean {
    return availableAt <= now && (leases.at(-1)?.until ?? 0) <= now;
  }

  function freeNumber(pool: RingPool, now: number): PoolNumber | undefined {
    const free = pool.numbers.filter((number) => isFree(number, now));
    const longest = free.toSorted(
      (left, right) => (left.leases.at(-1)?.until ?? 0) - (right.leases.at(-1)?.until ?? 0),
    )[0];
    if (longest !== undefined) return longest;
    const grown = desk.grow(pool, now);
    return grown !== undefined && isFree(grown, now) ? grown : undefined;
  }

  return {
    ways: { onlyBulk: false, bulkEnabled: true },
    lend(poolId, query, now) {
      const asked = [...new URLSearchParams(query)];
      const key = asked.find(([name]) => name === KEY_PARAMETER)?.[1] ?? '';
      const pool = world.ringPools.find(({ id }) => String(id) === poolId);
      if (pool === undefined) throw new LendingRefused('RecordNotFound', `Could not find RingPool ${poolId}`);
      if (pool.apiKey !== key)
        throw new LendingRefused('InvalidKey', `API Key '${key}' is not valid for resource '${poolId}'`);
      const given = asked.filter(([name]) => name !== KEY_PARAMETER && name !== CLICK_TO_CALL);
      if (given.length === 0)
        throw new LendingRefused('InvalidInput', 'At least one ring pool parameter must be given');
      const partnerId = given.find(([name]) => PARTNER_PARAMETERS.includes(name))?.[1];
      const partner = world.partners.find(({ idFromNetwork }) => idFromNetwork === partnerId);
      const params = given.filter(([name]) => !PARTNER_PARAMETERS.includes(name));
      const number = freeNumber(pool, now);
      const lent = number ?? pool.overflow;
      if (lent === undefined)
        throw new LendingRefused('NoNumberAvailable', `No number is available in RingPool ${poolId}`);
      const until = number === undefined ? now : now + pool.terms.lifetimeSeconds * 1000;
      lent.leases.push({ at: now, until, params: number === undefined ? [] : params, partner });
      return {
        pool,
        number: lent,
        overflow: number === undefined,
        trackingUrl: trackingUrl(world, { ...pool, partner }, lent, given),
      };
    },
  };
}

import { seededRandom } from '../../seeded-random.ts';
import type { PracticeWorld } from '../../world/practice-world.ts';
import type { NumberWish } from '../../world/number-supply.ts';
import type { PoolNumber, RingPool } from '../../world/ring-pool.ts';
import { notFound, recordInvalid } from '../answers.ts';
import type { Owner } from '../owners.ts';
import type { RingPoolOrder } from './ring-pool-order.ts';

/** Makes, changes and ends ring pools. `now` in ms since 1970. */
export interface RingPoolDesk {
  /** The pools of a campaign, oldest first. */
  list(owner: Owner): RingPool[];
  /** One pool by its id from the network; throws 404. */
  read(owner: Owner, key: string): RingPool;
  /** Makes a pool, or changes the one that has its id already. */
  save(owner: Owner, order: RingPoolOrder, now: number): RingPool;
  /** Ends a pool; nothing happens when there is none. */
  remove(owner: Owner, key: string): void;
  /** Orders one more number for a pool that is not full; undefined when it is, or none is left. */
  grow(pool: RingPool, now: number): PoolNumber | undefined;
}

const KEY_CHARACTERS = '0123456789ABCDEF';
const KEY_LENGTH = 12;
const START_SHARE = 0.1;
const LOCAL_NUMBERS_AFTER = 10 * 60_000;
const FIRST_NUMBER_ID = 900_001;

/** Makes the desk over the ring pools of a world; their keys are drawn from the seed. */
export function createRingPoolDesk(world: PracticeWorld, seed: number): RingPoolDesk {
  const pools = world.ringPools;
  const keys = seededRandom(seed, 'ring pool keys');
  let nextNumberId = FIRST_NUMBER_ID;

  function order(poolId: number, wish: NumberWish, now: number): PoolNumber | undefined {
    const number = world.supply.take(wish);
    if (number === undefined) return undefined;
    const id = nextNumberId;
    nextNumberId += 1;
    const availableAt = wish === 'toll-free' ? now : now + LOCAL_NUMBERS_AFTER;
    return { id, lineId: `pool-${poolId}-${id}`, number, availableAt, leases: [] };
  }

  function grow(pool: RingPool, now: number): PoolNumber | undefined {
    const { terms, numbers } = pool;
    if (numbers.length >= terms.maxPoolSize) return undefined;
    const local = order(pool.id, terms.wish, now);
    const useTollFree = local === undefined && terms.fallback === 'UseTollFree';
    const number = local ?? (useTollFree ? order(pool.id, 'toll-free', now) : undefined);
    if (number !== undefined) numbers.push(number);
    return number;
  }

  function fill(pool: RingPool, now: number): void {
    const { maxPoolSize, fillImmediately } = pool.terms;
    const wanted = fillImmediately ? maxPoolSize : Math.max(1, Math.ceil(maxPoolSize * START_SHARE));
    while (pool.numbers.length < wanted && grow(pool, now) !== undefined);
    pool.numbers = pool.numbers.slice(0, maxPoolSize);
  }

  function find({ offer }: Owner, key: string): RingPool | undefined {
    return pools.find((pool) => pool.offer === offer && pool.idFromNetwork === key);
  }

  function create(
    owner: Owner,
    { idFromNetwork, allowOverflow = true, terms }: RingPoolOrder,
    now: number,
  ): RingPool {
    const id = world.nextId();
    const pool: RingPool = {
      id,
      idFromNetwork: idFromNetwork ?? String(id),
      advertiser: owner.advertiser,
      offer: owner.offer,
      apiKey: keys.text(KEY_LENGTH, KEY_CHARACTERS),
      allowOverflow,
      terms,
      numbers: [],
      overflow: allowOverflow ? order(id, 'toll-free', now) : undefined,
    };
    fill(pool, now);
    if (pool.numbers.length === 0) throw recordInvalid('No promo numbers are available.');
    pools.push(pool);
    return pool;
  }

  return {
    list: ({ offer }) => pools.filter((pool) => pool.offer === offer),
    read(owner, key) {
      const pool = find(owner, key);
      if (pool !== undefined) return pool;
      throw notFound(`Could not find RingPool ${key} for advertiser campaign ${owner.offer.idFromNetwork}`);
    },
    save(owner, asked, now) {
      const { idFromNetwork, allowOverflow, terms } = asked;
      const existing = idFromNetwork === undefined ? undefined : find(owner, idFromNetwork);
      if (existing === undefined) return create(owner, asked, now);
      if (allowOverflow !== undefined && allowOverflow !== existing.allowOverflow)
        throw recordInvalid('Validation failed: allow_overflow cannot be changed after creation');
      existing.terms = terms;
      fill(existing, now);
      return existing;
    },
    remove(owner, key) {
      const pool = find(owner, key);
      if (pool !== undefined) pools.splice(pools.indexOf(pool), 1);
    },
    grow,
  };
}

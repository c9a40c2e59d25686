import { seededRandom } from '../seeded-random.ts';
import type { PracticeWorld, PromoNumber } from '../world/practice-world.ts';
import type { Lease, PoolNumber, RingPool } from '../world/ring-pool.ts';
import type { CallWish } from './call-desk.ts';

/** Knows who calls the numbers lent from ring pools. Instants in ms since 1970. */
export interface RingPoolVisitors {
  /** Now and then, when numbers are lent at an instant, the call of one of those visitors; else undefined. */
  next(at: number): CallWish | undefined;
  /** A call on a number of a ring pool at an instant; undefined when no pool has the number. */
  callOn(digits: string, at: number): CallWish | undefined;
}

const VISITORS_SHARE = 0.35;

function lineOf(pool: RingPool, number: PoolNumber, lease: Lease | undefined): PromoNumber {
  return {
    id: number.id,
    idFromNetwork: number.lineId,
    number: number.number,
    advertiser: pool.advertiser,
    offer: pool.offer,
    partner: lease?.partner,
    description: pool.terms.name,
    mediaType: lease?.partner?.mediaType ?? 'Online: Other',
    customData: {},
  };
}

function wishFor(pool: RingPool, number: PoolNumber, lease: Lease | undefined): CallWish {
  return {
    promoNumber: lineOf(pool, number, lease),
    session: { poolId: pool.id, lineId: number.lineId, params: lease?.params ?? [] },
  };
}

/** Makes the visitors of a world's ring pools. */
export function createRingPoolVisitors(world: PracticeWorld, seed: number): RingPoolVisitors {
  const random = seededRandom(seed, 'ring pool visitors');

  function lentAt(at: number): CallWish[] {
    return world.ringPools.flatMap((pool) =>
      pool.numbers.flatMap((number) => {
        const lease = number.leases.findLast((candidate) => candidate.at <= at);
        return lease !== undefined && at < lease.until ? [wishFor(pool, number, lease)] : [];
      }),
    );
  }

  return {
    next(at) {
      const lent = lentAt(at);
      return lent.length > 0 && random.chance(VISITORS_SHARE) ? random.pick(lent) : undefined;
    },
    callOn(digits, at) {
      for (const pool of world.ringPools) {
        const lines = pool.overflow === undefined ? pool.numbers : [...pool.numbers, pool.overflow];
        const number = lines.find((candidate) => candidate.number === digits);
        if (number === undefined) continue;
        return wishFor(
          pool,
          number,
          number.leases.findLast((lease) => lease.at <= at),
        );
      }
      return undefined;
    },
  };
}

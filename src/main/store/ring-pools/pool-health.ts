import type { RingPoolRow } from '#shared/ipc/ring-pools.ts';
import type { Sqlite } from '../file/sqlite.ts';

/**
 * How a pool's numbers stand, by what the desk was lent of it: a number is in use until the time of its last session is
 * over, and rests after that, when it may be lent to anybody (invoca.md 8.4).
 */
export function poolHealth(
  db: Sqlite,
): (of: {
  readonly ringPoolId: number;
  readonly lifetimeSeconds: number;
  readonly now: number;
}) => RingPoolRow['health'] {
  const byNumber = db.prepare<
    [number, number, number, number],
    { inUse: number | null; resting: number | null; next: number | null }
  >(
    `SELECT sum(until > ?) AS inUse, sum(until <= ?) AS resting, min(CASE WHEN until > ? THEN until END) AS next
     FROM (SELECT max(expires_at) AS until FROM allocations
       WHERE ring_pool_id = ? AND state = 'given' AND expires_at IS NOT NULL GROUP BY number)`,
  );
  const overflow = db
    .prepare<[number, number], number>(
      `SELECT count(*) FROM allocations
       WHERE ring_pool_id = ? AND state = 'given' AND overflow = 1 AND allocated_at > ?`,
    )
    .pluck();
  const all = db
    .prepare<[number], number>("SELECT count(*) FROM allocations WHERE ring_pool_id = ? AND state = 'given'")
    .pluck();
  return ({ ringPoolId, lifetimeSeconds, now }) => {
    const numbers = byNumber.get(now, now, now, ringPoolId);
    return {
      inUse: numbers?.inUse ?? 0,
      resting: numbers?.resting ?? 0,
      overflow: overflow.get(ringPoolId, now - lifetimeSeconds * 1000) ?? 0,
      lentInAll: all.get(ringPoolId) ?? 0,
      nextBackAt: numbers?.next ?? null,
    };
  };
}

import type { RingPoolFacts } from '#main/engine/ports/catalogue.ts';
import type { NumberEffect } from '#main/engine/ports/number-effects.ts';
import type { Sqlite } from '../../file/sqlite.ts';
import { poolIdsOf } from '../../ring-pools/pool-ids.ts';

type Effect = Extract<NumberEffect, { readonly kind: `pool.${string}` }>;

/** How the effects of jobs about ring pools change the records; called within the outcome's transaction. */
export function poolEffects(db: Sqlite): (effect: Effect, now: number) => void {
  const nextId = poolIdsOf(db);
  const place = db.prepare<[number], { networkId: number; offerId: string }>(
    'SELECT network_id AS networkId, offer_id AS offerId FROM ring_pools WHERE id = ?',
  );
  const put = db.prepare<[string, string, number, number, number, number, number, number, number]>(
    `UPDATE ring_pools SET invoca_id = ?, name = ?, lifetime_seconds = ?, max_pool_size = ?, preferred = ?,
       fill_immediately = ?, allow_overflow = ?, changed_at = ?, listed = 1, state = 'active', reason = '',
       quiet_until = NULL, ended_at = NULL WHERE id = ?`,
  );
  const rename = db.prepare<[string, number]>(
    "UPDATE ring_pools SET id_from_network = ?, quiet_until = NULL WHERE id = ? AND state = 'requested'",
  );
  const notMade = db.prepare<[number]>('UPDATE ring_pools SET quiet_until = NULL WHERE id = ?');
  const unanswered = db.prepare<[number, number]>('UPDATE ring_pools SET quiet_until = ? WHERE id = ?');
  const fail = db.prepare<[string, number]>(
    "UPDATE ring_pools SET state = 'failed', reason = ? WHERE id = ? AND state = 'requested'",
  );
  const remove = db.prepare<[number, number, number]>(
    `UPDATE ring_pools SET state = 'removed', listed = 0, reason = 'Given back.', ended_at = ?, changed_at = ?
     WHERE id = ?`,
  );
  const lifetime = db
    .prepare<[number], number>('SELECT lifetime_seconds FROM ring_pools WHERE id = ?')
    .pluck();
  const give = db.prepare<[string, string, number, number, number | null, number]>(
    `UPDATE allocations SET state = 'given', number = ?, tracking_link = ?, overflow = ?, allocated_at = ?,
       expires_at = ?, reason = '' WHERE id = ? AND state = 'requested'`,
  );
  const refuse = db.prepare<[string, number]>(
    "UPDATE allocations SET state = 'failed', reason = ? WHERE id = ? AND state = 'requested'",
  );

  const store = (id: number, pool: RingPoolFacts, now: number): void => {
    put.run(
      pool.invocaId,
      pool.name,
      pool.lifetimeSeconds,
      pool.maxPoolSize,
      Number(pool.preferred),
      Number(pool.fillImmediately),
      Number(pool.allowOverflow),
      now,
      id,
    );
  };
  const lend = ({ ringPoolId, allocatedAt, answers }: Extract<Effect, { kind: 'pool.lent' }>): void => {
    const seconds = lifetime.get(ringPoolId) ?? 0;
    for (const { allocationId, given } of answers) {
      if (given.kind === 'refused') {
        refuse.run(given.reason, allocationId);
        continue;
      }
      const expiresAt = given.overflow ? null : allocatedAt + seconds * 1000;
      give.run(
        given.number,
        given.trackingLink,
        Number(given.overflow),
        allocatedAt,
        expiresAt,
        allocationId,
      );
    }
  };

  return (effect, now) => {
    switch (effect.kind) {
      case 'pool.given':
      case 'pool.changed':
        store(effect.ringPoolId, effect.pool, now);
        break;
      case 'pool.id_taken': {
        const at = place.get(effect.ringPoolId);
        if (at) rename.run(nextId(at), effect.ringPoolId);
        break;
      }
      case 'pool.not_made':
        notMade.run(effect.ringPoolId);
        break;
      case 'pool.unanswered':
        unanswered.run(effect.quietUntil, effect.ringPoolId);
        break;
      case 'pool.failed':
        if (effect.certain) notMade.run(effect.ringPoolId);
        fail.run(effect.reason, effect.ringPoolId);
        break;
      case 'pool.removed':
        remove.run(now, now, effect.ringPoolId);
        break;
      case 'pool.lent':
        lend(effect);
        break;
      case 'pool.not_lent':
        for (const id of effect.allocationIds) refuse.run(effect.reason, id);
        break;
    }
  };
}

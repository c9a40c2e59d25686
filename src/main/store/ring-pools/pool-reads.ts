import type { NumbersReads, PoolTask } from '#main/engine/ports/numbers-store.ts';
import type { RingPoolRow } from '#shared/ipc/ring-pools.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { PENDING_COLUMNS, PENDING_JOINS, pendingOf, withoutPending } from '../jobs/pending-job.ts';
import type { PendingRow } from '../jobs/pending-job.ts';
import { wishToAsk } from '../numbers/stored-number.ts';
import type { Handlers } from '../threads/handlers.ts';
import { poolHealth } from './pool-health.ts';

type Flags = 'preferred' | 'fillImmediately' | 'allowOverflow';

type StoredPool = Omit<RingPoolRow, 'health' | 'pending' | Flags> &
  PendingRow & { readonly [K in Flags]: number };

interface StoredTask {
  readonly networkId: number;
  readonly state: PoolTask['state'];
  readonly advertiserId: string;
  readonly offerId: string;
  readonly idFromNetwork: string;
  readonly name: string;
  readonly lifetimeSeconds: number;
  readonly maxPoolSize: number;
  readonly preferred: number;
  readonly fillImmediately: number;
  readonly allowOverflow: number;
  readonly wish: string;
  readonly quietUntil: number | null;
}

/** Reads of ring pools with their health. */
export function poolReads(db: Sqlite): Handlers<Pick<NumbersReads, 'ringPools' | 'poolTask'>> {
  const rows = db.prepare<
    [number, number, number | null, number | null, string | null, string | null],
    StoredPool
  >(
    `SELECT r.id, r.network_id AS networkId, w.name AS networkName, r.offer_id AS offerId,
       coalesce(o.name, '') AS offerName, r.id_from_network AS idFromNetwork, r.invoca_id AS invocaId, r.state, r.name,
       r.lifetime_seconds AS lifetimeSeconds, r.max_pool_size AS maxPoolSize, r.preferred,
       r.fill_immediately AS fillImmediately, r.allow_overflow AS allowOverflow, r.created_at AS createdAt, r.reason,
       ${PENDING_COLUMNS}
     FROM ring_pools AS r JOIN networks AS w ON w.id = r.network_id
     LEFT JOIN offers AS o ON o.network_id = r.network_id AND o.offer_id = r.offer_id ${PENDING_JOINS}
     WHERE (? IS NULL OR r.network_id = ?) AND (? IS NULL OR r.offer_id = ?)
     ORDER BY r.state = 'removed', o.name COLLATE NOCASE, r.name COLLATE NOCASE, r.id LIMIT 1000`,
  );
  const task = db.prepare<[number], StoredTask>(
    `SELECT network_id AS networkId, state, advertiser_id AS advertiserId, offer_id AS offerId,
       id_from_network AS idFromNetwork, name, lifetime_seconds AS lifetimeSeconds, max_pool_size AS maxPoolSize,
       preferred, fill_immediately AS fillImmediately, allow_overflow AS allowOverflow, wish, quiet_until AS quietUntil
     FROM ring_pools WHERE id = ?`,
  );
  const healthOf = poolHealth(db);
  return {
    ringPools: ({ networkId, offerId, now }) =>
      rows.all(now, now, networkId, networkId, offerId, offerId).map((row) => ({
        ...withoutPending(row),
        preferred: row.preferred === 1,
        fillImmediately: row.fillImmediately === 1,
        allowOverflow: row.allowOverflow === 1,
        health: healthOf({ ringPoolId: row.id, lifetimeSeconds: row.lifetimeSeconds, now }),
        pending: pendingOf(row),
      })),
    poolTask: ({ ringPoolId }) => {
      const row = task.get(ringPoolId);
      if (!row) return null;
      const { networkId, state, advertiserId, offerId, idFromNetwork, quietUntil } = row;
      return {
        networkId,
        state,
        place: { advertiserId, offerId },
        idFromNetwork,
        order: {
          name: row.name,
          lifetimeSeconds: row.lifetimeSeconds,
          maxPoolSize: row.maxPoolSize,
          preferred: row.preferred === 1,
          fillImmediately: row.fillImmediately === 1,
          allowOverflow: row.allowOverflow === 1,
          wish: wishToAsk(row.wish),
        },
        quietUntil,
      };
    },
  };
}

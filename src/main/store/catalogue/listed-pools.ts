import type { Sqlite } from '../file/sqlite.ts';
import type { ReadCatalogue } from './save-catalogue.ts';

const GONE = 'The network does not list it any more.';

/**
 * Replaces what is known of ring pools. One we may have asked for is recognised by our own id; one we only mean to ask
 * for stays as it is, since another one has its id then. To be called inside a transaction.
 */
export function listedPools(db: Sqlite): (read: ReadCatalogue) => void {
  const unlist = db.prepare<[string, number, number, number]>(
    `UPDATE ring_pools SET listed = 0, state = 'removed', reason = ?, ended_at = ?
     WHERE network_id = ? AND listed = 1 AND changed_at < ?`,
  );
  const put = db.prepare<
    [number, string, string, string, string, string, number, number, number, number, number, number]
  >(
    `INSERT INTO ring_pools (network_id, advertiser_id, offer_id, id_from_network, invoca_id, name, lifetime_seconds,
       max_pool_size, preferred, fill_immediately, allow_overflow, state, listed)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'active', 1)
     ON CONFLICT (network_id, offer_id, id_from_network) DO UPDATE SET
       advertiser_id = excluded.advertiser_id, invoca_id = excluded.invoca_id, name = excluded.name,
       lifetime_seconds = excluded.lifetime_seconds, max_pool_size = excluded.max_pool_size,
       preferred = excluded.preferred, fill_immediately = excluded.fill_immediately,
       allow_overflow = excluded.allow_overflow, state = 'active', listed = 1, reason = '', ended_at = NULL
       WHERE changed_at < ? AND (state IN ('active', 'removed') OR quiet_until IS NOT NULL)`,
  );
  return ({ networkId, catalogue, asOf, now }) => {
    unlist.run(GONE, now, networkId, asOf);
    for (const pool of catalogue.ringPools) {
      put.run(
        networkId,
        pool.advertiserId,
        pool.offerId,
        pool.idFromNetwork,
        pool.invocaId,
        pool.name,
        pool.lifetimeSeconds,
        pool.maxPoolSize,
        Number(pool.preferred),
        Number(pool.fillImmediately),
        Number(pool.allowOverflow),
        asOf,
      );
    }
  };
}

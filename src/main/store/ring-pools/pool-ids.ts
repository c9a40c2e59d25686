import type { Sqlite } from '../file/sqlite.ts';

/** Finds the next id of our own for a ring pool of an offer, such as `tune-45-pool-2`; none is used again. */
export function poolIdsOf(
  db: Sqlite,
): (at: { readonly networkId: number; readonly offerId: string }) => string {
  const taken = db
    .prepare<[number, string], string>(
      'SELECT id_from_network FROM ring_pools WHERE network_id = ? AND offer_id = ?',
    )
    .pluck();
  return ({ networkId, offerId }) => {
    const prefix = `tune-${offerId}-pool-`;
    const numbers = taken.all(networkId, offerId).flatMap((id) => {
      const digits = id.startsWith(prefix) ? id.slice(prefix.length) : '';
      return /^\d{1,9}$/.test(digits) ? [Number(digits)] : [];
    });
    return `${prefix}${Math.max(0, ...numbers) + 1}`;
  };
}

import type { Sqlite } from '../file/sqlite.ts';

/** How far apart the two systems' times of one call may be. */
const NEAR_MS = 60_000;

/**
 * Joins conversions of a TUNE network to the desk's own: by the Invoca transaction each came from, and where TUNE does
 * not tell that, by the number called and the time, if exactly one call fits. Part of the caller's transaction.
 */
export function conversionJoiner(db: Sqlite): (networkId: number) => void {
  const calls = `coalesce((SELECT calls_network_id FROM tune_accounts WHERE network_id = t.network_id),
    (SELECT iif(count(*) = 1, min(id), NULL) FROM networks WHERE kind = 'invoca' AND removed = 0))`;
  const byTransaction = db.prepare<[number]>(
    `UPDATE tune_conversions AS t SET conversion_id = (
       SELECT x.conversion_id FROM transactions AS x WHERE x.network_id = ${calls} AND x.transaction_id = t.transaction_id)
     WHERE t.network_id = ? AND t.conversion_id IS NULL AND t.transaction_id <> ''`,
  );
  const byNumber = db.prepare<[number]>(
    `UPDATE tune_conversions AS t SET conversion_id = (
       SELECT iif(count(*) = 1, min(c.id), NULL) FROM listed AS i INDEXED BY listed_by_started_at
       JOIN conversions AS c ON c.id = i.id JOIN lines AS l ON l.id = c.line_id JOIN numbers AS n ON n.id = l.number_id
       WHERE i.started_at BETWEEN t.at - ${NEAR_MS} AND t.at + ${NEAR_MS} AND c.network_id = ${calls}
         AND n.number = t.number)
     WHERE t.network_id = ? AND t.conversion_id IS NULL AND t.transaction_id = '' AND t.status_code = 51
       AND t.number <> ''`,
  );
  return (networkId) => {
    byTransaction.run(networkId);
    byNumber.run(networkId);
  };
}

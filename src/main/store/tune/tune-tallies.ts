import type { Sqlite } from '../file/sqlite.ts';
import { DESK_JOINS, LASTING } from './tune-rows.ts';

/** Counts what of a TUNE network is not as here, and keeps the counts with the account, so that nobody has to wait for them. */
export function tuneTallies(db: Sqlite): (networkId: number) => { readonly differences: number } {
  const differences = db
    .prepare<[number], number>(
      `SELECT count(*) FROM tune_conversions AS t ${DESK_JOINS} WHERE t.network_id = ? AND ${LASTING}`,
    )
    .pluck();
  const unmatched = db
    .prepare<[number], number>(
      'SELECT count(*) FROM tune_conversions WHERE network_id = ? AND conversion_id IS NULL AND status_code = 51',
    )
    .pluck();
  const keep = db.prepare<[number, number, number]>(
    'UPDATE tune_accounts SET differences = ?, unmatched = ? WHERE network_id = ?',
  );
  return (networkId) => {
    const differ = differences.get(networkId) ?? 0;
    keep.run(differ, unmatched.get(networkId) ?? 0, networkId);
    return { differences: differ };
  };
}

import type { Sqlite } from '../file/sqlite.ts';
import type { JobQueue } from '../jobs/job-queue.ts';
import { DESK_JOINS, WRITABLE } from './tune-rows.ts';

interface Owed {
  readonly id: number;
  readonly networkId: number;
  readonly tuneEventId: string;
  readonly conversionId: number;
  readonly offerId: string;
  readonly changes: number;
  readonly status: string;
  readonly payout: number;
  readonly revenue: number;
}

/** Conversions that TUNE has otherwise than the desk, which the desk may write. */
export const OWED_WRITES = `FROM tune_conversions AS t ${DESK_JOINS}
  WHERE ${WRITABLE} AND (t.status <> c.status OR t.payout <> c.payout OR t.revenue <> c.revenue)`;

/**
 * Adds the jobs that bring TUNE to what the desk says, where the desk writes there. A job is of one state of one
 * conversion: where TUNE is changed back by somebody else, it stays a difference, and the two do not quarrel.
 */
export function tuneWritePlanner(db: Sqlite, queue: JobQueue): (now: number) => number {
  const writers = db.prepare<[], { readonly networkId: number }>(
    `SELECT a.network_id AS networkId FROM tune_accounts AS a JOIN networks AS n ON n.id = a.network_id
     WHERE a.writes_since IS NOT NULL AND n.removed = 0
       AND NOT EXISTS (SELECT 1 FROM tune_conversions AS t WHERE t.network_id = a.network_id AND t.status_code = 51
         AND t.at > a.writes_since)`,
  );
  const owed = db.prepare<[number], Owed>(
    `SELECT t.id, t.network_id AS networkId, t.tune_event_id AS tuneEventId, c.id AS conversionId,
       t.offer_id AS offerId, c.changes, c.status, c.payout, c.revenue
     ${OWED_WRITES} AND t.network_id = ? ORDER BY t.at, t.id`,
  );
  const remember = db.prepare<[number, number]>('UPDATE tune_conversions SET job_id = ? WHERE id = ?');
  return (now) => {
    let added = 0;
    for (const { networkId } of writers.all()) {
      for (const row of owed.all(networkId)) {
        const { tuneEventId, conversionId } = row;
        const wanted = [conversionId, row.changes, row.status, row.payout, row.revenue];
        const job = queue.add({
          key: `tune:${networkId}:${tuneEventId}:${wanted.join(':')}`,
          kind: 'tune.write',
          networkId,
          campaignId: row.offerId,
          lane: `tune:${networkId}:${tuneEventId}`,
          batchId: null,
          payload: { tuneEventId, conversionId },
          dueAt: now,
          now,
        });
        if (!job.fresh) continue;
        remember.run(job.id, row.id);
        added += 1;
      }
    }
    return added;
  };
}

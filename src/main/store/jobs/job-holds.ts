import type { Hold } from '#main/engine/ports/job.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { HoldView } from '#shared/ipc/jobs.ts';
import type { Sqlite } from '../file/sqlite.ts';

/** An empty pool keeps requests for its numbers back and nothing else: what is stored with those it gave must not wait. */
export const ASKS_OF_POOL = 'session.request';

/** Of a hold `h`, whether it keeps back jobs of the kind in this column. */
export const holdsKind = (kind: string): string => `(h.wait <> 'pool' OR ${kind} = '${ASKS_OF_POOL}')`;

/** What keeps jobs of an account or campaign back. A hold without an end yields to nothing but a person. */
export function jobHolds(db: Sqlite): {
  /** Within the caller's transaction. The longer of two holds of the same place stays. */
  readonly place: (hold: Hold, now: number) => void;
  readonly lift: (input: { readonly networkId: number; readonly campaignId: string }) => void;
  readonly liftNetworkHolds: () => void;
} {
  const place = db.prepare<[number, string, string, string, number | null, number]>(
    `INSERT INTO job_holds (network_id, campaign_id, wait, reason, until, since) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET wait = excluded.wait, reason = excluded.reason, until = excluded.until
       WHERE until IS NOT NULL AND (excluded.until IS NULL OR excluded.until >= until)`,
  );
  const lift = db.prepare<[number, string]>('DELETE FROM job_holds WHERE network_id = ? AND campaign_id = ?');
  const liftOfNetwork = db.prepare<[]>("DELETE FROM job_holds WHERE wait = 'network'");
  return {
    place: ({ networkId, campaignId, wait, reason, until }, now) => {
      place.run(networkId, campaignId, wait, reason, until, now);
    },
    lift: ({ networkId, campaignId }) => {
      if (lift.run(networkId, campaignId).changes === 0)
        throw new DeskError('not_found', 'Nothing is held there any more.');
    },
    liftNetworkHolds: () => {
      liftOfNetwork.run();
    },
  };
}

/** Reads the holds in force. */
export function holdReads(db: Sqlite): (input: { readonly now: number }) => HoldView[] {
  const all = db.prepare<[number], HoldView>(
    `SELECT h.network_id AS networkId, w.name AS networkName, h.campaign_id AS campaignId, h.wait, h.reason, h.until,
       h.since, (SELECT coalesce(sum(t.count), 0) FROM job_tallies AS t WHERE t.network_id = h.network_id
         AND (h.campaign_id = '' OR t.campaign_id = h.campaign_id) AND t.state = 'queued' AND ${holdsKind('t.kind')}) AS jobs
     FROM job_holds AS h JOIN networks AS w ON w.id = h.network_id
     WHERE w.removed = 0 AND (h.until IS NULL OR h.until > ?) ORDER BY h.network_id, h.campaign_id`,
  );
  return ({ now }) => all.all(now);
}

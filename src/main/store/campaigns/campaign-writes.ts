import type { NumbersWrites } from '#main/engine/ports/numbers-store.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import { atOnce } from '../file/sqlite.ts';
import type { Sqlite } from '../file/sqlite.ts';
import type { JobQueue } from '../jobs/job-queue.ts';
import type { Handlers } from '../threads/handlers.ts';

type Application = Parameters<NumbersWrites['applyToCampaign']>[0];

/** Writes of partners' relations to offers. */
export function campaignWrites(
  db: Sqlite,
  queue: JobQueue,
): Handlers<Pick<NumbersWrites, 'applyToCampaign'>> {
  const offer = db
    .prepare<[number, string], string>(
      "SELECT advertiser_id FROM offers WHERE network_id = ? AND offer_id = ? AND advertiser_id <> ''",
    )
    .pluck();
  const relation = db.prepare<
    [number, string, string],
    { status: string; requests: number; job: string | null }
  >(
    `SELECT a.status, a.requests, j.state AS job FROM affiliate_campaigns AS a LEFT JOIN jobs AS j ON j.id = a.job_id
     WHERE a.network_id = ? AND a.offer_id = ? AND a.partner_id = ?`,
  );
  const mean = db.prepare<[number, string, string]>(
    `INSERT INTO affiliate_campaigns (network_id, offer_id, partner_id, invoca_id, id_from_network, status, listed)
     VALUES (?, ?, ?, '', '', '', 0) ON CONFLICT DO NOTHING`,
  );
  const newest = db.prepare<[number, number, string, string]>(
    `UPDATE affiliate_campaigns SET job_id = ?, requests = requests + 1
     WHERE network_id = ? AND offer_id = ? AND partner_id = ?`,
  );
  return {
    applyToCampaign: atOnce(db, ({ networkId, offerId, partnerId, now }: Application) => {
      const advertiserId = offer.get(networkId, offerId);
      if (advertiserId === undefined) {
        throw new DeskError('not_found', `The network does not list the offer ${offerId}.`, {
          field: 'offerId',
        });
      }
      const known = relation.get(networkId, offerId, partnerId);
      if (known && known.status !== '') {
        throw new DeskError('conflict', `The partner has applied already: ${known.status}.`);
      }
      if (known?.job === 'queued' || known?.job === 'running') {
        throw new DeskError('conflict', 'The application is under way.');
      }
      mean.run(networkId, offerId, partnerId);
      const { id } = queue.add({
        key: `affiliate_campaign.apply:${networkId}:${offerId}:${partnerId}:${(known?.requests ?? 0) + 1}`,
        kind: 'affiliate_campaign.apply',
        networkId,
        campaignId: offerId,
        lane: '',
        batchId: null,
        payload: { advertiserId, offerId, partnerId },
        dueAt: now,
        now,
      });
      newest.run(id, networkId, offerId, partnerId);
      return { jobId: id };
    }),
  };
}

import type { NewNumber, NumbersWrites, SkippedRow } from '#main/engine/ports/numbers-store.ts';
import { filledDescription } from '#shared/domain/filled-description.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import { atOnce } from '../file/sqlite.ts';
import type { Sqlite } from '../file/sqlite.ts';
import type { JobQueue } from '../jobs/job-queue.ts';
import { networkReads } from '../networks/network-records.ts';
import type { Handlers } from '../threads/handlers.ts';
import { numberJobs } from './number-jobs.ts';
import { numberIdsOf } from './number-ids.ts';

type NumberWrites = Pick<
  NumbersWrites,
  'requestNumbers' | 'numberAsked' | 'changeNumber' | 'moveNumber' | 'removeNumber'
>;

type Requested = Parameters<NumbersWrites['requestNumbers']>[0];

/** The kind of a batch of numbers, by which screens know what its result is. */
export const NUMBER_BATCH = 'promo_numbers';

/** Writes of promo numbers: the record first, the job that asks the network in the same transaction. */
export function numberWrites(db: Sqlite, queue: JobQueue): Handlers<NumberWrites> {
  const { network } = networkReads(db);
  const idsOf = numberIdsOf(db);
  const jobs = numberJobs(db, queue);
  const advertiserOf = db
    .prepare<[number, string], string>(
      "SELECT advertiser_id FROM offers WHERE network_id = ? AND offer_id = ? AND advertiser_id <> ''",
    )
    .pluck();
  const insert = db.prepare<
    [number, string, string, string, string, string, string, string, string, string, number, number]
  >(
    `INSERT INTO numbers (network_id, identity, id_from_network, invoca_id, number, description, media_type, partner_id,
       offer_id, advertiser_id, custom_data, base_link, listed, state, wish, created_at, batch_id)
     VALUES (?, ?, ?, '', '', ?, ?, ?, ?, ?, ?, '', 0, 'requested', ?, ?, ?)`,
  );
  const addRow = db.prepare<[number, number, number, number | null, string, string, string, string]>(
    `INSERT INTO number_batch_rows (batch_id, seq, line, number_id, offer_id, partner_id, description, reason)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const asked = db.prepare<[number, number]>(
    "UPDATE numbers SET quiet_until = ? WHERE id = ? AND state IN ('requested', 'failed')",
  );

  const placeOf = (networkId: number, offerId: string): string => {
    const advertiserId = advertiserOf.get(networkId, offerId);
    if (advertiserId !== undefined) return advertiserId;
    const message = `The network does not list the offer ${offerId}. Read its offers again.`;
    throw new DeskError('not_found', message, { field: 'offerId' });
  };

  return {
    requestNumbers: atOnce(db, ({ networkId, batchName, numbers, skipped, now }: Requested) => {
      network(networkId);
      const ids = idsOf(networkId);
      const batchId =
        batchName === null ? null : queue.addBatch({ kind: NUMBER_BATCH, name: batchName, now });
      const add = ({ offerId, partnerId, order }: NewNumber): { id: number; description: string } => {
        const advertiserId = placeOf(networkId, offerId);
        const { id: idFromNetwork, n } = ids.next({ offerId, partnerId });
        const description = filledDescription(order.description, { n, offerId, partnerId });
        const made = insert.run(
          networkId,
          `network:${idFromNetwork}`,
          idFromNetwork,
          description,
          order.mediaType,
          partnerId,
          offerId,
          advertiserId,
          JSON.stringify(order.customData),
          JSON.stringify(order.wish),
          now,
          batchId ?? 0,
        );
        const id = Number(made.lastInsertRowid);
        jobs.add({ id, kind: 'promo_number.create', payload: { numberId: id }, batchId, now });
        return { id, description };
      };
      const numberIds: number[] = [];
      let seq = 0;
      const keep = (row: SkippedRow, numberId: number | null): void => {
        if (batchId === null) return;
        seq += 1;
        const { line, offerId, partnerId, description, reason } = row;
        addRow.run(batchId, seq, line, numberId, offerId, partnerId, description, reason);
      };
      const rows = [
        ...numbers.map((number) => ({ line: number.line, number })),
        ...skipped.map((row) => ({ line: row.line, row })),
      ].toSorted((a, b) => a.line - b.line);
      for (const one of rows) {
        if ('row' in one) {
          keep(one.row, null);
          continue;
        }
        const { id, description } = add(one.number);
        numberIds.push(id);
        keep({ ...one.number, description, reason: '' }, id);
      }
      return { batchId, numberIds };
    }),
    numberAsked: ({ numberId, quietUntil }) => {
      asked.run(quietUntil, numberId);
    },
    changeNumber: atOnce(db, ({ id, now, ...change }: Parameters<NumbersWrites['changeNumber']>[0]) => {
      jobs.changeable(id);
      const { description, mediaType, customData } = change;
      const payload = { numberId: id, description, mediaType, customData };
      return { jobId: jobs.add({ id, kind: 'promo_number.update', payload, batchId: null, now }) };
    }),
    moveNumber: atOnce(db, ({ id, to, now }: Parameters<NumbersWrites['moveNumber']>[0]) => {
      const number = jobs.changeable(id);
      if (number.offerId === to.offerId && number.partnerId === to.partnerId) {
        throw new DeskError('conflict', 'The number is there already.');
      }
      if (to.partnerId === '' && number.partnerId !== '') {
        throw new DeskError('conflict', 'A partner’s number cannot become the advertiser’s own.');
      }
      const payload = { numberId: id, to: { advertiserId: placeOf(number.networkId, to.offerId), ...to } };
      return { jobId: jobs.add({ id, kind: 'promo_number.move', payload, batchId: null, now }) };
    }),
    removeNumber: atOnce(db, ({ id, now }: Parameters<NumbersWrites['removeNumber']>[0]) => {
      const number = jobs.changeable(id);
      if (number.state === 'requested') {
        const message = 'The number has not come yet: take the request back, or wait until it has come.';
        throw new DeskError('conflict', message);
      }
      const payload = { numberId: id };
      return { jobId: jobs.add({ id, kind: 'promo_number.remove', payload, batchId: null, now }) };
    }),
  };
}

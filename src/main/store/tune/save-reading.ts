import type { TuneInvocaRecord, TunePostback } from '#main/engine/ports/tune-client.ts';
import type { ReadTuneConversion, TuneWrites } from '#main/engine/ports/tune-store.ts';
import { atOnce } from '../file/sqlite.ts';
import type { Sqlite } from '../file/sqlite.ts';
import type { InstantHandlers } from '../threads/handlers.ts';
import type { HeldDeliveries } from './held-deliveries.ts';
import { conversionJoiner } from './join-conversions.ts';
import { tuneTallies } from './tune-tallies.ts';

type Writes = InstantHandlers<
  Pick<TuneWrites, 'saveTunePostbacks' | 'saveTuneConversions' | 'saveInvocaRecords' | 'finishTuneReading'>
>;
type Input<K extends keyof Writes> = Parameters<Writes[K]>[0];

/** Keeps what was read of TUNE networks; each call is one transaction. */
export function tuneReadingWrites(db: Sqlite, held: HeldDeliveries): Writes {
  const savePostbacks = postbackSaver(db);
  const putConversion = conversionSaver(db);
  const putRecord = recordSaver(db);
  const join = conversionJoiner(db);
  const tally = tuneTallies(db);
  const gone = ['tune_conversions', 'tune_records'].map((table) =>
    db.prepare<[number, number, number, number]>(
      `DELETE FROM ${table} WHERE network_id = ? AND at >= ? AND at < ? AND read_at < ?`,
    ),
  );
  const finish = db.prepare<[number, number, string, number, number, number, number]>(
    `UPDATE tune_accounts SET read_at = ?, read_from = min(coalesce(read_from, 9e15), ?), zone = ?, offers = ?,
       partners = ?, goals = ? WHERE network_id = ?`,
  );
  return {
    saveTunePostbacks: atOnce(db, (input: Input<'saveTunePostbacks'>) => {
      savePostbacks(input);
      return { moved: held.settle() };
    }),
    saveTuneConversions: atOnce(db, ({ networkId, conversions, now }: Input<'saveTuneConversions'>) => {
      for (const conversion of conversions) putConversion(networkId, conversion, now);
    }),
    saveInvocaRecords: atOnce(db, ({ networkId, records, now }: Input<'saveInvocaRecords'>) => {
      for (const record of records) putRecord(networkId, record, now);
    }),
    finishTuneReading: atOnce(db, (input: Input<'finishTuneReading'>) => {
      const { networkId, from, to, startedAt, zone, counts, now } = input;
      for (const table of gone) table.run(networkId, from, to, startedAt);
      finish.run(now, from, zone, counts.offers, counts.partners, counts.goals, networkId);
      join(networkId);
      return tally(networkId);
    }),
  };
}

function postbackSaver(
  db: Sqlite,
): (input: {
  readonly networkId: number;
  readonly postbacks: readonly TunePostback[];
  readonly now: number;
}) => void {
  const put = db.prepare<
    [number, string, string, string, string | null, string, string, string, number | null]
  >(
    `INSERT INTO tune_postbacks (network_id, postback_id, partner_id, offer_id, goal_id, type, status, code, modified_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (network_id, postback_id) DO UPDATE SET
       acknowledged_at = iif(code = excluded.code AND partner_id = excluded.partner_id AND offer_id = excluded.offer_id
         AND goal_id IS excluded.goal_id AND type = excluded.type, acknowledged_at, NULL),
       partner_id = excluded.partner_id, offer_id = excluded.offer_id, goal_id = excluded.goal_id, type = excluded.type,
       status = excluded.status, code = excluded.code, modified_at = excluded.modified_at`,
  );
  const drop = db.prepare<[number, string]>(
    `DELETE FROM tune_postbacks WHERE network_id = ? AND postback_id NOT IN (SELECT value FROM json_each(?))`,
  );
  // The practice TUNE calls nobody: what it lists is taken for settled until a person says otherwise.
  const settlePractice = db.prepare<[number, number]>(
    `UPDATE tune_postbacks SET acknowledged_at = ? WHERE network_id = ? AND network_id IN (
       SELECT a.network_id FROM tune_accounts AS a JOIN networks AS n ON n.id = a.network_id
       WHERE n.practice = 1 AND a.read_at IS NULL)`,
  );
  return ({ networkId, postbacks, now }) => {
    drop.run(networkId, JSON.stringify(postbacks.map(({ postbackId }) => postbackId)));
    for (const { postbackId, partnerId, offerId, goalId, type, status, code, modifiedAt } of postbacks)
      put.run(networkId, postbackId, partnerId, offerId, goalId, type, status, code, modifiedAt);
    settlePractice.run(now, networkId);
  };
}

function conversionSaver(
  db: Sqlite,
): (networkId: number, conversion: ReadTuneConversion, now: number) => void {
  // What TUNE tells of now may be another call: after a change of transaction it is joined to the desk's anew.
  const put = db.prepare<
    [
      ...[number, string, string, string, number | null, number, number, string, number],
      ...[string, string, string, string, string, string, string, string, number],
    ]
  >(
    `INSERT INTO tune_conversions (network_id, tune_event_id, transaction_id, status, status_code, payout, revenue,
       currency, at, offer_id, offer_name, partner_id, partner_name, goal_id, session_id, number, sub_ids, read_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (network_id, tune_event_id) DO UPDATE SET
       conversion_id = iif(transaction_id = excluded.transaction_id AND at = excluded.at, conversion_id, NULL),
       transaction_id = excluded.transaction_id, status = excluded.status, status_code = excluded.status_code,
       payout = excluded.payout, revenue = excluded.revenue, currency = excluded.currency, at = excluded.at,
       offer_id = excluded.offer_id, offer_name = excluded.offer_name, partner_id = excluded.partner_id,
       partner_name = excluded.partner_name, goal_id = excluded.goal_id, session_id = excluded.session_id,
       number = excluded.number, sub_ids = excluded.sub_ids, read_at = excluded.read_at`,
  );
  return (networkId, one, now) =>
    put.run(
      networkId,
      one.tuneEventId,
      one.transactionId,
      one.status,
      one.statusCode,
      one.payout.amount,
      one.revenue.amount,
      one.payout.currency,
      one.at,
      one.offerId,
      one.offerName,
      one.partnerId,
      one.partnerName,
      one.goalId,
      one.sessionId,
      one.number,
      JSON.stringify(one.subIds),
      now,
    );
}

function recordSaver(db: Sqlite): (networkId: number, record: TuneInvocaRecord, now: number) => void {
  const put = db.prepare<
    [
      ...[number, string, string, string | null, string, string, string, string],
      ...[number, number, string, number, number, number, number],
    ]
  >(
    `INSERT OR REPLACE INTO tune_records (network_id, transaction_id, type, corrects_id, result, offer_id, partner_id,
       caller, payout, revenue, currency, duration_seconds, at, added, read_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  return (networkId, one, now) =>
    put.run(
      networkId,
      one.transactionId,
      one.transactionType,
      one.correctsTransactionId,
      one.result,
      one.offerId,
      one.partnerId,
      one.caller,
      one.payout.amount,
      one.revenue.amount,
      one.payout.currency,
      one.durationSeconds,
      one.at,
      Number(one.addedToConversions),
      now,
    );
}

import { DeskError } from '#shared/ipc/errors.ts';
import type { ConversionDetail, RawTransaction } from '#shared/ipc/conversions.ts';
import type { ConversionStatus } from '#shared/domain/status.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { conversionChains } from '../history/conversion-chain.ts';
import { conversionHistories } from './history.ts';
import { CONVERSION_COLUMNS, CONVERSION_JOINS, rowOf } from './rows.ts';
import type { StoredConversion } from './rows.ts';
import { storedSubIds } from './sub-ids.ts';

interface DetailRow extends StoredConversion {
  readonly caller_number: string;
  readonly city: string;
  readonly region: string;
  readonly connect_seconds: number | null;
  readonly advertiser_id: string;
  readonly virtual_line_id: string;
  readonly sub_id_origins: string;
}

interface DecisionRow {
  readonly status: ConversionStatus | null;
  readonly payout: number | null;
  readonly network_status: ConversionStatus;
  readonly network_payout: number;
  readonly conflict: number;
  readonly at: number;
  readonly author: string;
  readonly reason: string;
}

interface TransactionRow {
  readonly transaction_id: string;
  readonly type: string;
  readonly corrects_id: string | null;
  readonly received_at: number;
  readonly waiting: number;
  readonly raw: string;
}

/** Reads everything about one conversion: its history, its rows as received, its deliveries. */
export function conversionDetail(db: Sqlite): (input: { readonly id: number }) => ConversionDetail {
  const read = db.prepare<[number], DetailRow>(
    `SELECT ${CONVERSION_COLUMNS}, c.caller_number, c.city, c.region, c.connect_seconds, c.advertiser_id,
       l.virtual_line_id, c.sub_id_origins
     FROM conversions AS c ${CONVERSION_JOINS} WHERE c.id = ? AND c.status IS NOT NULL`,
  );
  const transactions = db.prepare<[number], TransactionRow>(
    'SELECT * FROM transactions WHERE conversion_id = ? ORDER BY id',
  );
  const deliveries = db.prepare<[number], { delivery_id: string }>(
    'SELECT delivery_id FROM deliveries WHERE conversion_id = ? ORDER BY id',
  );
  const decisions = db.prepare<[number], DecisionRow>(
    `SELECT d.status, d.payout, d.network_status, d.network_payout, d.conflict, a.at, a.author, a.reason
     FROM decided AS d JOIN decision_acts AS a ON a.id = d.act_id WHERE d.conversion_id = ?`,
  );
  const histories = conversionHistories(db);
  const chains = conversionChains(db);
  return ({ id }) => {
    const row = read.get(id);
    if (!row) throw new DeskError('not_found', `There is no conversion with the id ${id}.`);
    return {
      row: rowOf(row),
      decision: decisionOf(decisions.get(id)),
      callerNumber: row.caller_number,
      city: row.city,
      region: row.region,
      connectSeconds: row.connect_seconds,
      advertiserId: row.advertiser_id,
      virtualLineId: row.virtual_line_id,
      subIds: storedSubIds(row),
      history: histories([id]).get(id) ?? [],
      chain: chains(id).state,
      transactions: transactions.all(id).map(rawOf),
      deliveryIds: deliveries.all(id).map(({ delivery_id }) => delivery_id),
    };
  };
}

function decisionOf(row: DecisionRow | undefined): ConversionDetail['decision'] {
  if (!row) return null;
  const { status, payout, at, author, reason } = row;
  const network = { networkStatus: row.network_status, networkPayout: row.network_payout };
  return { status, payout, ...network, conflict: row.conflict === 1, at, author, reason };
}

function rawOf(row: TransactionRow): RawTransaction {
  return {
    transactionId: row.transaction_id,
    type: row.type,
    correctsId: row.corrects_id,
    receivedAt: row.received_at,
    waiting: row.waiting === 1,
    raw: row.raw,
  };
}

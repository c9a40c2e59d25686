import { isAcceptableId } from '#shared/domain/ids.ts';
import type { Transaction, TransactionType } from '#shared/domain/transaction.ts';
import { callStart } from './call-start.ts';
import { customSubIds, ringPoolSubIds } from './row-sub-ids.ts';
import { moneyOf, quoted, RowFault, secondsOf, textOf } from './row-values.ts';
import type { Row } from './row-values.ts';

const RESULT = 'call_result_description_detail';
const RESULT_FOR_ADVERTISERS = 'call_result_description_detail_managed_advertiser';

/** Spellings of the documentation sets, lower case and letters only (invoca.md 4.7). */
const TYPES: Readonly<Record<string, TransactionType>> = {
  call: 'call',
  postcallevent: 'post_call_event',
  reportedconversion: 'sale',
  sale: 'sale',
  webconversion: 'web_sale',
  websale: 'web_sale',
  signal: 'signal',
};

/**
 * A row as the ledger takes it (invoca.md 4.8). Numbers may be text; null, an empty text and an absent column all mean
 * that the row does not say. @throws RowFault naming the column that cannot be read
 */
export function readTransaction(row: Row, currency: string): Transaction {
  const rawType = textOf(row, 'transaction_type') ?? '';
  return {
    transactionId: requiredId(row, 'transaction_id'),
    callId: requiredId(row, 'complete_call_id'),
    correctsId: idOf(row, 'corrects_transaction_id'),
    type: typeOf(rawType),
    rawType,
    rawResult: textOf(row, RESULT) ?? textOf(row, RESULT_FOR_ADVERTISERS),
    payout: moneyOf(row, 'affiliate_payout_localized', currency),
    revenue: moneyOf(row, 'advertiser_payin_localized', currency),
    saleAmount: moneyOf(row, 'sale_amount', currency) ?? moneyOf(row, 'revenue', currency),
    callStartedAt: callStart(row),
    durationSeconds: secondsOf(row, 'duration'),
    connectSeconds: secondsOf(row, 'connect_duration'),
    virtualLineId: textOf(row, 'virtual_line_id'),
    numberDescription:
      textOf(row, 'promo_line_description') ?? textOf(row, 'advertiser_promo_line_description'),
    advertiserId: textOf(row, 'advertiser_id_from_network'),
    offerId: textOf(row, 'advertiser_campaign_id_from_network'),
    offerName: textOf(row, 'advertiser_campaign_name'),
    partnerId: textOf(row, 'affiliate_id_from_network'),
    partnerName: textOf(row, 'affiliate_name'),
    callerNumber: textOf(row, 'calling_phone_number'),
    city: textOf(row, 'city'),
    region: textOf(row, 'region'),
    ringPoolSubIds: ringPoolSubIds(row),
    customSubIds: customSubIds(row),
  };
}

/** The row's own id if at least that can be read. */
export function transactionIdOf(row: unknown): string | null {
  if (typeof row !== 'object' || row === null || !('transaction_id' in row)) return null;
  const id = row.transaction_id;
  const text = typeof id === 'number' ? String(id) : id;
  return typeof text === 'string' && isAcceptableId(text) ? text : null;
}

function requiredId(row: Row, column: string): string {
  const id = idOf(row, column);
  if (id === null) throw new RowFault(`${column} is missing`);
  return id;
}

function idOf(row: Row, column: string): string | null {
  const value = row[column];
  if (value === null || value === undefined || value === '') return null;
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text === 'string' && isAcceptableId(text)) return text;
  throw new RowFault(`${column} is not an id: ${quoted(value)}`);
}

function typeOf(rawType: string): TransactionType {
  const key = rawType === 'Call' ? 'call' : rawType.toLowerCase().replace(/[^a-z]/g, '');
  return (Object.hasOwn(TYPES, key) ? TYPES[key] : undefined) ?? 'unknown';
}

import type { TransactionRow } from '../calls/transaction-row.ts';
import type { LoggedTransaction, TransactionLog } from '../invoca/transaction-log.ts';
import type { Conversions, NewConversion } from './conversions.ts';
import type { TuneRow, TuneTables } from './tables.ts';
import type { TuneSettings } from './tune-settings.ts';

/** Copies calls of the Invoca account into TUNE (tune.md 3). */
export interface InvocaImport {
  /** A run of the import: all that the account holds now is TUNE's to read. Returns how many transactions are new. */
  run(): number;
  /**
   * Lets time pass up to `now` (ms since 1970): the import runs every ten minutes. `bring` brings the account to an
   * instant first.
   */
  advance(now: number, bring: (at: number) => void): void;
  /** Records and conversions of what has been imported are made only when somebody looks at them. */
  catchUp(): void;
}

const EVERY = 10 * 60_000;
const APPROVED = ['notpaid', 'paid', 'repeattrueup'];
const REJECTED = ['repeat', 'notapproved', 'expired', 'test', 'policybasedprice', 'advertisersuspended'];
const TYPES: Readonly<Record<string, string>> = {
  'Post Call Event': 'Sale',
  'Reported Conversion': 'WebSale',
};
/** Columns that are called and written alike in both systems. */
const ALIKE = [
  'original_order_id',
  'corrects_transaction_id',
  'call_result_description_detail',
  'call_source_description',
  'media_type',
  'advertiser_id',
  'advertiser_campaign_id',
  'affiliate_id',
  'advertiser_id_from_network',
  'advertiser_campaign_id_from_network',
  'affiliate_id_from_network',
  'matching_advertiser_payin_policies',
  'matching_affiliate_payout_policies',
  'mobile',
  'city',
  'region',
  'duration',
  'connect_duration',
  'ivr_duration',
  'keypress_1',
  'keypress_2',
  'keypress_3',
  'keypress_4',
  'keypresses',
  'recording',
] as const;
const AMOUNTS = [
  'advertiser_payin_localized',
  'affiliate_payout_localized',
  'margin_localized',
  'call_fee_localized',
  'advertiser_call_fee_localized',
] as const;

function textIn(row: TransactionRow, column: string): string | null {
  const value = row[column];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

function amountIn(row: TransactionRow, column: string): string {
  return Number(textIn(row, column) ?? 0).toFixed(2);
}

/** `2019-01-24 06:43:15 -07:00` without its zone. */
function clockIn(row: TransactionRow, column: string): string | null {
  return textIn(row, column)?.slice(0, 19) ?? null;
}

function recordOf(row: TransactionRow): TuneRow {
  const type = textIn(row, 'transaction_type') ?? 'Call';
  return {
    transaction_id: textIn(row, 'transaction_id'),
    transaction_type: TYPES[type] ?? type,
    corrected_at: clockIn(row, 'corrected_at'),
    start_time_local: clockIn(row, 'start_time_local'),
    calling_phone_number: (textIn(row, 'calling_phone_number') ?? '').replaceAll(/\D/g, ''),
    opt_in_sms: row['opt_in_SMS'] === true ? '1' : '0',
    added_to_conversions: '1',
    ...Object.fromEntries(ALIKE.map((column) => [column, textIn(row, column)])),
    ...Object.fromEntries(AMOUNTS.map((column) => [column, amountIn(row, column)])),
  };
}

function statusOf(result: string | null): NewConversion['status'] {
  const word = (result ?? '').toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  if (APPROVED.includes(word)) return 'approved';
  return REJECTED.includes(word) ? 'rejected' : 'pending';
}

/** The line a call came in on: ten digits, empty when unknown, and the sub ids known for it. */
export interface CalledLine {
  readonly number: string;
  readonly subIds: Readonly<Record<string, string>>;
}

/** What importing needs. */
export interface ImportParts {
  readonly log: TransactionLog;
  readonly tables: TuneTables;
  readonly conversions: Conversions;
  readonly settings: TuneSettings;
  readonly lineOf: (row: TransactionRow) => CalledLine;
  /** When the first run was; the next are ten minutes apart. */
  readonly startedAt: number;
}

/** Makes the import; what the account holds at the start has been imported. */
export function createInvocaImport(parts: ImportParts): InvocaImport {
  const { log, tables, conversions, settings, lineOf } = parts;
  const byCall = new Map<string, TuneRow>();
  let nextRun = parts.startedAt + EVERY;
  let importable = log.length;
  let done = 0;

  function convert(entry: LoggedTransaction, row: TransactionRow, record: TuneRow): void {
    const known = byCall.get(entry.completeCallId ?? '');
    const told = {
      status: statusOf(record['call_result_description_detail'] ?? null),
      payout: `${record['affiliate_payout_localized']}000`,
      revenue: `${record['advertiser_payin_localized']}000`,
      sale_amount: row['revenue'] === null || row['revenue'] === undefined ? null : amountIn(row, 'revenue'),
    };
    if (known !== undefined) {
      Object.assign(known, told, { ring_revenue: record['transaction_id'] });
      return;
    }
    const { number, subIds } = lineOf(row);
    const conversion = conversions.add({
      ...told,
      offer_id: record['advertiser_campaign_id_from_network'] ?? '0',
      affiliate_id: record['affiliate_id_from_network'] ?? '0',
      status_code: '51',
      datetime: record['start_time_local'] ?? '',
      affiliate_info1: number,
      affiliate_info2: subIds['aff_sub2'] ?? '',
      affiliate_info3: subIds['aff_sub3'] ?? '',
      affiliate_info4: subIds['aff_sub4'] ?? '',
      affiliate_info5: subIds['aff_sub5'] ?? '',
      source: subIds['source'] ?? '',
      ring_revenue: record['transaction_id'] ?? null,
    });
    if (entry.completeCallId !== undefined) byCall.set(entry.completeCallId, conversion);
  }

  function run(): number {
    const before = importable;
    importable = log.length;
    return importable - before;
  }

  return {
    run,
    advance(now, bring) {
      if (now < nextRun) return;
      const last = nextRun + Math.floor((now - nextRun) / EVERY) * EVERY;
      nextRun = last + EVERY;
      if (!settings.importing) return;
      bring(last);
      run();
    },
    catchUp() {
      for (; done < importable; done += 1) {
        const entry = log.at(done);
        if (entry?.transactionId === undefined) continue;
        const row = entry.row();
        const record = recordOf(row);
        tables.RingRevenue.set(entry.transactionId, record);
        convert(entry, row, record);
      }
    },
  };
}

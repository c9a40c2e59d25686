import type { TransactionRow } from '../calls/transaction-row.ts';
import type { MarketingValue } from '../world/marketing-data.ts';

/** What the log can be searched by; undefined where a row from outside does not say. */
export interface TransactionKeys {
  readonly transactionId: string | undefined;
  readonly completeCallId: string | undefined;
  readonly transactionType: string | undefined;
  readonly advertiserId: string | undefined;
  readonly affiliateId: string | undefined;
  /** The start of the call, ms since 1970. */
  readonly startedAt: number | undefined;
}

/** One entry of the log. A raw entry was given from outside and is handed on as it came. */
export interface LoggedTransaction extends TransactionKeys {
  readonly marketing: readonly MarketingValue[];
  readonly raw: boolean;
  /** The row itself, written out on demand: a long log would not fit into memory otherwise. */
  readonly row: () => TransactionRow;
}

/** The append-only log of transactions: rows never change, a correction is a new row at the end. */
export interface TransactionLog {
  readonly length: number;
  /** How many calls the rows are about. */
  readonly callCount: number;
  /** Adds an entry at the end. */
  append(entry: LoggedTransaction): void;
  /** The entry at a place counted from 0, or undefined past the end. */
  at(place: number): LoggedTransaction | undefined;
  /** The place of the newest row with this `transaction_id`; -1 for the row the log goes on after. */
  placeOf(transactionId: string): number | undefined;
  /** The places of all rows of a call, oldest first. */
  placesOfCall(completeCallId: string): readonly number[];
}

function columnText(row: TransactionRow, column: string): string | undefined {
  const value = row[column];
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : undefined;
}

function callStart(row: TransactionRow): number | undefined {
  const text = columnText(row, 'start_time_utc');
  if (text === undefined || text === '') return undefined;
  const instant = Number(text);
  return Number.isFinite(instant) ? instant : undefined;
}

/** An entry for a row given from outside, which is kept exactly as it is. */
export function rawEntry(row: TransactionRow): LoggedTransaction {
  return {
    transactionId: columnText(row, 'transaction_id'),
    completeCallId: columnText(row, 'complete_call_id'),
    transactionType: columnText(row, 'transaction_type'),
    advertiserId: columnText(row, 'advertiser_id'),
    affiliateId: columnText(row, 'affiliate_id'),
    startedAt: callStart(row),
    marketing: [],
    raw: true,
    row: () => row,
  };
}

/**
 * Makes an empty log. One that goes on after an earlier log's row knows that row as a cursor: its own first
 * row comes next.
 */
export function createTransactionLog(goesOnAfter?: string): TransactionLog {
  const entries: LoggedTransaction[] = [];
  const placeById = new Map<string, number>(goesOnAfter === undefined ? [] : [[goesOnAfter, -1]]);
  const placesByCall = new Map<string, number[]>();

  return {
    get length() {
      return entries.length;
    },
    get callCount() {
      return placesByCall.size;
    },
    append(entry) {
      const { transactionId, completeCallId } = entry;
      const place = entries.push(entry) - 1;
      if (transactionId !== undefined) placeById.set(transactionId, place);
      if (completeCallId === undefined) return;
      const places = placesByCall.get(completeCallId);
      if (places === undefined) placesByCall.set(completeCallId, [place]);
      else places.push(place);
    },
    at: (place) => entries[place],
    placeOf: (transactionId) => placeById.get(transactionId),
    placesOfCall: (completeCallId) => placesByCall.get(completeCallId) ?? [],
  };
}

import type { MarketingValue } from '../world/marketing-data.ts';
import type { TransactionRow } from '../calls/transaction-row.ts';

/** One entry of the log. A raw entry was given from outside and is handed on as it came. */
export interface LoggedTransaction {
  readonly row: TransactionRow;
  readonly marketing: readonly MarketingValue[];
  readonly raw: boolean;
}

/** The append-only log of transactions: rows never change, a correction is a new row at the end. */
export interface TransactionLog {
  readonly length: number;
  /** Adds an entry at the end. */
  append(entry: LoggedTransaction): void;
  /** The entry at a place counted from 0, or undefined past the end. */
  at(place: number): LoggedTransaction | undefined;
  /** The place of the newest row with this `transaction_id`. */
  placeOf(transactionId: string): number | undefined;
  /** The places of all rows of a call, oldest first. */
  placesOfCall(completeCallId: string): readonly number[];
  /** How many calls the rows are about. */
  readonly callCount: number;
}

/** A column's value as text, or undefined when it is neither text nor a number. */
export function columnText(row: TransactionRow, column: string): string | undefined {
  const value = row[column];
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : undefined;
}

/** The start of a row's call in ms since 1970, or undefined when the row does not say. */
export function callStart(row: TransactionRow): number | undefined {
  const text = columnText(row, 'start_time_utc');
  if (text === undefined || text === '') return undefined;
  const instant = Number(text);
  return Number.isFinite(instant) ? instant : undefined;
}

/** Makes an empty log. */
export function createTransactionLog(): TransactionLog {
  const entries: LoggedTransaction[] = [];
  const placeById = new Map<string, number>();
  const placesByCall = new Map<string, number[]>();

  return {
    get length() {
      return entries.length;
    },
    get callCount() {
      return placesByCall.size;
    },
    append(entry) {
      const place = entries.push(entry) - 1;
      const transactionId = columnText(entry.row, 'transaction_id');
      if (transactionId !== undefined) placeById.set(transactionId, place);
      const callId = columnText(entry.row, 'complete_call_id');
      if (callId === undefined) return;
      const places = placesByCall.get(callId);
      if (places === undefined) placesByCall.set(callId, [place]);
      else places.push(place);
    },
    at: (place) => entries[place],
    placeOf: (transactionId) => placeById.get(transactionId),
    placesOfCall: (completeCallId) => placesByCall.get(completeCallId) ?? [],
  };
}

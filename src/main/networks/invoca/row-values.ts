import { minorDigits, minorFromDecimal } from '#shared/domain/money.ts';

/** A row of the Transactions API as JSON gives it; columns differ from account to account (invoca.md 4.8). */
export type Row = Readonly<Record<string, unknown>>;

/** Why a row cannot be read; the message names the column. */
export class RowFault extends Error {}

const NUMERIC = /^[+-]?\d+(?:\.\d+)?$/;
const LONGEST_QUOTE = 40;
const LARGEST_FAST = 1e9;

/**
 * A column's text; null when it is absent, null or empty. A number or boolean is text as JSON writes it; a value that
 * is no single thing says nothing.
 */
export function textOf(row: Row, column: string): string | null {
  const value = row[column];
  if (typeof value === 'string') return value === '' ? null : value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return null;
}

/** A column's number, from a JSON number or numeric text; null when absent. @throws RowFault when it is neither */
export function numberOf(row: Row, column: string): number | null {
  const value = row[column];
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'number') return value;
  if (typeof value === 'string') {
    const text = value.trim();
    if (text === '') return null;
    if (NUMERIC.test(text)) return Number(text);
  }
  throw new RowFault(`${column} is not a number: ${quoted(value)}`);
}

/** A column's whole seconds, not negative. @throws RowFault when it is something else */
export function secondsOf(row: Row, column: string): number | null {
  const seconds = numberOf(row, column);
  if (seconds === null) return null;
  if (seconds < 0 || seconds > Number.MAX_SAFE_INTEGER) {
    throw new RowFault(`${column} is not a duration: ${quoted(seconds)}`);
  }
  return Math.round(seconds);
}

/** A column's money in minor units of the currency; null when absent. @throws RowFault when it is no decimal */
export function moneyOf(row: Row, column: string, currency: string): number | null {
  const value = row[column];
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'number' || typeof value === 'string') {
    const amount = wholeMinor(value, currency) ?? minorFromDecimal(value, currency);
    if (amount !== null) return amount;
    if (typeof value === 'string' && value.trim() === '') return null;
  }
  throw new RowFault(`${column} is not an amount: ${quoted(value)}`);
}

/**
 * The minor units of a JSON number that has no digit beyond them, which nearly all have: a product that comes out
 * whole is right for amounts this small, whatever the number's own rounding was.
 */
function wholeMinor(value: number | string, currency: string): number | null {
  if (typeof value !== 'number' || value >= LARGEST_FAST || value <= -LARGEST_FAST) return null;
  const amount = value * 10 ** minorDigits(currency);
  return Number.isInteger(amount) ? amount + 0 : null;
}

/** A foreign value for a message: short, on one line. */
export function quoted(value: unknown): string {
  const text = (JSON.stringify(value) ?? String(value)).replace(/\p{Cc}/gu, ' ');
  return text.length <= LONGEST_QUOTE ? text : `${text.slice(0, LONGEST_QUOTE).toWellFormed()}…`;
}

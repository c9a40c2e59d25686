import type { DecodedPage, DecodedRow, PageDecoder } from '#main/engine/ports/page-decoder.ts';
import { describeBody, parseInvocaError } from './errors.ts';
import { elementBounds } from './page-elements.ts';
import { rowBounds } from './row-bounds.ts';
import { RowFault } from './row-values.ts';
import type { Row } from './row-values.ts';
import { readTransaction, transactionIdOf } from './transaction-row.ts';

/**
 * Reads a page of the Transactions API, a bare JSON array (invoca.md 4.1). Each row keeps its own text as received; a
 * row that cannot be read keeps it with the reason and stops no other. Bytes that are not UTF-8 are replaced.
 */
export const decodeTransactionPage: PageDecoder = (body, { currency }): DecodedPage => {
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8');
  const parsed = parseWhole(text);
  const bounds = parsed === null ? elementBounds(text) : rowBounds(text, parsed);
  if (bounds === null) return { kind: 'unreadable', reason: whyUnreadable(text, body) };
  const rows: DecodedRow[] = [];
  let cursor: string | null = null;
  for (let place = 0; place < bounds.length; place += 2) {
    const raw = text.slice(bounds[place], bounds[place + 1]);
    const row = parsed === null ? parseRow(raw) : parsed[place / 2];
    const decoded = decodeRow(row, raw, currency);
    rows.push(decoded);
    cursor =
      (decoded.kind === 'transaction' ? decoded.transaction.transactionId : decoded.transactionId) ?? cursor;
  }
  return { kind: 'page', rows, cursor };
};

function decodeRow(row: unknown, raw: string, currency: string): DecodedRow {
  if (row instanceof RowFault) return { kind: 'unparsed', raw, reason: row.message, transactionId: null };
  if (!isRow(row)) return { kind: 'unparsed', raw, reason: 'The row is not an object.', transactionId: null };
  try {
    return { kind: 'transaction', raw, transaction: readTransaction(row, currency) };
  } catch (error) {
    if (!(error instanceof RowFault)) throw error;
    return { kind: 'unparsed', raw, reason: `${error.message}.`, transactionId: transactionIdOf(row) };
  }
}

/** All rows in one parse, which is the fast way; null when one of them spoils it for the others. */
function parseWhole(text: string): readonly unknown[] | null {
  try {
    const parsed: unknown = JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
    return Array.isArray(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

function parseRow(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return new RowFault('The row is not JSON.');
  }
}

function whyUnreadable(text: string, body: Uint8Array): string {
  if (text.trimStart().startsWith('[')) return `The page breaks off after ${body.byteLength} bytes.`;
  const error = parseInvocaError(body);
  if (error) return `The network answered with an error: ${error.text}.`;
  return `The network answered with ${describeBody(body)} instead of calls.`;
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

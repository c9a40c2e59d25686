import { transactionIdOf } from './transaction-row.ts';

const OPEN_OBJECT = 0x7b;
const CLOSE_LIST = 0x5d;
const LONGEST_ROW = 64 * 1024;
const MOST_TRIES = 64;

/**
 * The transaction id of a page's last row, found from the page's end: the shortest ending that is one whole JSON
 * object is the last row, since what lies inside a row cannot stand alone up to the closing bracket. Null when the
 * page is empty, or its last row is too large or too nested to be found cheaply.
 */
export function lastTransactionId(page: Uint8Array): string | null {
  const bytes = Buffer.from(page.buffer, page.byteOffset, page.byteLength);
  const end = bytes.lastIndexOf(CLOSE_LIST);
  const earliest = Math.max(0, end - LONGEST_ROW);
  let start = end;
  for (let tries = 0; tries < MOST_TRIES && start > earliest; tries += 1) {
    start = bytes.lastIndexOf(OPEN_OBJECT, start - 1);
    if (start < earliest) return null;
    const row = parsed(bytes.toString('utf8', start, end));
    if (row !== undefined) return transactionIdOf(row);
  }
  return null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

import { elementBounds } from './page-elements.ts';

const KEY = '"transaction_id"';

/**
 * Where the rows of a parsed page begin and end in its text, as `elementBounds` gives it. Rows nearly always follow each
 * other without a space and begin with their id: then the places where they meet are found by search, and believed only
 * if the key stands nowhere else in the page and every row begins with its own id. Anything else is walked through.
 */
export function rowBounds(text: string, rows: readonly unknown[]): readonly number[] | null {
  return boundsBySearch(text, rows) ?? elementBounds(text);
}

function boundsBySearch(text: string, rows: readonly unknown[]): readonly number[] | null {
  const bounds: number[] = [];
  let key = text.indexOf(KEY);
  for (const [index, row] of rows.entries()) {
    const begins = text.startsWith(index === 0 ? '{' : '},{', key - (index === 0 ? 1 : 3));
    if (!begins || !holdsIdOf(row, text, key)) return null;
    if (index > 0) bounds.push(key - 2);
    bounds.push(key - 1);
    key = text.indexOf(KEY, key + 1);
  }
  if (key !== -1) return null;
  if (rows.length > 0) bounds.push(text.lastIndexOf('}') + 1);
  return bounds;
}

function holdsIdOf(row: unknown, text: string, key: number): boolean {
  if (key === -1 || typeof row !== 'object' || row === null || !('transaction_id' in row)) return false;
  const id = row.transaction_id;
  return typeof id === 'string' && text.startsWith(`:"${id}"`, key + KEY.length);
}

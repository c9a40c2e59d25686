import { isDocumentedId } from '../ids.ts';
import type { SideRow } from './side-row.ts';

/** Something with its instant, in UTC milliseconds. */
export interface Timed<T> {
  readonly row: T;
  readonly at: number;
}

/** The rows that say when, earliest first. */
export function timed(rows: readonly SideRow[]): readonly Timed<SideRow>[] {
  return rows
    .flatMap((row): Timed<SideRow>[] => (row.at === null ? [] : [{ row, at: row.at }]))
    .toSorted((a, b) => a.at - b.at);
}

/** The ids of rows without what older formats spelled otherwise: case and separators. */
export function alikeIds(rows: readonly (SideRow | null)[]): ReadonlySet<string> {
  return new Set(rows.map((row) => (row === null ? '' : alikeId(row))).filter((id) => id !== ''));
}

/** The id of a row as {@link alikeIds} spells it, '' when it has none. */
export function alikeId({ callId }: SideRow): string {
  return callId.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');
}

/** Whether an id has a format from before November 2014: digits with a dash between, or anything the new one lacks. */
export function isOldFormat(id: string): boolean {
  return id !== '' && (!isDocumentedId(id) || /^\d{1,6}-\d{1,6}$/.test(id));
}

/**
 * Rows of one call, the one first that agrees most with the row it is compared with; of those that agree alike, the
 * earliest. What they say decides, so that the order they came in does not.
 */
export function nearestOf(rows: readonly SideRow[], like: SideRow | null): readonly SideRow[] {
  const differs = (row: SideRow): number =>
    like === null
      ? 0
      : Number(row.status !== like.status) * 4 +
        Number(row.currency !== like.currency) * 2 +
        Number(row.payout !== like.payout);
  return rows.toSorted(
    (a, b) =>
      differs(a) - differs(b) ||
      (a.at ?? Number.MAX_SAFE_INTEGER) - (b.at ?? Number.MAX_SAFE_INTEGER) ||
      compare(wordsOf(a), wordsOf(b)) ||
      (a.line ?? 0) - (b.line ?? 0),
  );
}

/** All a row says, as one text. */
export function wordsOf(row: SideRow): string {
  return [row.invocaId, row.status, row.payout, row.currency, row.number, row.rawResult].join('\u0000');
}

export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function groupedBy<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

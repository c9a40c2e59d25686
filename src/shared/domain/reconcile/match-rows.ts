import { isDocumentedId } from '../ids.ts';
import type { HereRow, ReconcileScope, ThereRow } from './sides.ts';

/** How two rows were found to be one call: by id, by an id spelled in an older way, or by number and time. */
export type MatchedBy = 'id' | 'id_format' | 'number_and_time';

/** Two rows that are one call. */
export interface Pair {
  readonly here: HereRow;
  readonly there: ThereRow;
  readonly by: MatchedBy;
}

/** Every row of both sides, each in exactly one of these. */
export interface MatchedRows {
  readonly pairs: readonly Pair[];
  readonly onlyHere: readonly HereRow[];
  readonly onlyThere: readonly ThereRow[];
  /** Rows of the other side that repeat the id of an earlier one. */
  readonly repeated: readonly ThereRow[];
}

/**
 * Finds the rows that are one call: first by id to the letter; then, among what is left, by the id without regard to
 * case and separators (ids changed their format in November 2014); then by number and time within the window. The last
 * two count only where exactly one row of each side fits.
 */
export function matchRows(
  here: readonly HereRow[],
  there: readonly ThereRow[],
  scope: Pick<ReconcileScope, 'windowMs'>,
): MatchedRows {
  const pairs: Pair[] = [];
  const left = new Map(here.map((row) => [row.invocaId, row]));
  const seen = new Set<string>();
  const repeated: ThereRow[] = [];
  let open: ThereRow[] = [];
  for (const row of there) {
    if (seen.has(row.invocaId) && row.invocaId !== '') {
      repeated.push(row);
      continue;
    }
    seen.add(row.invocaId);
    const same = left.get(row.invocaId);
    if (same === undefined) open.push(row);
    else {
      pairs.push({ here: same, there: row, by: 'id' });
      left.delete(row.invocaId);
    }
  }
  const take = (found: readonly Pair[]): void => {
    pairs.push(...found);
    const taken = new Set(found.map((pair) => pair.there));
    open = open.filter((row) => !taken.has(row));
    for (const pair of found) left.delete(pair.here.invocaId);
  };
  take(bySpelling([...left.values()], open));
  take(byNumberAndTime([...left.values()], open, scope.windowMs));
  return { pairs, onlyHere: [...left.values()], onlyThere: open, repeated };
}

function bySpelling(here: readonly HereRow[], there: readonly ThereRow[]): Pair[] {
  const ours = groupedBy(here, ({ invocaId }) => plainId(invocaId));
  const theirs = groupedBy(there, ({ invocaId }) => plainId(invocaId));
  return [...ours].flatMap(([id, [one, ...others]]) => {
    const [match, ...more] = theirs.get(id) ?? [];
    if (id === '' || !one || !match || others.length > 0 || more.length > 0) return [];
    return [{ here: one, there: match, by: 'id_format' as const }];
  });
}

function byNumberAndTime(here: readonly HereRow[], there: readonly ThereRow[], windowMs: number): Pair[] {
  const ours = groupedBy(here, ({ number }) => number);
  const theirs = groupedBy(there, ({ number }) => number);
  return [...ours].flatMap(([number, rows]) => {
    const others = byTime(theirs.get(number) ?? []);
    if (number === '' || others.length === 0) return [];
    const timed = byTime(rows);
    return timed.flatMap(({ row, at }) => {
      const [match, ...more] = near(others, at, windowMs);
      if (match === undefined || more.length > 0 || near(timed, match.at, windowMs).length !== 1) return [];
      return [{ here: row, there: match.row, by: 'number_and_time' as const }];
    });
  });
}

interface Timed<T> {
  readonly row: T;
  readonly at: number;
}

function byTime<T extends { readonly at: number | null }>(rows: readonly T[]): Timed<T>[] {
  return rows
    .flatMap((row): Timed<T>[] => (row.at === null ? [] : [{ row, at: row.at }]))
    .toSorted((a, b) => a.at - b.at);
}

/** Rows within the window around an instant; the rows are sorted by time. */
function near<T>(sorted: readonly Timed<T>[], at: number, windowMs: number): Timed<T>[] {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.at ?? 0) < at - windowMs) low = middle + 1;
    else high = middle;
  }
  const found: Timed<T>[] = [];
  for (let place = low; place < sorted.length; place += 1) {
    const timed = sorted[place];
    if (timed === undefined || timed.at > at + windowMs) break;
    found.push(timed);
  }
  return found;
}

/** An id without what older formats spelled otherwise: case and separators. */
function plainId(id: string): string {
  return id.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');
}

/** Whether one of two ids has a format from before November 2014. */
export function isOldFormat(a: string, b: string): boolean {
  return !isDocumentedId(a) || !isDocumentedId(b);
}

function groupedBy<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

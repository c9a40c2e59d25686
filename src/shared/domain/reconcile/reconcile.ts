import { wallClock } from '../wall-clock.ts';
import { normaliseResult } from '../status.ts';
import { isOldFormat, matchRows } from './match-rows.ts';
import type { Pair } from './match-rows.ts';
import type { HereRow, ReconcileCause, ReconcileScope, ThereRow } from './sides.ts';
import { tieOut } from './tie-out.ts';
import type { Share, SideTotals } from './tie-out.ts';

/** A field in which two rows of one call differ, with the values as each side has them. */
export interface Difference {
  readonly pair: Pair;
  readonly field: 'invoca_id' | 'status' | 'payout' | 'currency' | 'datetime';
  readonly here: string | number | null;
  readonly there: string | number | null;
  readonly cause: ReconcileCause;
}

/** What came of comparing two sides: every row is matched, missing on one side, or different, with its cause. */
export interface Reconciled {
  /** Calls that both sides hold alike. */
  readonly matched: number;
  readonly missingHere: readonly { readonly row: ThereRow; readonly cause: ReconcileCause }[];
  readonly missingThere: readonly { readonly row: HereRow; readonly cause: ReconcileCause }[];
  readonly different: readonly Difference[];
  /** Per currency; what one side has more is told cause by cause, to the minor unit. */
  readonly totals: readonly SideTotals[];
}

/**
 * Compares what the desk holds of a period with what another side tells of it. `here` and `there` may hold rows beyond
 * the period: a day more on each side lets rows be found that a day border of another zone moved across it.
 */
export function reconcile(
  here: readonly HereRow[],
  there: readonly ThereRow[],
  scope: ReconcileScope,
): Reconciled {
  const { pairs, onlyHere, onlyThere, repeated } = matchRows(here, there, scope);
  const inside = (row: { readonly at: number | null }): boolean =>
    row.at === null || (row.at >= scope.from && row.at < scope.to);
  const shares: Share[] = [];
  const different: Difference[] = [];
  let matched = 0;
  for (const pair of pairs) {
    const [hereIn, thereIn] = [inside(pair.here), inside(pair.there)];
    if (!hereIn && !thereIn) continue;
    const found = hereIn && thereIn ? differences(pair, scope) : [crossing(pair)];
    different.push(...found);
    const [first] = found;
    if (first === undefined) matched += 1;
    shares.push({
      here: hereIn ? worth(pair.here) : null,
      there: thereIn ? worth(pair.there) : null,
      cause: (found.find(({ field }) => field !== 'invoca_id') ?? first)?.cause ?? null,
    });
  }
  const covered = daysCovered(there, scope.thereZone);
  const missingThere = onlyHere.filter(inside).map((row) => ({ row, cause: notThere(row, covered, scope) }));
  const missingHere = [
    ...onlyThere.filter(inside).map((row) => ({ row, cause: notHere(row, scope) })),
    ...repeated.filter(inside).map((row) => ({ row, cause: 'duplicate' as const })),
  ].toSorted((a, b) => a.row.line - b.row.line);
  for (const { row, cause } of missingThere) shares.push({ here: worth(row), there: null, cause });
  for (const { row, cause } of missingHere) shares.push({ here: null, there: worth(row), cause });
  return { matched, missingHere, missingThere, different, totals: tieOut(shares) };
}

function differences(pair: Pair, scope: ReconcileScope): Difference[] {
  const { here, there, by } = pair;
  const found: Difference[] = [];
  if (by !== 'id') {
    const cause = isOldFormat(here.invocaId, there.invocaId) ? 'id_format' : 'id_differs';
    found.push({ pair, field: 'invoca_id', here: here.invocaId, there: there.invocaId, cause });
  }
  const corrected = here.earlier.some(
    ({ until, status, payout }) =>
      until > scope.thereReadTo && status === there.status && payout === there.payout,
  );
  if (here.status !== there.status) {
    const cause = corrected ? 'correction_after_cutoff' : 'status';
    found.push({ pair, field: 'status', here: here.status, there: there.status, cause });
  }
  if (here.currency !== there.currency) {
    found.push({ pair, field: 'currency', here: here.currency, there: there.currency, cause: 'currency' });
  } else if (here.payout !== there.payout) {
    const cause = corrected ? 'correction_after_cutoff' : 'payout';
    found.push({ pair, field: 'payout', here: here.payout, there: there.payout, cause });
  }
  return found;
}

/** A call that only one side counts to the period. */
function crossing(pair: Pair): Difference {
  return { pair, field: 'datetime', here: pair.here.at, there: pair.there.at, cause: 'day_border' };
}

function notHere(row: ThereRow, scope: ReconcileScope): ReconcileCause {
  const { hereReadTo } = scope;
  return row.at !== null && (hereReadTo === null || row.at >= hereReadTo) ? 'not_yet_synced' : 'missing_here';
}

function notThere(row: HereRow, covered: Days | null, scope: ReconcileScope): ReconcileCause {
  if (normaliseResult(row.rawResult) === 'test') return 'test_call';
  if (row.at === null) return 'missing_there';
  if (row.at >= scope.thereReadTo) return 'not_yet_synced';
  if (covered === null) return 'missing_there';
  const day = wallClock(row.at, scope.thereZone).date;
  return day < covered.first || day > covered.last ? 'day_border' : 'missing_there';
}

interface Days {
  readonly first: string;
  readonly last: string;
}

/** The first and the last day the other side tells of, on its own clock; null when it dates nothing. */
function daysCovered(there: readonly ThereRow[], zone: string): Days | null {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { at } of there) {
    if (at === null) continue;
    first = Math.min(first, at);
    last = Math.max(last, at);
  }
  return first > last ? null : { first: wallClock(first, zone).date, last: wallClock(last, zone).date };
}

/** What a row adds to its side's total: its payout once it is approved. */
function worth(row: HereRow | ThereRow): { readonly amount: number; readonly currency: string } {
  return { amount: row.status === 'approved' ? row.payout : 0, currency: row.currency };
}

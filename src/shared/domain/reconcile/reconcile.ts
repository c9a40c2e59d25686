import { reconcileSides } from './reconcile-sides.ts';
import type { ReconciledLine } from './reconcile-sides.ts';
import type { Finding } from './explain-line.ts';
import type { Side, SideRow } from './side-row.ts';
import type { HereRow, ReconcileCause, ReconcileScope, ThereRow } from './sides.ts';
import type { SideTotals } from './tie-out.ts';

/** Two rows that are one call. */
export interface Pair {
  readonly here: HereRow;
  readonly there: ThereRow;
}

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
  const ours = new Map(here.map((row) => [sideRow(row, null), row]));
  const theirs = new Map(
    there.map((row) => [sideRow({ ...row, rawResult: '', earlier: [] }, row.line), row]),
  );
  const { from, to } = scope;
  const sides: readonly Side[] = [
    {
      rows: [...ours.keys()],
      from,
      to,
      zone: 'UTC',
      readTo: scope.hereReadTo,
      catchesUp: true,
      partial: false,
      approvedOnly: false,
    },
    {
      rows: [...theirs.keys()],
      from,
      to,
      zone: scope.thereZone,
      readTo: scope.thereReadTo,
      catchesUp: false,
      partial: true,
      approvedOnly: scope.thereApprovedOnly,
    },
  ];
  const { lines, results } = reconcileSides(sides, scope.windowMs);
  const order = new Map([...ours.keys()].map((row, place) => [row, place]));
  const placeOf = ({ cells: [cell] }: ReconciledLine): number => (cell ? (order.get(cell) ?? 0) : 0);
  const missingHere: { row: ThereRow; cause: ReconcileCause }[] = [];
  const missingThere: { row: HereRow; cause: ReconcileCause }[] = [];
  const different: Difference[] = [];
  for (const { cells, findings } of lines.toSorted((a, b) => placeOf(a) - placeOf(b))) {
    const [a, b] = [cells[0] ?? null, cells[1] ?? null];
    const [hereRow, thereRow] = [a && ours.get(a), b && theirs.get(b)];
    for (const finding of findings) {
      if (hereRow && thereRow) different.push(difference({ here: hereRow, there: thereRow }, finding));
      else if (hereRow) missingThere.push({ row: hereRow, cause: finding.cause });
      else if (thereRow) missingHere.push({ row: thereRow, cause: finding.cause });
    }
  }
  const [result] = results;
  return {
    matched: result?.equal ?? 0,
    missingHere: missingHere.toSorted((a, b) => a.row.line - b.row.line),
    missingThere,
    different,
    totals: result?.totals ?? [],
  };
}

function sideRow(row: Omit<HereRow, 'line'>, line: number | null): SideRow {
  return { ...row, line, recordId: null, callId: row.invocaId };
}

function difference(pair: Pair, { field, cause }: Finding): Difference {
  const { here, there } = pair;
  switch (field) {
    case 'invoca_id':
      return { pair, field, here: here.invocaId, there: there.invocaId, cause };
    case 'datetime':
      return { pair, field, here: here.at, there: there.at, cause };
    case 'status':
      return { pair, field, here: here.status, there: there.status, cause };
    case 'currency':
      return { pair, field, here: here.currency, there: there.currency, cause };
    case 'payout':
    case 'row':
      return { pair, field: 'payout', here: here.payout, there: there.payout, cause };
  }
}

import { createHash } from 'node:crypto';
import { causeOn } from '#shared/domain/reconcile/explain-line.ts';
import { sharesOf, timeOf } from '#shared/domain/reconcile/reconcile-sides.ts';
import type { ReconciledLine } from '#shared/domain/reconcile/reconcile-sides.ts';
import type { Side, SideRow } from '#shared/domain/reconcile/side-row.ts';
import type { RunLine } from '../ports/reconcile-store.ts';

/** A line as the store keeps it. */
export function runLine(line: ReconciledLine, sides: readonly Side[]): RunLine {
  const [first] = line.cells.filter((cell) => cell !== null);
  const cause = (side: number): string => (side < sides.length ? (causeOn(line.findings, side) ?? '') : '');
  const delta = (side: number): number => {
    if (side >= sides.length) return 0;
    const { here, there } = sharesOf(line, sides, side);
    const of = (money: { readonly amount: number; readonly currency: string } | null): number =>
      money !== null && money.currency === first?.currency ? money.amount : 0;
    return of(there) - of(here);
  };
  const named = (pick: (cell: SideRow) => string): string =>
    line.cells.reduce((found, cell) => (found === '' && cell !== null ? pick(cell) : found), '');
  return {
    key: line.key,
    state: line.state,
    digest: line.state === 'unequal' ? digestOf(line) : '',
    causes: [cause(1), cause(2)],
    deltas: [delta(1), delta(2)],
    currency: first?.currency ?? 'USD',
    at: timeOf(line),
    number: named(({ number }) => number),
    invocaId: named(({ invocaId }) => invocaId),
    cells: JSON.stringify(line.cells.map((cell) => cell && { ...cell, earlier: undefined })),
    findings: JSON.stringify(line.findings),
  };
}

/** Tells apart what was found of a call from what is found of it another time. */
function digestOf({ findings, cells }: ReconciledLine): string {
  const said = cells.map((cell) => cell && [cell.invocaId, cell.status, cell.payout, cell.currency]);
  return createHash('sha256')
    .update(JSON.stringify([findings, said]))
    .digest('hex')
    .slice(0, 16);
}

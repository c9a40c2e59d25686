import { hash } from 'node:crypto';
import type { Money } from '#shared/domain/money.ts';
import { causeOn } from '#shared/domain/reconcile/explain-line.ts';
import { sharesOf, timeOf } from '#shared/domain/reconcile/reconcile-sides.ts';
import type { ReconciledLine } from '#shared/domain/reconcile/reconcile-sides.ts';
import type { Side, SideRow } from '#shared/domain/reconcile/side-row.ts';
import type { RunLines, StoredCell } from '../ports/reconcile-store.ts';

/** Lines as the store keeps them. */
export function runLines(lines: readonly ReconciledLine[], sides: readonly Side[]): RunLines {
  const firsts = lines.map(({ cells }) => cells.find((cell) => cell !== null) ?? null);
  const causes = (side: number): string[] => lines.map(({ findings }) => causeOn(findings, side) ?? '');
  const deltas = (side: number): number[] =>
    lines.map((line, place) => deltaOf(line, sides, side, firsts[place]?.currency));
  return {
    keys: lines.map(({ key }) => key),
    states: lines.map(({ state }) => state),
    digests: lines.map((line) => (line.state === 'unequal' ? digestOf(line) : '')),
    causes: [causes(1), causes(2)],
    deltas: [deltas(1), deltas(2)],
    currencies: firsts.map((first) => first?.currency ?? 'USD'),
    ats: lines.map(timeOf),
    numbers: lines.map((line) => named(line, 'number')),
    invocaIds: lines.map((line) => named(line, 'invocaId')),
    cells: lines.map(({ cells }) => JSON.stringify(cells.map((cell) => cell && storedCell(cell)))),
    findings: lines.map(({ findings }) => (findings.length === 0 ? '[]' : JSON.stringify(findings))),
  };
}

/** What a side counts more than the first, where both count the currency the line is shown in. */
function deltaOf(
  line: ReconciledLine,
  sides: readonly Side[],
  side: number,
  currency: string | undefined,
): number {
  if (side >= sides.length) return 0;
  const { here, there } = sharesOf(line, sides, side);
  const of = (money: Money | null): number => (money?.currency === currency ? (money?.amount ?? 0) : 0);
  return of(there) - of(here);
}

function named({ cells }: ReconciledLine, field: 'number' | 'invocaId'): string {
  for (const cell of cells) {
    if (cell !== null && cell[field] !== '') return cell[field];
  }
  return '';
}

function storedCell(cell: SideRow): StoredCell {
  const { line, recordId, invocaId, callId, status, payout, currency, at, number, rawResult } = cell;
  const call = callId === invocaId ? null : callId;
  return [line, recordId, invocaId, call, status, payout, currency, at, number, rawResult];
}

/** Tells apart what was found of a call from what is found of it another time. */
function digestOf({ findings, cells }: ReconciledLine): string {
  const said = cells.map((cell) => cell && [cell.invocaId, cell.status, cell.payout, cell.currency]);
  return hash('sha256', JSON.stringify([findings, said]), 'hex').slice(0, 16);
}

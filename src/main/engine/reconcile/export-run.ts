import { decimalText } from '#shared/domain/money.ts';
import type { ReconcileExportRequest, ReconcileRow } from '#shared/ipc/reconcile.ts';
import type { DeskReader } from '../ports/desk-store.ts';
import type { Cell } from '../exports/table.ts';
import { writeTable } from '../exports/write-table.ts';
import { zonedInstant } from '../exports/zoned-instant.ts';

const LINES_AT_ONCE = 500;

/**
 * Writes the lines a filter shows to a file, each as every side says it, and gives their count. Every row says between
 * which sides, in which period and zone, and with which filter it was found.
 * @throws DeskError invalid_input naming the file when it cannot be written
 */
export async function exportRun(
  reader: Pick<DeskReader, 'reconcileRun' | 'reconcilePlaces' | 'reconcileLines'>,
  request: ReconcileExportRequest & { readonly file: string; readonly now: number },
): Promise<number> {
  const { runId, filter, order, zone, format, file, now: at } = request;
  const { summary, draft, createdAt } = await reader.reconcileRun({ id: runId });
  const names = summary?.sides.map(({ name }) => name) ?? [];
  const places = await reader.reconcilePlaces({ runId, filter, order });
  const rows = async function* (): AsyncGenerator<readonly (readonly Cell[])[]> {
    for (let from = 0; from < places.length; from += LINES_AT_ONCE) {
      const asked = [...places.subarray(from, from + LINES_AT_ONCE)];
      const lines = await reader.reconcileLines({ runId, places: asked });
      yield lines.map((line) => cellsOf(line, zone));
    }
  };
  const about = [
    ['sides', names.join(' | ')],
    ['period', `${draft.firstDay} to ${draft.lastDay}`],
    ['compared_at', new Date(createdAt).toISOString()],
    ['time_zone', zone],
    ['filters', request.described],
  ] as const;
  const columns = columnsOf(names);
  return writeTable({ columns, at, count: places.length, rows: rows(), about }, format, file);
}

const SIDE_COLUMNS = ['id', 'status', 'payout', 'currency', 'time', 'line'] as const;

function columnsOf(names: readonly string[]): readonly string[] {
  const others = names.slice(1).map((_, place) => place + 2);
  return [
    'invoca_id',
    'call_started_at',
    'number',
    'state',
    ...others.flatMap((side) => [`cause_${side}`, `difference_${side}`]),
    'since_last_run',
    'accepted',
    'note',
    ...names.flatMap((_, place) => SIDE_COLUMNS.map((column) => `side_${place + 1}_${column}`)),
  ];
}

function cellsOf(line: ReconcileRow, zone: string): readonly Cell[] {
  const money = (amount: number, currency: string): string => decimalText({ amount, currency });
  const time = (at: number | null): Cell => (at === null ? null : zonedInstant(at, zone));
  return [
    line.invocaId,
    time(line.at),
    line.number,
    line.state,
    ...line.causes.flatMap((cause, place) => [cause, money(line.deltas[place] ?? 0, line.currency)]),
    line.since,
    line.accepted !== null,
    line.accepted ?? '',
    ...line.cells.flatMap((cell): readonly Cell[] =>
      cell === null
        ? SIDE_COLUMNS.map(() => null)
        : [
            cell.invocaId,
            cell.status,
            money(cell.payout, cell.currency),
            cell.currency,
            time(cell.at),
            cell.line,
          ],
    ),
  ];
}

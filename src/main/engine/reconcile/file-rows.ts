import { nanpDigits } from '#shared/domain/phone.ts';
import type { SideRow } from '#shared/domain/reconcile/side-row.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { FileFault, FileField, FileMapping, FileRole, StatedTotal } from '#shared/ipc/reconcile.ts';
import { readAmountCell, readCurrencyCell, readStatusCell, readTimeCell } from './file-cells.ts';
import type { Cell } from './file-cells.ts';
import { FILE_FIELDS } from './file-mapping.ts';
import type { FileLine, FileTable } from './file-table.ts';

/** What a file holds of another side, with what of it cannot be read. */
export interface FileReading {
  readonly rows: readonly SideRow[];
  readonly faults: readonly FileFault[];
  /** The total the file itself states, beside what its lines come to. */
  readonly stated: StatedTotal | null;
}

const TOTAL = /^(?:grand |invoice |overall )?(?:total|sum)\b|^(?:amount|balance) due\b/i;
const SUBTOTAL = /^sub-?total\b/i;

/**
 * Reads the rows of a file. A line that states a total is no row: what it says is compared with what the lines come to.
 * @throws DeskError invalid_input when a field that is needed has no column
 */
export function readFileRows(
  { head, rows: lines }: FileTable,
  mapping: FileMapping,
  role: FileRole,
  name: string,
): FileReading {
  const places = placesOf(head, mapping, role, name);
  const rows: SideRow[] = [];
  const faults: FileFault[] = [];
  let total: FileLine | null = null;
  for (const line of lines) {
    const kind = kindOf(line, places.get('invoca_id'));
    if (kind === 'total') total = line;
    if (kind !== 'row') continue;
    const read = rowOf(line, places, mapping, role);
    if ('fault' in read) faults.push(read.fault);
    else rows.push(read.row);
  }
  return { rows, faults, stated: total && statedTotal(total, rows, places.get('payout'), mapping) };
}

function placesOf(
  head: readonly string[],
  mapping: FileMapping,
  role: FileRole,
  name: string,
): ReadonlyMap<FileField, number> {
  const places = new Map<FileField, number>();
  const needed: readonly FileField[] = role === 'tune' ? ['invoca_id', 'status', 'payout'] : ['payout'];
  for (const field of FILE_FIELDS) {
    const column = mapping.columns[field];
    const place = column === undefined ? -1 : head.indexOf(column);
    if (place >= 0) places.set(field, place);
    else if (column !== undefined || needed.includes(field)) {
      const message = `“${name}” has no column “${column ?? field}” for ${field}. Its columns: ${head.join(', ')}.`;
      throw new DeskError('invalid_input', message, { field: `columns.${field}` });
    }
  }
  if (!places.has('invoca_id') && !(places.has('number') && places.has('datetime'))) {
    const message = `“${name}” can be compared by a column with the Invoca id, or by number and time; it has neither.`;
    throw new DeskError('invalid_input', message, { field: 'columns.invoca_id' });
  }
  return places;
}

function kindOf({ cells }: FileLine, idPlace: number | undefined): 'row' | 'total' | 'aside' {
  const id = idPlace === undefined ? '' : (cells[idPlace] ?? '').trim();
  if (id !== '' && !TOTAL.test(id) && !SUBTOTAL.test(id)) return 'row';
  const texts = cells.map((cell) => cell.trim());
  if (texts.some((text) => SUBTOTAL.test(text))) return 'aside';
  return texts.some((text) => TOTAL.test(text)) ? 'total' : 'row';
}

function rowOf(
  { cells, line }: FileLine,
  places: ReadonlyMap<FileField, number>,
  mapping: FileMapping,
  role: FileRole,
): { readonly row: SideRow } | { readonly fault: FileFault } {
  const text = (field: FileField): string => (cells[places.get(field) ?? -1] ?? '').trim();
  const fault = (field: FileField, wrong: string): { readonly fault: FileFault } => ({
    fault: {
      line,
      column: mapping.columns[field] ?? field,
      message: `“${text(field).slice(0, 60)}” ${wrong}`,
    },
  });
  const optional = <T>(field: FileField, usual: T, read: (cell: string) => Cell<T>): Cell<T> =>
    text(field) === '' && (field !== 'status' || !places.has(field))
      ? { ok: true, value: usual }
      : read(text(field));
  const status = optional('status', mapping.status, (cell) => readStatusCell(cell, role));
  if (!status.ok) return fault('status', status.wrong);
  const currency = optional('currency', mapping.currency, readCurrencyCell);
  if (!currency.ok) return fault('currency', currency.wrong);
  const payout = readAmountCell(text('payout'), currency.value);
  if (!payout.ok) return fault('payout', payout.wrong);
  const at = optional<number | null>('datetime', null, (cell) => readTimeCell(cell, mapping.zone));
  if (!at.ok) return fault('datetime', at.wrong);
  const [number, invocaId] = [text('number'), text('invoca_id').replace(/^'/, '')];
  return {
    row: {
      line,
      recordId: null,
      invocaId,
      callId: invocaId,
      status: status.value,
      payout: payout.value,
      currency: currency.value,
      at: at.value,
      number: nanpDigits(number) ?? number,
      rawResult: '',
      earlier: [],
    },
  };
}

/** Approved lines of the currency most lines have, beside what the file says they come to. */
function statedTotal(
  { cells, line }: FileLine,
  rows: readonly SideRow[],
  place: number | undefined,
  mapping: FileMapping,
): StatedTotal | null {
  const currency = rows[0]?.currency ?? mapping.currency;
  const given = [cells[place ?? -1] ?? '', ...cells.toReversed()];
  for (const cell of given) {
    const amount = readAmountCell(cell.trim(), currency);
    if (!amount.ok) continue;
    const counted = rows.filter((row) => row.currency === currency && row.status === 'approved');
    const summed = counted.reduce((sum, { payout }) => sum + payout, 0);
    return { line, currency, stated: amount.value, summed };
  }
  return null;
}

import { minorFromDecimal, isCurrencyCode } from '#shared/domain/money.ts';
import { nanpDigits } from '#shared/domain/phone.ts';
import type { ThereRow } from '#shared/domain/reconcile/sides.ts';
import { CONVERSION_STATUSES } from '#shared/domain/status.ts';
import { instantOfClock } from '#shared/domain/zoned-clock.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import { csvLines } from '../files/csv-lines.ts';

/** What is read of each row; `number` and `datetime` may be absent from a file. */
export const FILE_FIELDS = ['invoca_id', 'status', 'payout', 'currency', 'datetime', 'number'] as const;
export type FileField = (typeof FILE_FIELDS)[number];

const NEEDED: readonly FileField[] = ['invoca_id', 'status', 'payout'];
const MOST_FAULTS = 20;
const CLOCK = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?$/;
const ZONED = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/;

/**
 * Reads the conversions another side exported as CSV. `columns` says under which name a field stands where that is not
 * the field's own; a time without a zone is on the clock of `zone`; without a currency column every row has `currency`.
 * @throws DeskError invalid_input naming file, line and column of the first faults
 */
export async function readThereFile(input: {
  readonly file: string;
  readonly columns: Readonly<Partial<Record<FileField, string>>>;
  readonly zone: string;
  readonly currency: string;
}): Promise<readonly ThereRow[]> {
  const { file } = input;
  const rows: ThereRow[] = [];
  const faults: string[] = [];
  let places: ReadonlyMap<FileField, number> | null = null;
  for await (const { cells, line } of csvLines(file, 'tune')) {
    if (places === null) places = placesOf(cells, input);
    else {
      const row = rowOf(cells, line, places, input);
      if (typeof row === 'string') faults.push(row);
      else rows.push(row);
      if (faults.length >= MOST_FAULTS) break;
    }
  }
  if (places === null) throw new DeskError('invalid_input', `“${file}” is empty.`, { field: 'tune' });
  if (faults.length > 0) {
    throw new DeskError('invalid_input', `“${file}” cannot be reconciled:\n${faults.join('\n')}`, {
      field: 'tune',
    });
  }
  return rows;
}

function placesOf(
  head: readonly string[],
  input: { readonly file: string; readonly columns: Readonly<Partial<Record<FileField, string>>> },
): ReadonlyMap<FileField, number> {
  const names = head.map((cell) => cell.trim());
  const places = new Map<FileField, number>();
  for (const field of FILE_FIELDS) {
    const name = input.columns[field] ?? field;
    const place = names.indexOf(name);
    if (place >= 0) places.set(field, place);
    else if (NEEDED.includes(field) || input.columns[field] !== undefined) {
      const message = `“${input.file}” has no column “${name}” for ${field}. Its columns: ${names.join(', ')}.`;
      throw new DeskError('invalid_input', message, { field: 'tune' });
    }
  }
  return places;
}

/** The row, or a sentence that says which cell cannot be read. */
function rowOf(
  cells: readonly string[],
  line: number,
  places: ReadonlyMap<FileField, number>,
  input: { readonly zone: string; readonly currency: string },
): ThereRow | string {
  const cell = (field: FileField): string => (cells[places.get(field) ?? -1] ?? '').trim();
  const wrong = (field: FileField, what: string): string =>
    `line ${line}, ${field}: “${cell(field)}” ${what}`;
  const status = CONVERSION_STATUSES.find((known) => known === cell('status').toLowerCase());
  if (status === undefined) return wrong('status', 'is none of pending, approved, rejected');
  const currency = (places.has('currency') ? cell('currency') : input.currency).toUpperCase();
  if (!isCurrencyCode(currency)) return wrong('currency', 'is no currency code such as USD');
  const payout = minorFromDecimal(cell('payout').replace(/^[$€£]\s?/, ''), currency);
  if (payout === null) return wrong('payout', 'is no amount with a decimal dot');
  const typed = cell('datetime');
  const at = typed === '' ? null : instantOf(typed, input.zone);
  if (typed !== '' && at === null) return wrong('datetime', 'is no time such as 2026-05-14 09:02:00');
  const number = cell('number');
  return {
    line,
    invocaId: cell('invoca_id'),
    status,
    payout,
    currency,
    at,
    number: nanpDigits(number) ?? number,
  };
}

function instantOf(text: string, zone: string): number | null {
  if (ZONED.test(text)) {
    const instant = Date.parse(text.replace(' ', 'T'));
    return Number.isNaN(instant) ? null : instant;
  }
  const [, year, month, day, hour, minute, second] = CLOCK.exec(text) ?? [];
  if (year === undefined) return null;
  const reading = {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second ?? 0),
  };
  return instantOfClock(reading, zone);
}

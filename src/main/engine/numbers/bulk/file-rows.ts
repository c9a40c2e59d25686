import { setImmediate as nextTurn } from 'node:timers/promises';
import { parse } from 'csv-parse';
import { z } from 'zod';
import { TOLL_FREE } from '#shared/domain/number-order.ts';
import type { NumberWish } from '#shared/domain/number-order.ts';
import type { BulkFault, BulkField } from '#shared/ipc/number-bulk.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { GivenRow } from './plan-row.ts';

/** The cells of a file with the lines they end on, as editors count them. */
export interface FileTable {
  readonly headings: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

/** What holds where a row says nothing itself. */
export interface RowDefaults {
  readonly mediaType: string;
  readonly description: string;
}

const MOST_ROWS = 100_000;
/** The main thread is left free for others after so many rows. */
const ROWS_A_TURN = 500;

const parsedRow = z.object({ record: z.array(z.string()), info: z.object({ lines: z.int() }) });

/** Cells of a file are separated by whichever of these its first line has most of. */
const SEPARATORS = [',', ';', '\t', '|'] as const;

/**
 * Reads a table of text: the first line names the columns, empty lines are passed over.
 * @throws DeskError invalid_input saying at which line it breaks off, or when there is nothing in it
 */
export async function readTable(text: string): Promise<FileTable> {
  const parser = parse(text, {
    bom: true,
    delimiter: separatorOf(text),
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
  });
  const found: { line: number; cells: string[] }[] = [];
  try {
    const records: AsyncIterable<unknown> = parser;
    for await (const one of records) {
      const { record, info } = parsedRow.parse(one);
      found.push({ line: info.lines, cells: record });
      if (found.length > MOST_ROWS + 1) {
        throw new DeskError('invalid_input', `The file has more than ${MOST_ROWS} rows. Divide it.`, {
          field: 'source',
        });
      }
      if (found.length % ROWS_A_TURN === 0) await nextTurn();
    }
  } catch (cause) {
    if (cause instanceof DeskError) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    const message = `The file cannot be read: ${why}`;
    throw new DeskError('invalid_input', message, { field: 'source', cause });
  }
  const [head, ...rows] = found;
  if (!head) throw new DeskError('invalid_input', 'The file is empty.', { field: 'source' });
  if (rows.length === 0) {
    throw new DeskError('invalid_input', 'The file has a line of headings and no rows.', { field: 'source' });
  }
  return { headings: head.cells.map((cell) => cell.trim()), rows };
}

function separatorOf(text: string): string {
  const [first = ''] = text.replace(/^\ufeff/, '').split(/\r?\n/, 1);
  const counts = SEPARATORS.map((separator) => ({ separator, count: first.split(separator).length }));
  return counts.reduce((most, one) => (one.count > most.count ? one : most)).separator;
}

/** A row of a file read by its mapping. */
export function fileRow(
  table: Pick<FileTable, 'headings'>,
  fields: readonly BulkField[],
  row: FileTable['rows'][number],
  defaults: RowDefaults,
): GivenRow {
  const { line } = row;
  const headings: Partial<Record<string, string>> = {};
  const cells = new Map<string, string>();
  const customData: Record<string, string> = {};
  for (const [place, field] of fields.entries()) {
    if (field === 'ignore') continue;
    headings[field] = table.headings[place] ?? '';
    const cell = (row.cells[place] ?? '').trim();
    cells.set(field, cell);
    if (field.startsWith('custom:') && cell !== '') customData[field.slice('custom:'.length)] = cell;
  }
  const faults: BulkFault[] = [];
  if (row.cells.length > table.headings.length) {
    const message = `The row has ${row.cells.length} cells, but there are ${table.headings.length} columns.`;
    faults.push({ line, column: null, field: 'row', message });
  }
  const text = (field: BulkField): string => cells.get(field) ?? '';
  const count = countOf(text('count'));
  if (count === null) {
    const message = `“${text('count')}” is not a count from 1 to 10000.`;
    faults.push({ line, column: headings['count'] ?? null, field: 'count', message });
  }
  const wish = wishOf(text);
  if (wish === null) {
    const message = 'Name one of area code, ZIP code, or city with state.';
    faults.push({ line, column: headings['areaCode'] ?? null, field: 'wish', message });
  }
  return {
    line,
    offerId: text('offer'),
    partnerId: text('partner'),
    count,
    order: {
      description: text('description') || defaults.description,
      mediaType: text('mediaType') || defaults.mediaType,
      customData,
      wish: wish ?? TOLL_FREE,
    },
    headings,
    faults,
  };
}

/** One where nothing is said; null for what is no count. */
function countOf(cell: string): number | null {
  if (cell === '') return 1;
  return /^\d{1,5}$/.test(cell) && Number(cell) >= 1 && Number(cell) <= 10_000 ? Number(cell) : null;
}

/** Null when a row names more than one place. */
function wishOf(text: (field: BulkField) => string): NumberWish | null {
  const wishes: NumberWish[] = [];
  if (text('areaCode') !== '') wishes.push({ kind: 'area', areaCode: text('areaCode'), only: false });
  if (text('zip') !== '') wishes.push({ kind: 'zip', zip: text('zip') });
  if (text('city') !== '' || text('state') !== '') {
    wishes.push({ kind: 'city', city: text('city'), state: text('state').toUpperCase() });
  }
  return wishes.length > 1 ? null : (wishes[0] ?? TOLL_FREE);
}

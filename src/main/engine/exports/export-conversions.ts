import type { FileHandle } from 'node:fs/promises';
import { stringify } from 'csv-stringify/sync';
import type { ConversionFilter } from '#shared/ipc/conversions.ts';
import type { ExportedConversion } from '../ports/conversion-store.ts';
import type { DeskReader } from '../ports/desk-store.ts';
import { CONVERSION_COLUMNS, conversionRecord, historyRecords } from './conversion-record.ts';
import { formulaSafe } from './formula-safe.ts';
import { writeWholeFile } from './whole-file.ts';

const PAGE = 500;

/** What others wrote and a spreadsheet must not run. */
const FOREIGN_TEXT: ReadonlySet<string> = new Set([
  'network',
  'raw_result',
  'partner_name',
  'offer_name',
  'aff_sub2',
  'aff_sub3',
  'aff_sub4',
  'aff_sub5',
  'source',
]);

/**
 * Writes the conversions a filter names to a file, in the order they came, and gives their count. The file
 * appears whole or not at all: an export that fails leaves what was there.
 * @throws DeskError invalid_input naming the file when it cannot be written
 */
export async function exportConversions(input: {
  readonly reader: Pick<DeskReader, 'exportPage'>;
  readonly filter: ConversionFilter;
  readonly format: 'json' | 'csv';
  readonly file: string;
}): Promise<number> {
  return writeWholeFile(input.file, (handle) => writeRows(handle, input));
}

async function writeRows(
  handle: FileHandle,
  input: {
    readonly reader: Pick<DeskReader, 'exportPage'>;
    readonly filter: ConversionFilter;
    readonly format: 'json' | 'csv';
  },
): Promise<number> {
  const write = input.format === 'json' ? jsonText : csvText;
  await handle.write(input.format === 'json' ? '[' : stringify([[...CONVERSION_COLUMNS]]));
  let rows = 0;
  let after = 0;
  for (;;) {
    const page = await input.reader.exportPage({ filter: input.filter, after, limit: PAGE });
    const last = page.at(-1);
    if (last === undefined) break;
    await handle.write(write(page, rows === 0));
    rows += page.length;
    after = last.row.id;
  }
  if (input.format === 'json') await handle.write(rows === 0 ? ']\n' : '\n]\n');
  return rows;
}

function jsonText(page: readonly ExportedConversion[], first: boolean): string {
  const texts = page.map((one) => JSON.stringify({ ...conversionRecord(one), history: historyRecords(one) }));
  return `${first ? '' : ','}\n${texts.join(',\n')}`;
}

function csvText(page: readonly ExportedConversion[]): string {
  return stringify(
    page.map((one) => {
      const record = conversionRecord(one);
      return CONVERSION_COLUMNS.map((column) => {
        const text = String(record[column] ?? '');
        return FOREIGN_TEXT.has(column) ? formulaSafe(text) : text;
      });
    }),
  );
}

import type { FileHandle } from 'node:fs/promises';
import { stringify } from 'csv-stringify/sync';
import type { ExportFormat } from '#shared/ipc/calls.ts';
import { formulaSafe } from './formula-safe.ts';
import { cellText } from './table.ts';
import type { Cell, ExportedTable } from './table.ts';
import { writeWholeFile } from './whole-file.ts';
import { writeWorkbook } from './workbook.ts';

/**
 * Writes a table to a file and gives the count of its rows. A workbook tells what it shows on a sheet of its own; CSV and
 * JSON repeat it in every row, so that the file stays a plain table.
 * @throws DeskError invalid_input naming the file when it cannot be written
 */
export async function writeTable(table: ExportedTable, format: ExportFormat, file: string): Promise<number> {
  return writeWholeFile(file, (handle) => {
    switch (format) {
      case 'csv':
        return writeCsv(table, handle);
      case 'json':
        return writeJson(table, handle);
      case 'xlsx':
        return writeWorkbook(table, handle);
    }
  });
}

async function writeCsv({ columns, rows, about }: ExportedTable, handle: FileHandle): Promise<number> {
  const repeated = about.map(([, text]) => text);
  const lines = (cells: readonly (readonly string[])[]): string =>
    stringify(cells.map((line) => line.map(formulaSafe)));
  await handle.write(lines([[...columns, ...about.map(([name]) => name)]]));
  let count = 0;
  for await (const chunk of rows) {
    await handle.write(lines(chunk.map((row) => [...row.map(cellText), ...repeated])));
    count += chunk.length;
  }
  return count;
}

async function writeJson({ columns, rows, about }: ExportedTable, handle: FileHandle): Promise<number> {
  let count = 0;
  await handle.write('[');
  for await (const chunk of rows) {
    const records = chunk.map((row) => JSON.stringify(recordOf(columns, row, about)));
    if (records.length > 0) await handle.write(`${count === 0 ? '' : ','}\n${records.join(',\n')}`);
    count += records.length;
  }
  await handle.write(count === 0 ? ']\n' : '\n]\n');
  return count;
}

function recordOf(
  columns: readonly string[],
  row: readonly Cell[],
  about: ExportedTable['about'],
): Record<string, Cell> {
  return Object.fromEntries([
    ...columns.map((column, place) => [column, row[place] ?? null] as const),
    ...about.map(([name, text]) => [name, text] as const),
  ]);
}

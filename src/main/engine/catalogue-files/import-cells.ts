import type { ImportFault, ImportField, ImportRow } from '#shared/ipc/record-import.ts';

/** A row of a file under the fields its columns are. */
export interface ImportCells {
  readonly line: number;
  /** The cell of the field, trimmed; empty where there is none. */
  text(field: ImportField): string;
  /** Notes what is wrong with the cell of the field, or with the row when no column is it. */
  fault(field: ImportField | 'row', message: string): void;
  readonly faults: readonly ImportFault[];
}

/** A row read under its mapping. A row with more cells than the file has columns is at fault: nothing is dropped. */
export function importCells(
  headings: readonly string[],
  fields: readonly ImportField[],
  row: { readonly line: number; readonly cells: readonly string[] },
): ImportCells {
  const faults: ImportFault[] = [];
  const { line } = row;
  const columnOf = (field: string): string | null => {
    const place = fields.findIndex((one) => one === field);
    return place < 0 ? null : (headings[place] ?? null);
  };
  const cells: ImportCells = {
    line,
    faults,
    text: (field) => (row.cells[fields.indexOf(field)] ?? '').trim(),
    fault: (field, message) => void faults.push({ line, column: columnOf(field), field, message }),
  };
  if (row.cells.length > headings.length) {
    const message = `The row has ${row.cells.length} cells, but there are ${headings.length} columns.`;
    cells.fault('row', message);
  }
  return cells;
}

/** What of two records differs, field by field, as a person reads it. */
export function changesBetween(
  before: ReadonlyMap<ImportField, string> | null,
  after: ReadonlyMap<ImportField, string>,
): ImportRow['changes'] {
  return [...after].flatMap(([field, value]) => {
    const was = before?.get(field) ?? '';
    return was === value ? [] : [{ field, before: was, after: value }];
  });
}

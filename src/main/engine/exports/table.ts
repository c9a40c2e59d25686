/** A cell of an exported table; null is an empty one. Instants, ids and numbers of telephones are text already. */
export type Cell = string | number | boolean | readonly string[] | null;

/** A table on its way into a file: column names, then rows as they are read. */
export interface ExportedTable {
  /** What its sheets are called in a workbook; “Calls” without one. */
  readonly name?: string;
  readonly columns: readonly string[];
  /** When it is written, in UTC milliseconds. */
  readonly at: number;
  /** How many rows there will be. */
  readonly count: number;
  readonly rows: AsyncIterable<readonly (readonly Cell[])[]>;
  /** What the table shows: its zone, its filter and such, as names with text. */
  readonly about: readonly (readonly [name: string, text: string])[];
}

/** A cell as text: several texts stand behind each other, yes and no are words. */
export function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  return typeof cell === 'object' ? cell.join(' | ') : String(cell);
}

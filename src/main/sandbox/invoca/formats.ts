import { CUSTOM_DATA, type ColumnPlan } from './columns.ts';
import { columnValue } from './row-values.ts';
import type { LoggedTransaction } from './transaction-log.ts';

/** How a CSV answer is written (invoca.md 4.2). */
export interface CsvStyle {
  readonly columnSeparator: string;
  readonly rowSeparator: string;
  readonly header: boolean;
  readonly forceQuotes: boolean;
}

/** A row and its place in the log, by which its text is remembered. */
export interface PlacedTransaction {
  readonly place: number;
  readonly entry: LoggedTransaction;
}

function isMoney(name: string): boolean {
  return name.endsWith('_localized') || name === 'revenue';
}

function scalarText(name: string, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number')
    return isMoney(name) && Number.isInteger(value) ? `${value}.0` : String(value);
  if (typeof value === 'string') return value;
  return JSON.stringify(value);
}

function csvCell(text: string, style: CsvStyle): string {
  const special = ['"', '\n', '\r', style.columnSeparator, style.rowSeparator];
  const quoted = style.forceQuotes || special.some((part) => part !== '' && text.includes(part));
  return quoted ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The rows as CSV: one line a row, every line closed by the row separator; `custom_data` has no place here. */
export function csvPage(rows: readonly PlacedTransaction[], plan: ColumnPlan, style: CsvStyle): string {
  const line = (cells: readonly string[]): string =>
    cells.map((cell) => csvCell(cell, style)).join(style.columnSeparator) + style.rowSeparator;
  const header = style.header ? line(plan.columns.map(({ name }) => name)) : '';
  const lines = rows.map(({ entry }) => {
    const row = entry.row();
    return line(
      plan.columns.map((column) => scalarText(column.name, columnValue(row, entry.marketing, column))),
    );
  });
  return header + lines.join('');
}

function xmlEscaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function xmlElement(name: string, value: unknown): string {
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => xmlElement('field', item)).join('');
    return `<${name}>${items}</${name}>`;
  }
  if (typeof value === 'object' && value !== null) {
    const parts = Object.entries(value).map(([key, part]: [string, unknown]) => xmlElement(key, part));
    return `<${name}>${parts.join('')}</${name}>`;
  }
  const text = scalarText(name, value);
  return text === '' ? `<${name}/>` : `<${name}>${xmlEscaped(text)}</${name}>`;
}

/** The rows as XML: `Transaction` elements with one element a column. */
export function xmlPage(rows: readonly PlacedTransaction[], plan: ColumnPlan): string {
  const transactions = rows.map(({ entry }) => {
    const row = entry.row();
    const columns = plan.columns.map((column) =>
      xmlElement(column.name, columnValue(row, entry.marketing, column)),
    );
    const custom = plan.customData ? [xmlElement(CUSTOM_DATA, entry.marketing)] : [];
    return `<Transaction>${[...columns, ...custom].join('')}</Transaction>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Transactions>${transactions.join('')}</Transactions>`;
}

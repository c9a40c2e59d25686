import { FURTHER_PARAMETER, type TransactionRow } from '../calls/transaction-row.ts';
import type { MarketingValue } from '../world/marketing-data.ts';
import { CUSTOM_DATA, type Column, type ColumnPlan } from './columns.ts';
import type { LoggedTransaction } from './transaction-log.ts';

/** The value of a column in a row with this Marketing Data; null where there is none. */
export function columnValue(
  row: TransactionRow,
  marketing: readonly MarketingValue[],
  { from }: Column,
): unknown {
  if ('row' in from) return row[from.row] ?? null;
  const found = marketing.find(({ name }) => name === from.marketing);
  if (found === undefined) return null;
  if (from.part === 'source') return found.source;
  return found.value === true ? 1 : found.value;
}

function passedRawRow(row: TransactionRow, plan: ColumnPlan): Record<string, unknown> {
  const passed: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(row)) {
    if (!plan.excluded.has(name) && !plan.hidden.has(name)) passed[name] = value;
  }
  return passed;
}

function pickedColumns(entry: LoggedTransaction, plan: ColumnPlan): Record<string, unknown> {
  const row = entry.row();
  const object: Record<string, unknown> = {};
  for (const column of plan.columns) object[column.name] = columnValue(row, entry.marketing, column);
  if (plan.passesRawRows) {
    for (const name of Object.keys(row))
      if (name.startsWith(FURTHER_PARAMETER) && !plan.excluded.has(name)) object[name] ??= row[name];
  }
  if (plan.customData) object[CUSTOM_DATA] = row[CUSTOM_DATA] ?? entry.marketing;
  return object;
}

/**
 * A row as the JSON object the API answers. A row given from outside keeps exactly its own keys, less what
 * was excluded or is not for this user, as long as the default columns are asked for.
 */
export function rowJson(entry: LoggedTransaction, plan: ColumnPlan): string {
  if (entry.raw && plan.passesRawRows) return JSON.stringify(passedRawRow(entry.row(), plan));
  if (!plan.wholeRow) return JSON.stringify(pickedColumns(entry, plan));
  const text = JSON.stringify(entry.row());
  return plan.customData ? `${text.slice(0, -1)},"${CUSTOM_DATA}":${JSON.stringify(entry.marketing)}}` : text;
}

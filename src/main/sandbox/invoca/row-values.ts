import { CUSTOM_DATA, type Column, type ColumnPlan } from './columns.ts';
import type { LoggedTransaction } from './transaction-log.ts';

/** The value of a column in a row; null where the row has none. */
export function columnValue(entry: LoggedTransaction, column: Column): unknown {
  const { from } = column;
  if ('row' in from) return entry.row[from.row] ?? null;
  const found = entry.marketing.find(({ name }) => name === from.marketing);
  if (found === undefined) return null;
  if (from.part === 'source') return found.source;
  return found.value === true ? 1 : found.value;
}

function passedRawRow(entry: LoggedTransaction, plan: ColumnPlan): Record<string, unknown> {
  const passed: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(entry.row)) {
    if (!plan.excluded.has(name) && !plan.hidden.has(name)) passed[name] = value;
  }
  return passed;
}

/**
 * A row as the object the API answers. A row given from outside keeps exactly its own keys, less what was
 * excluded or is not for this user, as long as the default columns are asked for.
 */
export function rowObject(entry: LoggedTransaction, plan: ColumnPlan): Record<string, unknown> {
  if (entry.raw && plan.passesRawRows) return passedRawRow(entry, plan);
  const object: Record<string, unknown> = {};
  for (const column of plan.columns) object[column.name] = columnValue(entry, column);
  if (plan.customData) object[CUSTOM_DATA] = entry.row[CUSTOM_DATA] ?? entry.marketing;
  return object;
}

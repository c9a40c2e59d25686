import { SUB_ID_NAMES } from '#shared/domain/sub-ids.ts';
import type { SubIdName, SubIdValues } from '#shared/domain/sub-ids.ts';
import { textOf } from './row-values.ts';
import type { Row } from './row-values.ts';

const RING_POOL_PARAMETERS = Array.from({ length: 25 }, (_, index) => {
  const column = `dynamic_number_pool_referrer_param${index + 1}`;
  return { name: `${column}_name`, value: `${column}_value` };
});

const NAMES: ReadonlySet<string> = new Set(SUB_ID_NAMES);
const NOTHING: SubIdValues = {};

/** The sub ids a ring pool recorded for the visitor, from its parameters 1 to 25 (invoca.md 8.4). */
export function ringPoolSubIds(row: Row): SubIdValues {
  let values: Partial<Record<SubIdName, string>> | null = null;
  for (const column of RING_POOL_PARAMETERS) {
    const name = row[column.name];
    if (name === undefined || !isSubId(name)) continue;
    const value = textOf(row, column.value);
    if (value === null) continue;
    values ??= {};
    values[name] ??= value;
  }
  return values ?? NOTHING;
}

/**
 * The sub ids set on the promo number as custom data: entries of `custom_data`, whose name Invoca writes as `name` or
 * `partner_name`, else flat columns of the same name (invoca.md 4.10).
 */
export function customSubIds(row: Row): SubIdValues {
  let values: Partial<Record<SubIdName, string>> | null = null;
  const entries = row['custom_data'];
  if (Array.isArray(entries)) {
    for (const entry of entries) {
      if (!isRow(entry)) continue;
      const name = entry['name'] ?? entry['partner_name'];
      const value = textOf(entry, 'value');
      if (value === null || !isSubId(name)) continue;
      values ??= {};
      values[name] ??= value;
    }
  }
  for (const name of SUB_ID_NAMES) {
    if (row[name] === undefined) continue;
    const value = textOf(row, name);
    if (value === null) continue;
    values ??= {};
    values[name] ??= value;
  }
  return values ?? NOTHING;
}

function isSubId(name: unknown): name is SubIdName {
  return typeof name === 'string' && NAMES.has(name);
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null;
}

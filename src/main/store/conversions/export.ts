import type { ExportedConversion } from '#main/engine/ports/conversion-store.ts';
import type { ConversionFilter } from '#shared/ipc/conversions.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { allOf } from './filter.ts';
import type { Condition } from './filter.ts';
import { conversionHistories } from './history.ts';
import { CONVERSION_COLUMNS, CONVERSION_JOINS, rowOf } from './rows.ts';
import type { StoredConversion } from './rows.ts';
import { wordConditions } from './filter.ts';
import type { ConversionList } from './list.ts';

/**
 * Reads conversions with their histories in the order of their ids, straight from the records, so that an export
 * misses nothing that is stored. Only a search by text asks the list's words.
 */
export function exportPages(
  db: Sqlite,
  list: ConversionList,
): (input: {
  readonly filter: ConversionFilter;
  readonly after: number;
  readonly limit: number;
}) => ExportedConversion[] {
  const histories = conversionHistories(db);
  return ({ filter, after, limit }) => {
    const where = shownAfter(list, filter, after);
    const rows = db
      .prepare<(number | string)[], StoredConversion>(
        `SELECT ${CONVERSION_COLUMNS} FROM conversions AS c ${CONVERSION_JOINS} WHERE ${where.sql} ORDER BY c.id LIMIT ?`,
      )
      .all(...where.values, limit);
    const entries = histories(rows.map(({ id }) => id));
    return rows.map((row) => ({ row: rowOf(row), history: entries.get(row.id) ?? [] }));
  };
}

/** Reads the ids of conversions in their order, just as an export finds them. */
export function conversionIds(
  db: Sqlite,
  list: ConversionList,
): (input: {
  readonly filter: ConversionFilter;
  readonly after: number;
  readonly limit: number;
}) => number[] {
  return ({ filter, after, limit }) => {
    const where = shownAfter(list, filter, after);
    return db
      .prepare<(number | string)[], number>(
        `SELECT c.id FROM conversions AS c JOIN lines AS l ON l.id = c.line_id
         LEFT JOIN numbers AS n ON n.id = l.number_id WHERE ${where.sql} ORDER BY c.id LIMIT ?`,
      )
      .pluck()
      .all(...where.values, limit);
  };
}

function shownAfter(list: ConversionList, filter: ConversionFilter, after: number): Condition {
  return allOf([
    { sql: 'c.id > ?', values: [after] },
    { sql: 'c.status IS NOT NULL', values: [] },
    ...recordConditions(filter),
    ...textConditions(list, filter),
  ]);
}

function recordConditions(filter: ConversionFilter): Condition[] {
  const { networkId, statuses, partnerIds, offerIds, numbers, from, to, unknownResult, zeroPayout } = filter;
  const conditions: Condition[] = [];
  const oneOf = (column: string, values: readonly string[] | undefined): void => {
    if (values) {
      conditions.push({
        sql: `${column} IN (SELECT value FROM json_each(?))`,
        values: [JSON.stringify(values)],
      });
    }
  };
  if (networkId !== undefined) conditions.push({ sql: 'c.network_id = ?', values: [networkId] });
  oneOf('c.status', statuses);
  oneOf('l.partner_id', partnerIds);
  oneOf('l.offer_id', offerIds);
  oneOf("coalesce(n.number, '')", numbers);
  if (from !== undefined) conditions.push({ sql: 'c.call_started_at >= ?', values: [from] });
  if (to !== undefined) conditions.push({ sql: 'c.call_started_at < ?', values: [to] });
  if (unknownResult !== undefined) conditions.push({ sql: 'c.known = ?', values: [unknownResult ? 0 : 1] });
  if (zeroPayout !== undefined) conditions.push({ sql: '(c.payout = 0) = ?', values: [zeroPayout ? 1 : 0] });
  return conditions;
}

/** A search by text, as the list understands it. */
function textConditions(list: ConversionList, { text }: ConversionFilter): Condition[] {
  if (text === undefined || text.trim() === '') return [];
  const { filter } = list.prepare({ text });
  const named = filter.marks?.map(({ mark }) => mark);
  const where = allOf([
    ...(named ? [{ sql: 'mark IN (SELECT value FROM json_each(?))', values: [JSON.stringify(named)] }] : []),
    ...wordConditions(filter),
  ]);
  return [{ sql: `c.id IN (SELECT id FROM listed WHERE ${where.sql})`, values: where.values }];
}

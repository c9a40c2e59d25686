import type { Sqlite } from '../file/sqlite.ts';
import { allOf, markConditions, rangeConditions, wordConditions } from './filter.ts';
import type { Condition, ListFilter, SoughtWord } from './filter.ts';
import type { ListOrder } from './order.ts';

/** How the rows of a narrow filter are found at once, instead of by walking the whole order. */
export type GatherSource = 'words' | 'lines' | 'range';

/** Finds all rows of a narrow filter and sorts them. */
export type Gather = (source: GatherSource, order: ListOrder, filter: ListFilter) => readonly number[];

export function listGather(db: Sqlite): Gather {
  return (source, order, filter) => {
    const first = order.segments[0];
    if (!first) return [];
    const column = first.fixed?.column ?? first.key;
    const { sql, values } = gatherFrom(source, filter);
    const way = order.descending ? 'DESC' : 'ASC';
    const rows = db
      .prepare<(number | string)[], [number | string, number]>(
        `SELECT ${column}, id ${sql} ORDER BY ${first.fixed ? '' : `${column} ${way}, `}id ${way}`,
      )
      .raw()
      .all(...values);
    if (!first.fixed) return rows.map(([, id]) => id);
    const places = new Map(order.segments.map(({ fixed }, place) => [fixed?.value, place]));
    const bySegment: number[][] = order.segments.map(() => []);
    for (const [value, id] of rows) bySegment[places.get(Number(value)) ?? -1]?.push(id);
    return bySegment.flat();
  };
}

/** The FROM and WHERE by which a filter's rows are reached through one source. */
export function gatherFrom(source: GatherSource, filter: ListFilter): Condition {
  const rest = [...markConditions(filter), ...rangeConditions(filter)];
  if (source === 'words') {
    const rarest = rarestOwnWord(filter);
    const others = filter.words.filter((word) => word !== rarest);
    const where = allOf([...rest, ...wordConditions({ ...filter, words: others })]);
    const table = rarest ? `${rarest.found.table} CROSS JOIN listed USING (id)` : 'listed';
    return { sql: `FROM ${table} WHERE ${where.sql}`, values: where.values };
  }
  const index = source === 'lines' ? 'listed_by_line' : 'listed_by_started_at';
  const lines = [...new Set(filter.marks?.map(({ lineId }) => lineId))];
  const onLines = { sql: 'line_id IN (SELECT value FROM json_each(?))', values: [JSON.stringify(lines)] };
  const where = allOf([...(source === 'lines' ? [onLines] : []), ...rest, ...wordConditions(filter)]);
  return { sql: `FROM listed INDEXED BY ${index} WHERE ${where.sql}`, values: where.values };
}

/** Of the words that names do not have, the one fewest conversions have; none when names have them all. */
export function rarestOwnWord({ words }: ListFilter): SoughtWord | undefined {
  return words.filter(({ marks }) => marks.length === 0).toSorted((a, b) => a.found.count - b.found.count)[0];
}

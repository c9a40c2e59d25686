import type { Sqlite } from '../file/sqlite.ts';
import { allOf, markConditions, rangeConditions, wordConditions } from './filter.ts';
import type { Condition, ListFilter, SoughtWord } from './filter.ts';
import type { ListOrder } from './order.ts';

/** How the rows of a narrow filter are found at once, instead of by walking the whole order. */
export type GatherSource = 'words' | 'lines' | 'range';

/**
 * Finds the rows of a narrow filter and sorts them; gives the ids of all, or of the first `most` at least, for which
 * the others need not be sorted.
 */
export type Gather = (
  source: GatherSource,
  order: ListOrder,
  filter: ListFilter,
  most?: number,
) => readonly number[];

export function listGather(db: Sqlite): Gather {
  return (source, order, filter, most = -1) => {
    const first = order.segments[0];
    if (!first) return [];
    const { sql, values } = gatherFrom(source, filter);
    const way = order.descending ? 'DESC' : 'ASC';
    if (!first.fixed) {
      return db
        .prepare<(number | string)[], number>(
          `SELECT id ${sql} ORDER BY ${first.key} ${way}, id ${way} LIMIT ?`,
        )
        .pluck()
        .all(...values, most);
    }
    const rows = db
      .prepare<(number | string)[], [number, number]>(
        `SELECT ${first.fixed.column}, id ${sql} ORDER BY id ${way}`,
      )
      .raw()
      .all(...values);
    const places = new Map(order.segments.map(({ fixed }, place) => [fixed?.value, place]));
    const bySegment: number[][] = order.segments.map(() => []);
    for (const [value, id] of rows) bySegment[places.get(value) ?? -1]?.push(id);
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
  const side = source === 'range' ? sideBySide(filter) : null;
  if (side) {
    const where = allOf([side, ...rest, ...wordConditions(filter)]);
    return { sql: `FROM listed NOT INDEXED WHERE ${where.sql}`, values: where.values };
  }
  const index = source === 'lines' ? 'listed_by_line' : 'listed_by_started_at';
  const lines = [...new Set(filter.marks?.map(({ lineId }) => lineId))];
  const onLines = { sql: 'line_id IN (SELECT value FROM json_each(?))', values: [JSON.stringify(lines)] };
  const where = allOf([...(source === 'lines' ? [onLines] : []), ...rest, ...wordConditions(filter)]);
  return { sql: `FROM listed INDEXED BY ${index} WHERE ${where.sql}`, values: where.values };
}

/** The ids a range is between, where hardly any others are: then they are read one after the other. */
function sideBySide({ range }: ListFilter): Condition | null {
  const held = range?.held();
  if (!held || held.lastId - held.firstId > 2 * held.count) return null;
  return { sql: 'id BETWEEN ? AND ?', values: [held.firstId, held.lastId] };
}

/** Of the words that names do not have, the one fewest conversions have; none when names have them all. */
export function rarestOwnWord({ words }: ListFilter): SoughtWord | undefined {
  return words.filter(({ marks }) => marks.length === 0).toSorted((a, b) => a.found.count - b.found.count)[0];
}

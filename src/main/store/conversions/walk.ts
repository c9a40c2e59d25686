import type { Sqlite } from '../file/sqlite.ts';
import { allOf, markConditions, wordConditions } from './filter.ts';
import type { Condition, ListFilter } from './filter.ts';
import type { ListOrder, Segment } from './order.ts';

/** Where a row stands in a list: its stretch, its key there, its id. */
export interface RowKey {
  readonly segment: number;
  readonly key: number | string;
  readonly id: number;
}

type Value = number | string;

/** Walks lists by key. Nothing is ever skipped by counting in SQL. */
export interface Walk {
  /** Up to `count` rows after a row, or from the start. */
  readonly rowsAfter: (order: ListOrder, filter: ListFilter, after: RowKey | null, count: number) => RowKey[];
}

export function listWalk(db: Sqlite): Walk {
  const statements = new Map<string, { all(...values: Value[]): [Value, number][] }>();
  const prepared = (sql: string): { all(...values: Value[]): [Value, number][] } => {
    const known = statements.get(sql);
    if (known) return known;
    const made = db.prepare<Value[], [Value, number]>(sql).raw();
    if (statements.size > 200) statements.clear();
    statements.set(sql, made);
    return made;
  };

  const readSegment = (
    order: ListOrder,
    filter: ListFilter,
    number: number,
    after: { readonly key: Value | null; readonly id: number } | null,
    count: number,
  ): [Value, number][] => {
    const segment = order.segments[number];
    if (!segment || segment.count === 0) return [];
    const { sql, values } = segmentQuery(segment, filter, order.descending, after);
    return prepared(`${sql} LIMIT ?`).all(...values, count);
  };

  return {
    rowsAfter: (order, filter, after, count) => {
      const rows: RowKey[] = [];
      let position: RowKey | null = after;
      for (
        let number = after?.segment ?? 0;
        number < order.segments.length && rows.length < count;
        number += 1
      ) {
        for (const [key, id] of readSegment(order, filter, number, position, count - rows.length)) {
          rows.push({ segment: number, key, id });
        }
        position = null;
      }
      return rows;
    },
  };
}

/** The rows of a stretch after a row, in order: one walk, or one a status merged by key. */
function segmentQuery(
  segment: Segment,
  filter: ListFilter,
  descending: boolean,
  after: { readonly key: Value | null; readonly id: number } | null,
): Condition {
  const { merged, fixed, index, key } = segment;
  const way = descending ? 'DESC' : 'ASC';
  const arms = merged?.map((rank) => ({ column: 'status', value: rank })) ?? [fixed];
  const parts = arms.map((arm): Condition => {
    const where = allOf([
      ...(arm ? [{ sql: `${arm.column} = ?`, values: [arm.value] }] : []),
      ...placeConditions(segment, filter, descending, after),
      ...markConditions(filter),
      ...wordConditions(filter),
    ]);
    return {
      sql: `SELECT ${key} AS key, id FROM listed INDEXED BY ${index} WHERE ${where.sql}`,
      values: where.values,
    };
  });
  const inOrder = key === 'id' ? `2 ${way}` : `1 ${way}, 2 ${way}`;
  return {
    sql: `${parts.map(({ sql }) => sql).join(' UNION ALL ')} ORDER BY ${inOrder}`,
    values: parts.flatMap(({ values }) => values),
  };
}

/** After the row, and inside the filter's range; the bound that the row implies is left out, so that it is the seek. */
function placeConditions(
  { key }: Segment,
  { range }: ListFilter,
  descending: boolean,
  after: { readonly key: Value | null; readonly id: number } | null,
): Condition[] {
  const beyond = descending ? '<' : '>';
  const conditions: Condition[] = [];
  if (after) {
    conditions.push(
      key === 'id'
        ? { sql: `id ${beyond} ?`, values: [after.id] }
        : { sql: `(${key}, id) ${beyond} (?, ?)`, values: [after.key ?? '', after.id] },
    );
  }
  if (!range) return conditions;
  const implied = after !== null && key === 'started_at';
  if (!implied || descending) conditions.push({ sql: 'started_at >= ?', values: [range.from] });
  if (!implied || !descending) conditions.push({ sql: 'started_at < ?', values: [range.to] });
  return conditions;
}

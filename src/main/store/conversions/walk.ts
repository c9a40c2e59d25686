import type { Sqlite } from '../file/sqlite.ts';
import { mergeArms } from './arms.ts';
import type { KeyedRow, ReadArm } from './arms.ts';
import { allOf, markConditions, wordConditions } from './filter.ts';
import type { Condition, ListFilter, ListRange } from './filter.ts';
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
  const statements = new Map<string, { all(...values: Value[]): KeyedRow[] }>();
  const prepared = (sql: string): { all(...values: Value[]): KeyedRow[] } => {
    const known = statements.get(sql);
    if (known) return known;
    const made = db.prepare<Value[], KeyedRow>(sql).raw();
    if (statements.size > 200) statements.clear();
    statements.set(sql, made);
    return made;
  };

  /** Reads the rows of a stretch: along its index, or along the index of each status, merged. */
  const readSegment = (
    segment: Segment,
    filter: ListFilter,
    descending: boolean,
    from: KeyedRow | null,
    count: number,
  ): readonly KeyedRow[] => {
    const readArm =
      (arm: Segment['fixed']): ReadArm =>
      (after, limit) => {
        const read = (place: Place, most: number): readonly KeyedRow[] => {
          const { sql, values } = armQuery(segment, arm, filter, descending, place);
          return prepared(sql).all(...values, most);
        };
        if (!after) return read({ kind: 'start' }, limit);
        const [key, id] = after;
        if (segment.key === 'id') return read({ kind: 'beyond', key: id }, limit);
        const alike = read({ kind: 'alike', key, id }, limit);
        if (alike.length >= limit) return alike;
        return [...alike, ...read({ kind: 'beyond', key }, limit - alike.length)];
      };
    if (!segment.merged) return readArm(segment.fixed)(from, count);
    const arms = segment.merged.map((rank) => readArm({ column: 'status', value: rank }));
    return mergeArms(arms, from, count, descending);
  };

  return {
    rowsAfter: (order, filter, after, count) => {
      const rows: RowKey[] = [];
      let from: KeyedRow | null = after && [after.key, after.id];
      for (const [number, segment] of order.segments.entries()) {
        if (number < (after?.segment ?? 0) || segment.count === 0) continue;
        for (const [key, id] of readSegment(segment, filter, order.descending, from, count - rows.length)) {
          rows.push({ segment: number, key, id });
        }
        if (rows.length >= count) break;
        from = null;
      }
      return rows;
    },
  };
}

/**
 * From where an arm is read: its start, after an id among rows with one key, or beyond a key. The two are asked for one
 * after the other, since SQLite seeks no row by key and id together and would read over all that share the key.
 */
type Place =
  | { readonly kind: 'start' }
  | { readonly kind: 'alike'; readonly key: Value; readonly id: number }
  | { readonly kind: 'beyond'; readonly key: Value };

/** The rows of a stretch, or of one status in it, from a place on, in order. */
function armQuery(
  { index, key }: Segment,
  arm: Segment['fixed'],
  filter: ListFilter,
  descending: boolean,
  place: Place,
): Condition {
  const way = descending ? 'DESC' : 'ASC';
  const where = allOf([
    ...(arm ? [{ sql: `${arm.column} = ?`, values: [arm.value] }] : []),
    ...placeConditions(key, place, descending),
    ...rangeBounds(key, filter, place, descending),
    ...markConditions(filter),
    ...wordConditions(filter),
  ]);
  const inOrder = key === 'id' || place.kind === 'alike' ? `id ${way}` : `${key} ${way}, id ${way}`;
  return {
    sql: `SELECT ${key}, id FROM listed INDEXED BY ${index} WHERE ${where.sql} ORDER BY ${inOrder} LIMIT ?`,
    values: where.values,
  };
}

function placeConditions(key: string, place: Place, descending: boolean): Condition[] {
  const beyond = descending ? '<' : '>';
  switch (place.kind) {
    case 'start':
      return [];
    case 'alike':
      return [{ sql: `${key} = ? AND id ${beyond} ?`, values: [place.key, place.id] }];
    case 'beyond':
      return [{ sql: `${key} ${beyond} ?`, values: [place.key] }];
  }
}

/** Where rows are walked by id, as those of one line or one status are, the ids the range is between are sought. */
function idBounds(key: string, range: ListRange): Condition[] {
  const held = key === 'id' ? range.held() : null;
  if (held === null) return [];
  return [{ sql: 'id >= ? AND id <= ?', values: [held.firstId, held.lastId] }];
}

/** The filter's range. Where the walk goes along the call times, the bound its place implies is left out. */
function rangeBounds(key: string, { range }: ListFilter, { kind }: Place, descending: boolean): Condition[] {
  if (!range) return [];
  const from = (column: string): Condition => ({ sql: `${column} >= ?`, values: [range.from] });
  const to = (column: string): Condition => ({ sql: `${column} < ?`, values: [range.to] });
  if (key !== 'started_at') return [from('+started_at'), to('+started_at'), ...idBounds(key, range)];
  if (kind === 'start') return [from(key), to(key)];
  if (kind === 'alike') return [];
  return [descending ? from(key) : to(key)];
}

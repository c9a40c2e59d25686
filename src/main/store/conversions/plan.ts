import type { Sqlite } from '../file/sqlite.ts';
import type { ListFilter } from './filter.ts';
import type { GatherSource } from './gather.ts';
import type { ListLimits } from './list-limits.ts';
import type { ListedMarks } from './marks.ts';
import type { ListOrder } from './order.ts';

/** What reading one row out of order costs, in rows read in order. */
const OUT_OF_ORDER = 12;

/** Decides how a list is read: walked in its order, or its few rows gathered and sorted. */
export function listPlan(
  db: Sqlite,
  { surelyFew, tooMany }: ListLimits,
): (listed: ListedMarks, filter: ListFilter, order: ListOrder, limit: number) => GatherSource | 'walk' {
  const inRange = db.prepare<[number, number, number], { count: number }>(
    `SELECT count(*) AS count FROM (SELECT 1 FROM listed INDEXED BY listed_by_started_at
       WHERE started_at >= ? AND started_at < ? LIMIT ?)`,
  );
  return (listed, filter, order, limit) => {
    if (filter.words.some(({ marks }) => marks.length === 0)) return 'words';
    const { range, marks } = filter;
    const onLines = marks ? rowsOnLines(listed, marks) : listed.total;
    const ranged = range ? (inRange.get(range.from, range.to, tooMany + 1)?.count ?? 0) : listed.total;
    const source: GatherSource = ranged < onLines ? 'range' : 'lines';
    const few = Math.min(ranged, onLines);
    if (few > tooMany || (source === 'lines' && !marks)) return 'walk';
    if (few <= surelyFew) return source;
    const matching = marks ? marks.reduce((sum, { count }) => sum + count, 0) : listed.total;
    const share = Math.max((matching / listed.total) * (ranged / listed.total), 1 / listed.total);
    const alongside = order.segments[0]?.key === 'started_at' ? ranged : listed.total;
    const walked = order.segments[0]?.fixed ? few : Math.min(alongside, limit / share);
    return walked > few * OUT_OF_ORDER ? source : 'walk';
  };
}

function rowsOnLines(listed: ListedMarks, marks: ListedMarks['all']): number {
  const lines = new Set(marks.map(({ lineId }) => lineId));
  return listed.all.reduce((sum, { lineId, count }) => (lines.has(lineId) ? sum + count : sum), 0);
}

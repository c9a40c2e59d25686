import type { Sqlite } from '../file/sqlite.ts';
import type { ListFilter } from './filter.ts';
import { rarestOwnWord } from './gather.ts';
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
    const { range, marks } = filter;
    const onLines = marks ? rowsOnLines(listed, marks) : listed.total;
    const counted = range ? (inRange.get(range.from, range.to, tooMany + 1)?.count ?? 0) : listed.total;
    const ranged = counted > tooMany ? listed.total : counted;
    const withWord = rarestOwnWord(filter)?.found.count ?? listed.total;
    const few = Math.min(ranged, onLines, withWord);
    if (few > tooMany || few === listed.total) return 'walk';
    const source: GatherSource = few === withWord ? 'words' : few === ranged ? 'range' : 'lines';
    if (few <= surelyFew) return source;
    const matching = marks ? marks.reduce((sum, { count }) => sum + count, 0) : listed.total;
    const shares = [matching, ranged, withWord].map((part) => part / listed.total);
    const share = Math.max(
      shares.reduce((product, part) => product * part, 1),
      1 / listed.total,
    );
    const alongside = order.segments[0]?.key === 'started_at' ? ranged : listed.total;
    const walked = Math.min(order.segments[0]?.fixed ? onLines : alongside, limit / share);
    return walked > few * OUT_OF_ORDER ? source : 'walk';
  };
}

function rowsOnLines(listed: ListedMarks, marks: ListedMarks['all']): number {
  const lines = new Set(marks.map(({ lineId }) => lineId));
  return listed.all.reduce((sum, { lineId, count }) => (lines.has(lineId) ? sum + count : sum), 0);
}

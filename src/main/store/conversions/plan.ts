import type { ListFilter, ListRange } from './filter.ts';
import { rarestOwnWord } from './gather.ts';
import type { GatherSource } from './gather.ts';
import type { ListLimits } from './list-limits.ts';
import type { ListedMarks } from './marks.ts';
import type { ListOrder } from './order.ts';

/** What reading one row out of order costs, in rows read in order. */
const OUT_OF_ORDER = 12;

/** Decides how a list is read: walked in its order, or its few rows gathered and sorted. */
export function listPlan({
  surelyFew,
  tooMany,
  tooManyInRange,
}: ListLimits): (
  listed: ListedMarks,
  filter: ListFilter,
  order: ListOrder,
  limit: number,
) => GatherSource | 'walk' {
  return (listed, filter, order, limit) => {
    const { range, marks } = filter;
    const onLines = marks ? rowsOnLines(listed, marks) : listed.total;
    const ranged = range?.held()?.count ?? listed.total;
    const withWord = rarestOwnWord(filter)?.found.count ?? listed.total;
    const few = Math.min(ranged, onLines, withWord);
    const source: GatherSource = few === withWord ? 'words' : few === ranged ? 'range' : 'lines';
    if (few > (source === 'range' ? tooManyInRange : tooMany) || few === listed.total) return 'walk';
    if (few <= surelyFew) return source;
    const matching = marks ? marks.reduce((sum, { count }) => sum + count, 0) : listed.total;
    const shares = [matching, ranged, withWord].map((part) => part / listed.total);
    const share = Math.max(
      shares.reduce((product, part) => product * part, 1),
      1 / listed.total,
    );
    return rowsWalked(order, { onLines, ranged, total: listed.total, evenly: limit / share, range }) >
      few * OUT_OF_ORDER
      ? source
      : 'walk';
  };
}

/** How many rows a walk passes until a page is full, at worst. */
function rowsWalked(
  { segments, descending }: ListOrder,
  rows: {
    readonly onLines: number;
    readonly ranged: number;
    readonly total: number;
    /** If the rows sought were spread evenly over the list. */
    readonly evenly: number;
    readonly range: ListRange | null;
  },
): number {
  const first = segments[0];
  if (first?.fixed) return Math.min(rows.onLines, rows.evenly);
  if (first?.key === 'started_at') return Math.min(rows.ranged, rows.evenly);
  // Calls are listed as they come: among rows alike in a column, all from before or after the range may be passed first.
  const held = rows.range?.held();
  const passed = held ? (descending ? rows.total - held.lastId : held.firstId) : 0;
  return Math.min(rows.total, Math.max(rows.evenly, passed));
}

function rowsOnLines(listed: ListedMarks, marks: ListedMarks['all']): number {
  const lines = new Set(marks.map(({ lineId }) => lineId));
  return listed.all.reduce((sum, { lineId, count }) => (lines.has(lineId) ? sum + count : sum), 0);
}

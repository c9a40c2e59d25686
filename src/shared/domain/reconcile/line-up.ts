import { alikeId, alikeIds, groupedBy, nearestOf, timed } from './likeness.ts';
import type { Timed } from './likeness.ts';
import type { SideRow } from './side-row.ts';

/** How a row was found to be the call of its line: by id, by an id spelled in an older way, or by number and time. */
export type FoundBy = 'id' | 'id_format' | 'number_and_time';

/** One call as every side has it: a cell a side, null where the side has none. */
export interface CallLine {
  readonly cells: readonly (SideRow | null)[];
  /** How each cell was found to belong to the others; null for the first of the line and for an empty cell. */
  readonly by: readonly (FoundBy | null)[];
  /** The side that told this call once already, on another line; null for a line of its own. */
  readonly repeats: number | null;
}

interface Open extends CallLine {
  readonly cells: (SideRow | null)[];
  readonly by: (FoundBy | null)[];
}

/**
 * Lines up two or more sides call by call: by id to the letter; then, among what is left, by the id without regard to case
 * and separators (ids changed their format in November 2014); then by number and time within the window. The last two
 * count only where exactly one row of each fits. Every row of every side stands in exactly one line, and which rows stand
 * together does not depend on the order they came in.
 */
export function lineUp(sides: readonly (readonly SideRow[])[], windowMs: number): readonly CallLine[] {
  const lines: Open[] = [];
  const repeated: Open[] = [];
  const byId = new Map<string, Open>();
  const lineOf = (side: number, row: SideRow, repeats: number | null): Open => {
    const cells: (SideRow | null)[] = sides.map(() => null);
    cells[side] = row;
    return { cells, by: sides.map(() => null), repeats };
  };
  /** From now on the call is known by this id too, unless it is another's: an earlier side's word counts first. */
  const name = (row: SideRow, line: Open): void => {
    if (row.callId !== '' && !byId.has(row.callId)) byId.set(row.callId, line);
  };

  for (const [side, rows] of sides.entries()) {
    const found = placedById(rows, byId, side);
    for (const row of found.repeated) repeated.push(lineOf(side, row, side));
    let { left } = found;
    const take = (matches: ReadonlyMap<SideRow, Open>, by: FoundBy): void => {
      for (const [row, line] of matches) {
        line.cells[side] = row;
        line.by[side] = by;
        name(row, line);
      }
      if (matches.size > 0) left = left.filter((row) => !matches.has(row));
    };
    if (side > 0) {
      take(foundBySpelling(left, free(lines, side)), 'id_format');
      take(foundByTime(left, free(lines, side), windowMs), 'number_and_time');
    }
    for (const row of left) {
      const line = lineOf(side, row, null);
      lines.push(line);
      name(row, line);
    }
  }
  return [...lines, ...repeated];
}

const free = (lines: readonly Open[], side: number): Open[] =>
  lines.filter(({ cells }) => cells[side] === null);

/**
 * Places the rows of a side on the lines that are known by their ids. Of rows of one id, that one counts which says what
 * the other side says, or else the earliest; never their order. Answers those that repeat another, and what is left.
 */
function placedById(
  rows: readonly SideRow[],
  byId: ReadonlyMap<string, Open>,
  side: number,
): { readonly repeated: readonly SideRow[]; readonly left: readonly SideRow[] } {
  const nameless: SideRow[] = [];
  const unplaced = new Map<string, SideRow>();
  const twice = new Map<string, SideRow[]>();
  const repeats = (row: SideRow, first: SideRow): void => {
    const known = twice.get(row.callId);
    if (known) known.push(row);
    else twice.set(row.callId, [first, row]);
  };
  const leave = (row: SideRow): void => {
    const first = unplaced.get(row.callId);
    if (first) repeats(row, first);
    else unplaced.set(row.callId, row);
  };
  for (const row of rows) {
    if (row.callId === '') {
      nameless.push(row);
      continue;
    }
    const line = byId.get(row.callId);
    const rival = line?.cells[side] ?? null;
    if (!line) leave(row);
    else if (rival === null) putOn(line, side, row);
    else if (rival.callId === row.callId) repeats(row, rival);
    else if (placeOf(rival.callId, line) < placeOf(row.callId, line)) leave(row);
    else {
      // Two ids can lead to one line where its cells were found by number and time: the first side's id has precedence.
      putOn(line, side, row);
      leave(rival);
    }
  }
  const repeated: SideRow[] = [];
  for (const [id, group] of twice) {
    const line = byId.get(id);
    const [one, ...more] = nearestOf(group, counterpart(line, side));
    repeated.push(...more);
    if (one === undefined) continue;
    if (line?.cells[side]?.callId === id) putOn(line, side, one);
    else unplaced.set(id, one);
  }
  return { repeated, left: [...nameless, ...unplaced.values()] };
}

function putOn(line: Open, side: number, row: SideRow): void {
  line.cells[side] = row;
  line.by[side] = 'id';
}

/** The first side that knows the call of a line by this id. */
function placeOf(id: string, { cells }: Open): number {
  return cells.findIndex((cell) => cell?.callId === id);
}

function counterpart(line: Open | undefined, side: number): SideRow | null {
  return line?.cells.slice(0, side).find((cell) => cell !== null) ?? null;
}

function foundBySpelling(rows: readonly SideRow[], lines: readonly Open[]): Map<SideRow, Open> {
  const found = new Map<SideRow, Open>();
  const ours = groupedBy(
    lines.flatMap((line) => [...alikeIds(line.cells)].map((id) => ({ id, line }))),
    ({ id }) => id,
  );
  for (const [id, group] of groupedBy(rows, alikeId)) {
    const [row, ...more] = group;
    const [match, ...others] = ours.get(id) ?? [];
    if (id !== '' && row && match && more.length === 0 && others.length === 0) found.set(row, match.line);
  }
  return oneEach(found);
}

function foundByTime(rows: readonly SideRow[], lines: readonly Open[], windowMs: number): Map<SideRow, Open> {
  const found = new Map<SideRow, Open>();
  const placed = lines.flatMap((line): (Timed<Open> & { readonly number: string })[] => {
    const cell = line.cells.find((one) => one !== null && one.number !== '' && one.at !== null);
    return typeof cell?.at === 'number' ? [{ row: line, at: cell.at, number: cell.number }] : [];
  });
  const ours = groupedBy(placed, ({ number }) => number);
  for (const [number, group] of groupedBy(rows, (row) => row.number)) {
    const theirs = number === '' ? [] : timed(group);
    const lineTimes = theirs.length === 0 ? [] : (ours.get(number) ?? []).toSorted((a, b) => a.at - b.at);
    if (lineTimes.length === 0) continue;
    for (const { row, at } of theirs) {
      const [match, ...more] = within(lineTimes, at, windowMs);
      if (match === undefined || more.length > 0 || within(theirs, match.at, windowMs).length !== 1) continue;
      found.set(row, match.row);
    }
  }
  return found;
}

/** Without lines that two rows lead to. */
function oneEach(found: ReadonlyMap<SideRow, Open>): Map<SideRow, Open> {
  const times = new Map<Open, number>();
  for (const line of found.values()) times.set(line, (times.get(line) ?? 0) + 1);
  return new Map([...found].filter(([, line]) => times.get(line) === 1));
}

/** Rows within the window around an instant; the rows are sorted by time. */
function within<T>(sorted: readonly Timed<T>[], at: number, windowMs: number): Timed<T>[] {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.at ?? 0) < at - windowMs) low = middle + 1;
    else high = middle;
  }
  const found: Timed<T>[] = [];
  for (let place = low; place < sorted.length; place += 1) {
    const one = sorted[place];
    if (one === undefined || one.at > at + windowMs) break;
    found.push(one);
  }
  return found;
}

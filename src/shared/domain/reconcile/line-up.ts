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
  const [base = [], ...others] = sides;
  const lines: Open[] = [];
  const repeated: Open[] = [];
  const lineOf = (side: number, row: SideRow, repeats: number | null): Open => {
    const cells: (SideRow | null)[] = sides.map(() => null);
    cells[side] = row;
    return { cells, by: sides.map(() => null), repeats };
  };

  const ofBase = eachOnce(base, () => null);
  for (const row of ofBase.first) lines.push(lineOf(0, row, null));
  for (const row of ofBase.repeated) repeated.push(lineOf(0, row, 0));
  for (const [place, rows] of others.entries()) {
    const side = place + 1;
    const byId = linesById(lines);
    const { first, repeated: again } = eachOnce(rows, (id) => counterpart(byId.get(id), side));
    for (const row of again) repeated.push(lineOf(side, row, side));
    let left = placedById(first, byId, side);
    const take = (found: ReadonlyMap<SideRow, Open>, by: FoundBy): void => {
      for (const [row, line] of found) {
        line.cells[side] = row;
        line.by[side] = by;
      }
      if (found.size > 0) left = left.filter((row) => !found.has(row));
    };
    take(foundBySpelling(left, free(lines, side)), 'id_format');
    take(foundByTime(left, free(lines, side), windowMs), 'number_and_time');
    for (const row of left) lines.push(lineOf(side, row, null));
  }
  return [...lines, ...repeated];
}

const free = (lines: readonly Open[], side: number): Open[] =>
  lines.filter(({ cells }) => cells[side] === null);

/** Lines by every id their cells are known by; the first side's word counts before the second's. */
function linesById(lines: readonly Open[]): Map<string, Open> {
  const found = new Map<string, Open>();
  const sides = lines[0]?.cells.length ?? 0;
  for (let side = 0; side < sides; side += 1) {
    for (const line of lines) {
      const id = line.cells[side]?.callId ?? '';
      if (id !== '' && !found.has(id)) found.set(id, line);
    }
  }
  return found;
}

function counterpart(line: Open | undefined, side: number): SideRow | null {
  return line?.cells.slice(0, side).find((cell) => cell !== null) ?? null;
}

/**
 * Divides rows into those that tell a call first and those that repeat it. Of rows of one id, that one counts which says
 * what the other side says, or else the earliest; never their order.
 */
function eachOnce(
  rows: readonly SideRow[],
  likeOf: (id: string) => SideRow | null,
): { readonly first: readonly SideRow[]; readonly repeated: readonly SideRow[] } {
  const seen = new Set<string>();
  const told = rows.filter(({ callId }) => {
    if (callId === '' || !seen.has(callId)) {
      seen.add(callId);
      return false;
    }
    return true;
  });
  if (told.length === 0) return { first: rows, repeated: [] };
  const twice = new Set(told.map(({ callId }) => callId));
  const first = rows.filter(({ callId }) => !twice.has(callId));
  const repeated: SideRow[] = [];
  const ofTwice = rows.filter(({ callId }) => twice.has(callId));
  for (const [id, group] of groupedBy(ofTwice, ({ callId }) => callId)) {
    const [one, ...more] = nearestOf(group, likeOf(id));
    if (one) first.push(one);
    repeated.push(...more);
  }
  return { first, repeated };
}

/** Places rows on the lines of their ids, none of which has a row of this side yet; answers the rows that are left. */
function placedById(
  rows: readonly SideRow[],
  byId: ReadonlyMap<string, Open>,
  side: number,
): readonly SideRow[] {
  const left: SideRow[] = [];
  for (const row of rows) {
    const line = row.callId === '' ? undefined : byId.get(row.callId);
    if (!line) {
      left.push(row);
      continue;
    }
    const rival = line.cells[side] ?? null;
    // Two ids can lead to one line where its cells were found by number and time: the first side's id has precedence.
    const stays = rival !== null && placeOf(rival.callId, line) < placeOf(row.callId, line);
    if (!stays) {
      line.cells[side] = row;
      line.by[side] = 'id';
    }
    if (rival !== null) left.push(stays ? row : rival);
  }
  return left;
}

/** The first side that knows the call of a line by this id. */
function placeOf(id: string, { cells }: Open): number {
  return cells.findIndex((cell) => cell?.callId === id);
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

import { alikeIds, groupedBy, nearestOf, timed } from './likeness.ts';
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

interface Open {
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
  const empty = (): (SideRow | null)[] => sides.map(() => null);
  const lines: Open[] = [];
  const repeated: CallLine[] = [];
  const begin = (side: number, row: SideRow): void => {
    const cells = empty();
    cells[side] = row;
    lines.push({ cells, by: sides.map(() => null) });
  };
  const setAside = (side: number, rows: readonly SideRow[]): void => {
    for (const row of rows) {
      const cells = empty();
      cells[side] = row;
      repeated.push({ cells, by: sides.map(() => null), repeats: side });
    }
  };

  const ofBase = eachOnce(base, () => null);
  for (const row of ofBase.first) begin(0, row);
  setAside(0, ofBase.repeated);
  for (const [place, rows] of others.entries()) {
    const side = place + 1;
    const byId = linesById(lines);
    const { first, repeated: again } = eachOnce(rows, (id) => counterpart(byId.get(id), side));
    setAside(side, again);
    let left = first;
    const take = (found: ReadonlyMap<SideRow, Open>, by: FoundBy): void => {
      for (const [row, line] of found) {
        line.cells[side] = row;
        line.by[side] = by;
      }
      left = left.filter((row) => !found.has(row));
    };
    take(foundById(left, byId, side), 'id');
    take(foundBySpelling(left, free(lines, side)), 'id_format');
    take(foundByTime(left, free(lines, side), windowMs), 'number_and_time');
    for (const row of left) begin(side, row);
  }
  return [...lines.map(({ cells, by }) => ({ cells, by, repeats: null })), ...repeated];
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
  const first: SideRow[] = [];
  const repeated: SideRow[] = [];
  for (const [id, group] of groupedBy(rows, ({ callId }) => callId)) {
    if (id === '' || group.length === 1) {
      first.push(...group);
      continue;
    }
    const [one, ...more] = nearestOf(group, likeOf(id));
    if (one) first.push(one);
    repeated.push(...more);
  }
  return { first, repeated };
}

function foundById(
  rows: readonly SideRow[],
  byId: ReadonlyMap<string, Open>,
  side: number,
): Map<SideRow, Open> {
  const found = new Map<SideRow, Open>();
  const taken = new Map<Open, SideRow[]>();
  for (const row of rows) {
    const line = row.callId === '' ? undefined : byId.get(row.callId);
    if (!line || line.cells[side] !== null) continue;
    taken.set(line, [...(taken.get(line) ?? []), row]);
  }
  for (const [line, claims] of taken) {
    // Two ids can lead to one line where its cells were found by number and time: the first side's id has precedence.
    const ids = line.cells.map((cell) => cell?.callId ?? '');
    const [row] = claims.toSorted((a, b) => ids.indexOf(a.callId) - ids.indexOf(b.callId));
    if (row) found.set(row, line);
  }
  return found;
}

function foundBySpelling(rows: readonly SideRow[], lines: readonly Open[]): Map<SideRow, Open> {
  const found = new Map<SideRow, Open>();
  const ours = groupedBy(
    lines.flatMap((line) => [...alikeIds(line.cells)].map((id) => ({ id, line }))),
    ({ id }) => id,
  );
  for (const [id, group] of groupedBy(rows, (row) => [...alikeIds([row])][0] ?? '')) {
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

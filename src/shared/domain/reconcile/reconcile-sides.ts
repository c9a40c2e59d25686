import { compare, wordsOf } from './likeness.ts';
import { lineUp } from './line-up.ts';
import type { CallLine } from './line-up.ts';
import { causeOn, comparedSides, explainLine, isInside, isUntold } from './explain-line.ts';
import type { Finding } from './explain-line.ts';
import { worthOf } from './side-row.ts';
import type { Side, SideRow } from './side-row.ts';
import type { ReconcileCause } from './sides.ts';
import { TieOut } from './tie-out.ts';
import type { Share, SideTotals } from './tie-out.ts';

/**
 * A line of the result. Those `outside` count to no side's period, or are of calls that no other side would tell of: they are told
 * for other zones only.
 */
export interface ReconciledLine extends CallLine {
  readonly state: 'equal' | 'unequal' | 'outside';
  readonly findings: readonly Finding[];
  /** Names the call in this and in later runs of the same sides. */
  readonly key: string;
}

/** What one side says against the first. */
export interface SideResult {
  /** Calls that both hold alike. */
  readonly equal: number;
  /** Lines that differ, by the cause that explains them; each line under one. */
  readonly causes: Readonly<Partial<Record<ReconcileCause, number>>>;
  /** Approved payouts by currency; `there` minus `here` is what the causes explain. */
  readonly totals: readonly SideTotals[];
}

/** What came of comparing sides. Every row of every side stands in exactly one line. */
export interface ReconciledSides {
  /** Earliest call first; those without a time at the end. */
  readonly lines: readonly ReconciledLine[];
  /** One for each side after the first. */
  readonly results: readonly SideResult[];
  /** Rows of each side that count to its period. */
  readonly counted: readonly number[];
}

/**
 * Compares two or more sides with the first of them, call by call. Sides may hold rows beyond their period: a day more
 * lets calls be found that a day border of another zone moved across it.
 */
export function reconcileSides(sides: readonly Side[], windowMs: number): ReconciledSides {
  const compared = comparedSides(sides);
  const known = new Map<string, number>();
  const counted = sides.map(() => 0);
  const alike = lineUp(
    sides.map(({ rows }) => rows),
    windowMs,
  );
  const lines = inTime(alike).map((line): ReconciledLine => {
    const findings = explainLine(line, compared);
    let inside = false;
    for (const [place, side] of sides.entries()) {
      if (!isIn(line.cells[place], side)) continue;
      inside = true;
      counted[place] = (counted[place] ?? 0) + 1;
    }
    if (inside && sides.some(({ approvedOnly }) => approvedOnly)) inside = isTold(line, sides);
    const state = inside ? (findings.length === 0 ? 'equal' : 'unequal') : 'outside';
    const { cells, by, repeats } = line;
    return { cells, by, repeats, findings, state, key: keyOf(line, known) };
  });
  const results = sides.slice(1).map((_, place) => resultOf(lines, sides, place + 1));
  return { lines, results, counted };
}

/** Whether the call counts between the first side and any other. */
function isTold({ cells }: CallLine, sides: readonly Side[]): boolean {
  return sides.some(
    (side, place) =>
      place > 0 && !isUntold(cells, sides, place) && (isIn(cells[0], sides[0]) || isIn(cells[place], side)),
  );
}

/** What the line adds to a side's difference from the first, where both count one currency; else each for itself. */
export function sharesOf(line: ReconciledLine, sides: readonly Side[], side: number): Share {
  const worth = (place: number) => {
    const cell = line.cells[place];
    return cell && isIn(cell, sides[place]) ? worthOf(cell) : null;
  };
  if (isUntold(line.cells, sides, side)) return { here: null, there: null, cause: null };
  return { here: worth(0), there: worth(side), cause: causeOn(line.findings, side) };
}

function isIn(cell: SideRow | null | undefined, side: Side | undefined): boolean {
  return cell !== null && cell !== undefined && side !== undefined && isInside(cell, side);
}

function resultOf(lines: readonly ReconciledLine[], sides: readonly Side[], side: number): SideResult {
  const causes: Partial<Record<ReconcileCause, number>> = {};
  const sums = new TieOut();
  let equal = 0;
  for (const line of lines) {
    const share = sharesOf(line, sides, side);
    if (share.here === null && share.there === null) continue;
    sums.add(share);
    if (share.cause === null) equal += 1;
    else causes[share.cause] = (causes[share.cause] ?? 0) + 1;
  }
  return { equal, causes, totals: sums.totals() };
}

/** When the line's call started, as the first side says that says so. */
export function timeOf({ cells }: Pick<CallLine, 'cells'>): number | null {
  for (const cell of cells) {
    if (cell !== null && cell.at !== null) return cell.at;
  }
  return null;
}

/** By time, then by what is said, so that the order of the rows does not matter. */
function inTime(lines: readonly CallLine[]): readonly CallLine[] {
  return lines
    .map((line): Placed => ({ line, at: timeOf(line) ?? Number.MAX_SAFE_INTEGER, text: null }))
    .toSorted((a, b) => a.at - b.at || compare((a.text ??= textOf(a.line)), (b.text ??= textOf(b.line))))
    .map(({ line }) => line);
}

/** A line on its way to its place; what it says is put together only where the time does not decide. */
interface Placed {
  readonly line: CallLine;
  readonly at: number;
  text: string | null;
}

const textOf = ({ cells, repeats }: CallLine): string =>
  `${cells.map((cell) => (cell === null ? '' : wordsOf(cell))).join('\u0001')}\u0001${repeats ?? ''}`;

/**
 * Calls are named by the id the first side that knows one has for them, which is no other call's; what repeats a call, or
 * has no id, by what is said, and numbered where that is the same.
 */
function keyOf(line: CallLine, known: Map<string, number>): string {
  const id = line.cells.find((cell) => cell !== null && cell.callId !== '')?.callId;
  if (id !== undefined && line.repeats === null) return id;
  const again = line.repeats === null ? '' : `again ${line.repeats} `;
  const told = line.cells.map((cell) => (cell === null ? '' : wordsOf(cell))).join('|');
  const key = again + (id ?? `at ${timeOf(line) ?? ''} ${told}`);
  const count = (known.get(key) ?? 0) + 1;
  known.set(key, count);
  return count === 1 ? key : `${key} #${count}`;
}

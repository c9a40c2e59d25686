import { normaliseResult } from '../status.ts';
import { wallClock } from '../wall-clock.ts';
import { isOldFormat } from './likeness.ts';
import type { CallLine, FoundBy } from './line-up.ts';
import type { Side, SideRow } from './side-row.ts';
import type { ReconcileCause } from './sides.ts';

/** A field in which a side differs from the first one. `row`: one of them has nothing of the call. */
export type DifferingField = 'row' | 'invoca_id' | 'status' | 'payout' | 'currency' | 'datetime';

/** How one side differs from the first, with its cause. */
export interface Finding {
  /** The side that is compared with the first, from 1. */
  readonly side: number;
  readonly field: DifferingField;
  readonly cause: ReconcileCause;
}

/** What is known of two sides before their lines are explained. */
export interface ComparedSides {
  readonly sides: readonly Side[];
  /** Of each side, the days it tells of on its own clock; null when it dates nothing or speaks of the whole period. */
  readonly covered: readonly (DaySpan | null)[];
}

interface DaySpan {
  readonly first: string;
  readonly last: string;
}

/** Shared by all lines that do not differ, of which there are many. */
const NOTHING: readonly Finding[] = [];

/** Makes sides ready for {@link explainLine}. */
export function comparedSides(sides: readonly Side[]): ComparedSides {
  return { sides, covered: sides.map((side) => (side.partial ? daysOf(side) : null)) };
}

/** Whether a row counts to the period of its side; one without a time does. */
export function isInside(row: SideRow, side: Pick<Side, 'from' | 'to'>): boolean {
  return row.at === null || (row.at >= side.from && row.at < side.to);
}

/** Whether one of two sides holds a call that the other would never tell of, since it is not approved. */
export function isUntold(cells: CallLine['cells'], sides: readonly Side[], side: number): boolean {
  const [a, b] = [cells[0] ?? null, cells[side] ?? null];
  if (a === null) return b !== null && b.status !== 'approved' && sides[0]?.approvedOnly === true;
  return b === null && a.status !== 'approved' && sides[side]?.approvedOnly === true;
}

/** How the line differs on every side from the first; nothing where it is the same or counts to neither's period. */
export function explainLine(line: CallLine, compared: ComparedSides): readonly Finding[] {
  let found = NOTHING;
  for (let side = 1; side < compared.sides.length; side += 1) {
    const ofSide = explainSide(line, side, compared);
    if (ofSide.length > 0) found = found.length === 0 ? ofSide : [...found, ...ofSide];
  }
  return found;
}

/** The cause that explains what a side counts more or less; null when it says the same as the first. */
export function causeOn(findings: readonly Finding[], side: number): ReconcileCause | null {
  if (findings.length === 0) return null;
  const ofSide = findings.filter((finding) => finding.side === side);
  const [first] = ofSide;
  return (ofSide.find(({ field }) => field !== 'invoca_id') ?? first)?.cause ?? null;
}

function explainSide(line: CallLine, side: number, { sides, covered }: ComparedSides): readonly Finding[] {
  const here = sides[0];
  const there = sides[side];
  if (!here || !there || isUntold(line.cells, sides, side)) return NOTHING;
  const a = line.cells[0] ?? null;
  const b = line.cells[side] ?? null;
  const found = (field: DifferingField, cause: ReconcileCause): Finding[] => [{ side, field, cause }];
  const aIn = a !== null && isInside(a, here);
  const bIn = b !== null && isInside(b, there);
  if (a !== null && b !== null) {
    if (aIn && bIn) return differences(line.by[side] ?? null, [a, b], [here, there], side);
    return aIn || bIn ? found('datetime', 'day_border') : NOTHING;
  }
  if (a !== null && aIn) {
    if (line.repeats === 0) return found('row', 'duplicate');
    return found('row', whyMissing(a, [here, there], [covered[0], covered[side]], 'missing_there'));
  }
  if (b !== null && bIn) {
    if (line.repeats === side) return found('row', 'duplicate');
    return found('row', whyMissing(b, [there, here], [covered[side], covered[0]], 'missing_here'));
  }
  return NOTHING;
}

function differences(
  by: FoundBy | null,
  [a, b]: readonly [SideRow, SideRow],
  [here, there]: readonly [Side, Side],
  side: number,
): readonly Finding[] {
  const sameId = by === null || by === 'id';
  if (sameId && a.status === b.status && a.currency === b.currency && a.payout === b.payout) return NOTHING;
  const found: Finding[] = [];
  if (!sameId) {
    const old = by === 'id_format' || isOldFormat(a.invocaId) || isOldFormat(b.invocaId);
    found.push({ side, field: 'invoca_id', cause: old ? 'id_format' : 'id_differs' });
  }
  const late = lateness(a, b, there) ?? lateness(b, a, here);
  if (a.status !== b.status) {
    found.push({ side, field: 'status', cause: late ?? (isTest(a) || isTest(b) ? 'test_call' : 'status') });
  }
  if (a.currency !== b.currency) found.push({ side, field: 'currency', cause: 'currency' });
  else if (a.payout !== b.payout) found.push({ side, field: 'payout', cause: late ?? 'payout' });
  return found;
}

/** The cause when one row was the same as the other until after that one's side had been read. */
function lateness(changed: SideRow, other: SideRow, side: Side): ReconcileCause | null {
  if (side.readTo === null) return null;
  const { readTo } = side;
  const was = changed.earlier.some(
    ({ until, status, payout }) => until > readTo && status === other.status && payout === other.payout,
  );
  if (!was) return null;
  return side.catchesUp ? 'not_yet_synced' : 'correction_after_cutoff';
}

/** Why a row that one side has is not on the other. */
function whyMissing(
  row: SideRow,
  [has, lacks]: readonly [Side, Side],
  [hasDays, lacksDays]: readonly [DaySpan | null | undefined, DaySpan | null | undefined],
  otherwise: ReconcileCause,
): ReconcileCause {
  if (isTest(row)) return 'test_call';
  if (row.at === null) return otherwise;
  if (lacks.readTo === null ? lacks.catchesUp : row.at >= lacks.readTo) return 'not_yet_synced';
  if (!isInside(row, lacks)) return 'day_border';
  if (!lacksDays || hasDays) return otherwise;
  // The file begins or ends with this day, but on its own clock the call is a day off.
  const [theirs, ours] = [wallClock(row.at, lacks.zone).date, wallClock(row.at, has.zone).date];
  return isWithin(ours, lacksDays) && !isWithin(theirs, lacksDays) ? 'day_border' : otherwise;
}

const isTest = (row: SideRow): boolean => normaliseResult(row.rawResult) === 'test';

const isWithin = (day: string, span: DaySpan): boolean => day >= span.first && day <= span.last;

function daysOf({ rows, zone }: Side): DaySpan | null {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { at } of rows) {
    if (at === null) continue;
    first = Math.min(first, at);
    last = Math.max(last, at);
  }
  return first > last ? null : { first: wallClock(first, zone).date, last: wallClock(last, zone).date };
}

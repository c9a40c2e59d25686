import { seededRandom } from '#main/sandbox/seeded-random.ts';
import type { PracticeRow } from '#test/support/store-workspace.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;

/** A row of the network's stream, and when it is there to be read. */
export interface ArrivingRow {
  readonly at: number;
  readonly row: PracticeRow;
}

/** A run of the soak: how long, how much, and from which seed everything is drawn. */
export interface SoakSize {
  readonly start: number;
  readonly days: number;
  readonly conversions: number;
  readonly receivers: number;
  readonly seed: number;
}

/**
 * The rows of the stream in its order: `conversions` calls spread over the days, more by day than by night. Most are
 * approved at once; some later, some get another payout, some are taken back.
 */
export function streamOf({ start, days, conversions, receivers, seed }: SoakSize): readonly ArrivingRow[] {
  const random = seededRandom(seed, 'calls');
  const rows: { readonly at: number; readonly row: Omit<PracticeRow, 'id'> }[] = [];
  for (let index = 0; index < conversions; index += 1) {
    const called = start + Math.floor(random.next() * days) * DAY + hourOfDay(random.next()) * HOUR;
    const call = `C-${String(index).padStart(6, '0')}`;
    const row = {
      call,
      partner: String(random.whole(0, receivers - 1)),
      startedAt: Math.round(called),
      payout: random.whole(0, 60) * 100,
      revenue: random.whole(20, 90) * 100,
    };
    const at = Math.round(called) + random.whole(60, 900) * 1000;
    const later = at + random.whole(1, 48) * HOUR;
    const turn = random.next();
    if (turn < 0.06) rows.push({ at, row: { ...row, result: 'No Sale' } }, { at: later, row: paid(row) });
    else if (turn < 0.1) {
      rows.push({ at, row: paid(row) }, { at: later, row: { ...paid(row), payout: row.payout + 500 } });
    } else if (turn < 0.12) {
      rows.push({ at, row: paid(row) }, { at: later, row: { ...row, result: 'No Sale' } });
    } else rows.push({ at, row: paid(row) });
  }
  return rows
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, row }, index) => ({ at, row: { ...row, id: `T-${String(index).padStart(7, '0')}` } }));
}

function paid<Row extends object>(row: Row): Row & { readonly result: string } {
  return { ...row, result: 'Paid' };
}

/** Two thirds of a day's calls come in its business hours. */
function hourOfDay(draw: number): number {
  return draw < 2 / 3 ? 14 + draw * 1.5 * 9 : ((draw - 2 / 3) * 3 * 15 + 23) % 24;
}

/** What happens to the machine, or is done by its user, some hours after the one before. */
export type Disturbance =
  | { readonly kind: 'sleep'; readonly after: number; readonly ms: number }
  /** `moment`: at any instant, or when an attempt is to be written down, before or after that is done. */
  | {
      readonly kind: 'crash';
      readonly after: number;
      readonly ms: number;
      readonly moment: 'any' | 'before_record' | 'after_record';
    }
  | { readonly kind: 'offline'; readonly after: number; readonly ms: number }
  | { readonly kind: 'clock'; readonly after: number; readonly ms: number }
  | { readonly kind: 'pause'; readonly after: number; readonly ms: number; readonly host: number };

/** Disturbances without end, drawn one by one. */
export function disturbances(seed: number, receivers: number): () => Disturbance {
  const random = seededRandom(seed, 'disturbances');
  return () => {
    const after = random.whole(20, 300) * 60_000;
    const draw = random.next();
    if (draw < 0.35) return { kind: 'sleep', after, ms: random.whole(10, 540) * 60_000 };
    if (draw < 0.7) {
      const moment = random.pick(['any', 'before_record', 'after_record'] as const);
      return { kind: 'crash', after, ms: random.whole(0, 120) * 60_000, moment };
    }
    if (draw < 0.8) return { kind: 'offline', after, ms: random.whole(1, 90) * 60_000 };
    if (draw < 0.9) return { kind: 'clock', after, ms: random.whole(-10_800, 10_800) * 1000 };
    return { kind: 'pause', after, ms: random.whole(5, 300) * 60_000, host: random.whole(0, receivers - 1) };
  };
}

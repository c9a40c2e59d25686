import { wallClock } from '#shared/domain/wall-clock.ts';

/** Every zone's clock is a whole number of quarter hours from UTC, so hours and days are made of quarters. */
export const QUARTER_MS = 15 * 60 * 1000;

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

/**
 * The first instant of the hour or day of the zone that a quarter hour (counted from 1970, UTC) lies in. Days on which
 * clocks change are as long as they are.
 */
export function zoneSpans(zone: string, span: 'hour' | 'day'): (quarter: number) => number {
  const offsets = new Map<number, number | null>();
  const offsetAt = (at: number): number => {
    const { date, time } = wallClock(at, zone);
    return Date.parse(`${date}T${time}Z`) - at;
  };
  /** The offset of a whole UTC day, where it does not change in it: asking for each quarter takes far longer. */
  const offsetOf = (at: number): number => {
    const day = Math.floor(at / DAY_MS);
    let known = offsets.get(day);
    if (known === undefined) {
      const start = offsetAt(day * DAY_MS);
      known = start === offsetAt((day + 1) * DAY_MS - QUARTER_MS) ? start : null;
      offsets.set(day, known);
    }
    return known ?? offsetAt(at);
  };
  return (quarter) => {
    const at = quarter * QUARTER_MS;
    const offset = offsetOf(at);
    if (span === 'hour') return Math.floor((at + offset) / HOUR_MS) * HOUR_MS - offset;
    const midnight = Math.floor((at + offset) / DAY_MS) * DAY_MS;
    return firstOf(midnight, offset, offsetOf);
  };
}

/** The instant of a local midnight, which on a day of changing clocks has another offset than the day's rest. */
function firstOf(midnight: number, offset: number, offsetOf: (at: number) => number): number {
  const guess = midnight - offset;
  const there = offsetOf(guess);
  if (there === offset) return guess;
  const second = midnight - there;
  return offsetOf(second) === there ? second : guess;
}

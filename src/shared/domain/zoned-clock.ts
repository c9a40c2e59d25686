import { zoneOffset } from './wall-clock.ts';

/** A clock on the wall: month 1 to 12, hour 0 to 23. */
export interface ClockReading {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/**
 * The instant (UTC milliseconds) at which the clocks of a zone show this. Where clocks go back, the first of the two; in
 * the hour that is left out where they go forward, the instant as far after the jump. Null when no calendar has it.
 */
export function instantOfClock(reading: ClockReading, zone: string): number | null {
  const { year, month, day, hour, minute, second } = reading;
  const face = Date.UTC(year, month - 1, day, hour, minute, second);
  const back = new Date(face);
  const exists =
    back.getUTCMonth() === month - 1 && back.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
  if (!exists) return null;
  const before = face - zoneOffset(face - 24 * 60 * 60 * 1000, zone);
  if (before + zoneOffset(before, zone) === face) return before;
  const after = face - zoneOffset(face + 24 * 60 * 60 * 1000, zone);
  return after + zoneOffset(after, zone) === face ? after : before;
}

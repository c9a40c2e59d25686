import { zoneOffset } from './zone-offset.ts';

/** A calendar day of a zone, without a clock. Month is 1 to 12. */
export interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The day of the zone in which the instant falls. */
export function dayOf(at: number, zone: string): CalendarDay {
  const clock = new Date(at + zoneOffset(at, zone));
  return { year: clock.getUTCFullYear(), month: clock.getUTCMonth() + 1, day: clock.getUTCDate() };
}

/** The day so many days after this one; negative goes back. */
export function addDays(day: CalendarDay, days: number): CalendarDay {
  const moved = new Date(Date.UTC(day.year, day.month - 1, day.day + days));
  return { year: moved.getUTCFullYear(), month: moved.getUTCMonth() + 1, day: moved.getUTCDate() };
}

/** The first instant of the day in the zone, in UTC milliseconds; right also on days with a change of clocks. */
export function startOfDay(day: CalendarDay, zone: string): number {
  const midnight = Date.UTC(day.year, day.month - 1, day.day);
  const guess = midnight - zoneOffset(midnight, zone);
  const settled = midnight - zoneOffset(guess, zone);
  if (settled === guess) return guess;
  // The two differ when clocks change near midnight: take the first instant that already belongs to the day.
  const [early, late] = settled < guess ? [settled, guess] : [guess, settled];
  return sameDay(dayOf(early, zone), day) ? early : late;
}

/** The day as an address and a date field write it: "2026-05-14". */
export function dayKey(day: CalendarDay): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${String(day.year).padStart(4, '0')}-${two(day.month)}-${two(day.day)}`;
}

/** The day that the text names, or null when it names none that exists. */
export function dayFromKey(text: string): CalendarDay | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return null;
  const day = { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
  return sameDay(addDays(day, 0), day) ? day : null;
}

const sameDay = (one: CalendarDay, other: CalendarDay): boolean =>
  one.year === other.year && one.month === other.month && one.day === other.day;

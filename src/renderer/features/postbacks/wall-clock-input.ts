import { wallClock } from '#shared/domain/wall-clock.ts';

/** An instant as a `datetime-local` field holds it, on the clock of a time zone: `2026-05-14T09:02`. */
export function inputOfInstant(instant: number, timeZone: string): string {
  const { date, time } = wallClock(instant, timeZone);
  return `${date}T${time.slice(0, 5)}`;
}

/**
 * The instant a `datetime-local` text names on the clock of a time zone, in UTC milliseconds; null when it is
 * none. Where the clock goes back and shows a time twice, the earlier one; where it leaps over a time, the
 * instant as far after the leap.
 */
export function instantOfInput(text: string, timeZone: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?$/.test(text)) return null;
  const asUtc = Date.parse(`${text}Z`);
  if (Number.isNaN(asUtc)) return null;
  const candidates = [asUtc - offsetAt(asUtc - DAY, timeZone), asUtc - offsetAt(asUtc + DAY, timeZone)];
  const exact = candidates.filter((instant) => instant + offsetAt(instant, timeZone) === asUtc);
  return exact.length > 0 ? Math.min(...exact) : Math.max(...candidates);
}

const DAY = 86_400_000;

function offsetAt(instant: number, timeZone: string): number {
  const { date, time } = wallClock(instant, timeZone);
  return Date.parse(`${date}T${time}Z`) - Math.floor(instant / 1000) * 1000;
}

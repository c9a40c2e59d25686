import { wallClock } from '#shared/domain/wall-clock.ts';

const MINUTE = 60_000;

/**
 * An instant as ISO 8601 in a time zone, with its distance from UTC: `2026-03-02T11:41:09-05:00`. In UTC it ends in `Z`.
 * Milliseconds are written where there are any.
 */
export function zonedInstant(instant: number, zone: string): string {
  const { date, time } = wallClock(instant, zone);
  const fraction =
    instant % 1000 === 0 ? '' : `.${String(((instant % 1000) + 1000) % 1000).padStart(3, '0')}`;
  const clock = Date.parse(`${date}T${time}Z`);
  const minutes = Math.round((clock - Math.floor(instant / 1000) * 1000) / MINUTE);
  if (zone === 'UTC') return `${date}T${time}${fraction}Z`;
  const [sign, size] = minutes < 0 ? ['-', -minutes] : ['+', minutes];
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date}T${time}${fraction}${sign}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

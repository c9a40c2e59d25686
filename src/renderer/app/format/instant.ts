import { DATE_LOCALE } from './locale.ts';

type Shape = 'time' | 'minute' | 'day' | 'full' | 'weekday';

const SHAPES: Readonly<Record<Shape, Intl.DateTimeFormatOptions>> = {
  time: { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
  minute: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  day: { day: 'numeric', month: 'short' },
  full: {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  },
  weekday: { weekday: 'short', day: 'numeric', month: 'short' },
};

const formats = new Map<string, Intl.DateTimeFormat>();

/** The clock of an instant in the zone: "09:02:41". */
export const timeText = (at: number, zone: string): string => format(at, zone, 'time');

/** The whole instant: "14 May 2026, 09:02:41". The zone is named once on the screen, in the status line. */
export const instantText = (at: number, zone: string): string => format(at, zone, 'full');

/** The day: "14 May". */
export const dayText = (at: number, zone: string): string => format(at, zone, 'day');

/** The day with its weekday: "Thu, 14 May". */
export const weekdayText = (at: number, zone: string): string => format(at, zone, 'weekday');

/** An instant as short as it can be told apart in a list: "09:02" today, "14 May 09:02", "14 May 2025" before this year. */
export function shortInstantText(at: number, zone: string, now: number): string {
  const day = dayText(at, zone);
  const minute = format(at, zone, 'minute');
  const year = yearOf(at, zone);
  if (year !== yearOf(now, zone)) return `${day} ${year}`;
  return day === dayText(now, zone) ? minute : `${day} ${minute}`;
}

/** The instant with everything and its zone, for a tooltip: "14 May 2026, 09:02:41 America/New_York". */
export const exactInstantText = (at: number, zone: string): string => `${instantText(at, zone)} ${zone}`;

const yearOf = (at: number, zone: string): number => new Date(at + zoneOffset(at, zone)).getUTCFullYear();

function format(at: number, zone: string, shape: Shape): string {
  const key = `${shape} ${zone}`;
  let known = formats.get(key);
  if (!known) {
    known = new Intl.DateTimeFormat(DATE_LOCALE, { ...SHAPES[shape], timeZone: zone });
    formats.set(key, known);
  }
  return known.format(at);
}

const offsets = new Map<string, Intl.DateTimeFormat>();

/** How far the zone's clock is ahead of UTC at the instant, in milliseconds. */
export function zoneOffset(at: number, zone: string): number {
  let known = offsets.get(zone);
  if (!known) {
    known = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    offsets.set(zone, known);
  }
  const parts = new Map(known.formatToParts(at).map((part) => [part.type, Number(part.value)]));
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  const clock = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return clock - Math.floor(at / 1000) * 1000;
}

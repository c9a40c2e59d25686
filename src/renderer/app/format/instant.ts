import { addDays, dayOf, startOfDay } from './day-range.ts';
import { DATE_LOCALE } from './locale.ts';

type Shape = 'time' | 'minute' | 'day' | 'dayYear' | 'full' | 'weekday';

const SHAPES: Readonly<Record<Shape, Intl.DateTimeFormatOptions>> = {
  time: { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
  minute: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  day: { day: 'numeric', month: 'short' },
  dayYear: { day: 'numeric', month: 'short', year: 'numeric' },
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

/** A calendar day, which is of no zone: "14 May 2026" of "2026-05-14". */
export const dateText = (date: string): string => format(Date.parse(date), 'UTC', 'dayYear');

/** The day with its weekday: "Thu, 14 May". */
export const weekdayText = (at: number, zone: string): string => format(at, zone, 'weekday');

/** An instant as short as it can be told apart in a list: "09:02" today, "14 May 09:02" this year, "14 May 2025" before. */
export function shortInstantText(at: number, zone: string, now: number): string {
  const { dayStart, dayEnd, yearStart, yearEnd } = boundsOf(now, zone);
  if (at >= dayStart && at < dayEnd) return format(at, zone, 'minute');
  if (at < yearStart || at >= yearEnd) return format(at, zone, 'dayYear');
  return `${format(at, zone, 'day')} ${format(at, zone, 'minute')}`;
}

/** An instant to the second, as short as it can be told apart: "09:02:41" today, "14 May 09:02:41" on another day. */
export function shortExactText(at: number, zone: string, now: number): string {
  const { dayStart, dayEnd, yearStart, yearEnd } = boundsOf(now, zone);
  if (at >= dayStart && at < dayEnd) return timeText(at, zone);
  return at < yearStart || at >= yearEnd
    ? instantText(at, zone)
    : `${dayText(at, zone)} ${timeText(at, zone)}`;
}

/** The instant with everything and its zone, for a tooltip: "14 May 2026, 09:02:41 America/New_York". */
export const exactInstantText = (at: number, zone: string): string => `${instantText(at, zone)} ${zone}`;

function format(at: number, zone: string, shape: Shape): string {
  const key = `${shape} ${zone}`;
  let known = formats.get(key);
  if (!known) {
    known = new Intl.DateTimeFormat(DATE_LOCALE, { ...SHAPES[shape], timeZone: zone });
    formats.set(key, known);
  }
  return known.format(at);
}

interface Bounds {
  readonly of: string;
  readonly dayStart: number;
  readonly dayEnd: number;
  readonly yearStart: number;
  readonly yearEnd: number;
}

let lastBounds: Bounds | undefined;

/** The bounds of the day and the year around an instant; kept, since a whole list asks for the same ones. */
function boundsOf(now: number, zone: string): Bounds {
  const of = `${now} ${zone}`;
  if (lastBounds?.of === of) return lastBounds;
  const today = dayOf(now, zone);
  const { year } = today;
  lastBounds = {
    of,
    dayStart: startOfDay(today, zone),
    dayEnd: startOfDay(addDays(today, 1), zone),
    yearStart: startOfDay({ year, month: 1, day: 1 }, zone),
    yearEnd: startOfDay({ year: year + 1, month: 1, day: 1 }, zone),
  };
  return lastBounds;
}

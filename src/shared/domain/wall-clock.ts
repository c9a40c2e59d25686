/** An instant as the clock on the wall of one time zone shows it. */
export interface WallClock {
  /** `YYYY-MM-DD` */
  readonly date: string;
  /** `HH:MM:SS`, midnight being `00:00:00` */
  readonly time: string;
}

/** What is known of a zone: how to ask for a reading, and by how much its clocks were ahead at instants asked before. */
interface Zone {
  readonly format: Intl.DateTimeFormat;
  readonly offsets: Map<number, number>;
}

/** Where a zone's clocks are ahead alike at both ends of such a span, they are so within; the largest span first. */
const SPANS_MS = [86_400_000, 3_600_000, 60_000];
const OFFSETS_KEPT = 10_000;

const zones = new Map<string, Zone>();

/**
 * The date and time of an instant (UTC milliseconds) in an IANA time zone.
 * @throws RangeError when the zone is unknown or the instant is none
 */
export function wallClock(instant: number, timeZone: string): WallClock {
  const face = new Date(instant + zoneOffset(instant, timeZone)).toISOString();
  // Years of more than four digits have a sign before them.
  const end = face.indexOf('T');
  return { date: face.slice(0, end), time: face.slice(end + 1, end + 9) };
}

/**
 * By how many milliseconds the clocks of an IANA time zone are ahead of UTC at an instant (UTC milliseconds). Cheap for
 * many instants of the same days, since the calendar's own answer takes long and is asked for once a day.
 * @throws RangeError when the zone is unknown or the instant is none
 */
export function zoneOffset(instant: number, timeZone: string): number {
  const zone = zoneFor(timeZone);
  for (const span of SPANS_MS) {
    const start = Math.floor(instant / span) * span;
    const offset = knownOffset(zone, start);
    if (offset === knownOffset(zone, start + span)) return offset;
  }
  return offsetIn(zone, instant);
}

/** Whether the text names an IANA time zone this system knows. */
export function isTimeZone(text: string): boolean {
  try {
    zoneFor(text);
    return true;
  } catch {
    return false;
  }
}

function knownOffset(zone: Zone, instant: number): number {
  const known = zone.offsets.get(instant);
  if (known !== undefined) return known;
  if (zone.offsets.size >= OFFSETS_KEPT) zone.offsets.clear();
  const offset = offsetIn(zone, instant);
  zone.offsets.set(instant, offset);
  return offset;
}

function offsetIn({ format }: Zone, instant: number): number {
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const { type, value } of format.formatToParts(instant)) parts[type] = value;
  const { year, month, day, hour, minute, second } = parts;
  // Every day there is in some year is a day of the year 2000; `Date.UTC` takes years below 100 for others.
  const face = Date.UTC(2000, Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  return new Date(face).setUTCFullYear(Number(year)) - Math.floor(instant / 1000) * 1000;
}

function zoneFor(timeZone: string): Zone {
  const made = zones.get(timeZone);
  if (made) return made;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  const zone = { format, offsets: new Map<number, number>() };
  zones.set(timeZone, zone);
  return zone;
}

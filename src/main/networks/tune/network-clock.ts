import { NetworkFault } from '#shared/domain/network-fault.ts';
import { isTimeZone, wallClock } from '#shared/domain/wall-clock.ts';
import { instantOfClock } from '#shared/domain/zoned-clock.ts';

const TIME = /^(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d):(\d\d))?/;
const DAY_MS = 86_400_000;
/** How deep the zone is looked for: its answer is not documented (tune.md 9.6). */
const DEEPEST = 3;

/** Days as TUNE's reports take them, `YYYY-MM-DD`, both included. */
export interface DayRange {
  readonly first: string;
  readonly last: string;
}

/**
 * The instant (UTC milliseconds) of a time as TUNE writes it, `YYYY-MM-DD hh:mm:ss` in the network's zone; of the two that
 * one reading of the clock can mean in autumn, the first. Null when it is no time; TUNE writes zeros where there is none.
 */
export function instantOf(text: string, zone: string): number | null {
  const [, year, month, day, hour = '0', minute = '0', second = '0'] = TIME.exec(text) ?? [];
  if (year === undefined || month === undefined || day === undefined || month === '00') return null;
  const reading = {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
  };
  return instantOfClock(reading, zone);
}

/** The days of a period (UTC milliseconds, the end excluded) in the network's zone; null when it is empty. */
export function daysOf(from: number, to: number, zone: string): DayRange | null {
  if (to <= from) return null;
  return { first: wallClock(from, zone).date, last: wallClock(to - 1, zone).date };
}

/** A range in pieces of so many days. */
export function piecesOf({ first, last }: DayRange, days: number): readonly DayRange[] {
  const pieces: DayRange[] = [];
  for (let start = first; start <= last; start = dayAfter(start, days)) {
    const end = dayAfter(start, days - 1);
    pieces.push({ first: start, last: end < last ? end : last });
  }
  return pieces;
}

/** How many days a range has. */
export function lengthOf({ first, last }: DayRange): number {
  return Math.round((Date.parse(last) - Date.parse(first)) / DAY_MS) + 1;
}

/** The day so many days later. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The zone in an answer of Application::getTimezone, whatever it is called in it. @throws NetworkFault unreadable */
export function zoneIn(data: unknown, networkName: string): string {
  const zone = findZone(data, 0);
  if (zone !== null) return zone;
  const message = `${networkName} does not tell its time zone. Add the network with --time-zone, as TUNE shows it under Company, Customize Application.`;
  throw new NetworkFault('unreadable', message);
}

function findZone(value: unknown, depth: number): string | null {
  if (typeof value === 'string') return isZoneName(value) ? value : null;
  if (typeof value !== 'object' || value === null || depth >= DEEPEST) return null;
  for (const inner of Object.values(value)) {
    const found = findZone(inner, depth + 1);
    if (found !== null) return found;
  }
  return null;
}

/** Names such as `EST` or `+02` are not taken: they may mean something else here than there. */
function isZoneName(text: string): boolean {
  return (/^[A-Za-z_]+\/[A-Za-z_+\-/0-9]+$/.test(text) || text === 'UTC') && isTimeZone(text);
}

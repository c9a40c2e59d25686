/** The zone of the practice network and of all its API users. */
const NETWORK_ZONE = 'America/Los_Angeles';
const HOUR = 3_600_000;
const MINUTE = 60_000;

const offsetFormat = new Intl.DateTimeFormat('en-US', { timeZone: NETWORK_ZONE, timeZoneName: 'longOffset' });
const offsetByHour = new Map<number, string>();

function offsetAt(instant: number): string {
  const hour = Math.floor(instant / HOUR);
  const known = offsetByHour.get(hour);
  if (known !== undefined) return known;
  const name = offsetFormat.formatToParts(instant).find((part) => part.type === 'timeZoneName')?.value ?? '';
  const offset = /[+-]\d\d:\d\d$/.exec(name)?.[0] ?? '+00:00';
  offsetByHour.set(hour, offset);
  return offset;
}

function offsetMinutes(offset: string): number {
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6));
  return offset.startsWith('-') ? -minutes : minutes;
}

function wallClock(instant: number, offset: string): string {
  return new Date(instant + offsetMinutes(offset) * MINUTE).toISOString().slice(0, 19);
}

/** An instant (ms since 1970) the way `start_time_local` writes it: `2019-01-24 06:43:15 -07:00`. */
export function localText(instant: number): string {
  const offset = offsetAt(instant);
  return `${wallClock(instant, offset).replace('T', ' ')} ${offset}`;
}

/** An instant (ms since 1970) the way `start_time_xml` writes it: `2019-01-24T06:43:15-07:00`. */
export function xmlText(instant: number): string {
  const offset = offsetAt(instant);
  return `${wallClock(instant, offset)}${offset}`;
}

/** The day of an instant in the network's zone, `YYYY-MM-DD`: what `from` and `to` are compared with. */
export function localDay(instant: number): string {
  return wallClock(instant, offsetAt(instant)).slice(0, 10);
}

/** The hour of the day (0 to 23) and the day of the week (0 Sunday) in the network's zone. */
export function localHour(instant: number): { readonly hour: number; readonly weekday: number } {
  const shifted = new Date(instant + offsetMinutes(offsetAt(instant)) * MINUTE);
  return { hour: shifted.getUTCHours(), weekday: shifted.getUTCDay() };
}

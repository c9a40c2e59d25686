const ZONED = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(\.\d{1,3})?(?:Z|([+-])(\d{2}):(\d{2}))$/;
const MINUTE = 60_000;
const MOST_OFFSET_MINUTES = 14 * 60;

/**
 * The instant (ms since 1970) of an `xsd:dateTime` with a zone, at most three fractional digits; undefined for
 * anything else. `24:00:00`, second 60, days that do not exist and offsets past 14:00 are nothing (mongoose-spc.md 3).
 */
export function instantOf(text: string): number | undefined {
  const found = ZONED.exec(text);
  if (found === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction = '', sign, offsetHours, offsetMinutes] = found;
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const instant = Date.parse(`${local}.000Z`);
  if (Number.isNaN(instant) || !new Date(instant).toISOString().startsWith(local)) return undefined;
  const offset = Number(offsetHours ?? 0) * 60 + Number(offsetMinutes ?? 0);
  if (offset > MOST_OFFSET_MINUTES || Number(offsetMinutes ?? 0) > 59) return undefined;
  const milliseconds = Math.round(Number(`0${fraction}`) * 1000);
  return instant + milliseconds - (sign === '-' ? -offset : offset) * MINUTE;
}

/** An instant (ms since 1970) the way the server writes it: UTC, `Z`, three fractional digits. */
export function zonedText(instant: number): string {
  return new Date(instant).toISOString();
}

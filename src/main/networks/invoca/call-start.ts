import { numberOf, quoted, RowFault, textOf } from './row-values.ts';
import type { Row } from './row-values.ts';

/** Written with an offset, in the user's zone or as XML: `2019-01-24 06:43:15 -07:00`, `2024-05-14T09:02:41Z`. */
const WITH_OFFSET = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?)\s?(Z|[+-]\d{2}:?\d{2})$/;
const COLUMNS = [
  'start_time_xml',
  'start_time_local',
  'start_time_network_timezone_xml',
  'start_time_network_timezone',
] as const;

/** Invoca began in 2008; a number before 2000 or after 2100 is not milliseconds since 1970. */
const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

/**
 * When the call started, in UTC milliseconds: `start_time_utc`, else a written time that has an offset (invoca.md 4.8).
 * Null when the row says nothing of it. @throws RowFault when what it says cannot be read
 */
export function callStart(row: Row): number | null {
  const utc = numberOf(row, 'start_time_utc');
  if (utc !== null && utc >= EARLIEST && utc < LATEST) return Math.trunc(utc);
  let unread: string | null = utc === null ? null : `start_time_utc is not in milliseconds: ${quoted(utc)}`;
  for (const column of COLUMNS) {
    const text = textOf(row, column);
    if (text === null) continue;
    const instant = instantWithOffset(text);
    if (instant !== null) return instant;
    unread ??= `${column} is not a time with an offset: ${quoted(text)}`;
  }
  if (unread !== null) throw new RowFault(unread);
  return null;
}

/** UTC milliseconds of a written time with its offset; null when it is not one. */
export function instantWithOffset(text: string): number | null {
  const match = WITH_OFFSET.exec(text.trim());
  if (!match) return null;
  const [, date = '', time = '', offset = ''] = match;
  const zone = /^[+-]\d{4}$/.test(offset) ? `${offset.slice(0, 3)}:${offset.slice(3)}` : offset;
  const instant = Date.parse(`${date}T${time}${zone}`);
  return Number.isNaN(instant) ? null : instant;
}

import { measuredMessage } from './ad-copy.ts';
import type { AdValues, FilledMessage } from './ad-copy.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * The end of a number's time as it stands in a message, to the minute, in an IANA time zone that it names:
 * `Mar 2, 2:04 PM EST`. Cut to the minute, never rounded up, so that nobody is told a later end than there is.
 * @throws RangeError when the zone is unknown
 */
export function expiryText(expiresAt: number, zone: string): string {
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const { type, value } of formatFor(zone).formatToParts(expiresAt)) parts[type] = value;
  const { month = '', day = '', hour = '', minute = '', dayPeriod = '', timeZoneName = '' } = parts;
  return `${month} ${day}, ${hour}:${minute} ${dayPeriod} ${timeZoneName}`;
}

/** Whom a message goes to and the number it was given. */
export interface MessageFacts {
  readonly handle: string;
  readonly name: string;
  /** As the network displays it. */
  readonly number: string;
  readonly expiresAt: number;
}

/** What an ad copy is filled with for one message. The handle is without `@`; a recipient without a name is called by it. */
export function messageValues(facts: MessageFacts, zone: string): AdValues {
  const { handle, name, number } = facts;
  return { handle, name: name || handle, number, expires: expiryText(facts.expiresAt, zone) };
}

/** The finished message with its length. Same copy, recipient, number and zone: same text, whenever it is asked for. */
export function messageText(copy: string, facts: MessageFacts, zone: string): FilledMessage {
  return measuredMessage(copy, messageValues(facts, zone));
}

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const made = formats.get(timeZone);
  if (made) return made;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  });
  formats.set(timeZone, format);
  return format;
}

import type { CallStatus } from '#shared/domain/call-columns.ts';
import { nanpDigits, nanpE164 } from '#shared/domain/phone.ts';
import { instantOfClock } from '#shared/domain/zoned-clock.ts';

/** A cell that was read, or why it could not be, in a sentence. */
export type Read<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string };

const ok = <T>(value: T): Read<T> => ({ ok: true, value });
const no = (message: string): Read<never> => ({ ok: false, message });

const ZONED = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?\s?(Z|[+-]\d{2}:?\d{2})$/;
const PLAIN = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?$/;
const AMERICAN = /^(\d{1,2})\/(\d{1,2})\/(\d{4})[ ,]+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([AaPp][Mm])?$/;
const E164 = /^\+[1-9]\d{6,14}$/;
const UNTOLD: ReadonlySet<string> = new Set(['anonymous', 'unknown', 'withheld', 'restricted', 'private']);

const STATUSES: Readonly<Record<string, CallStatus>> = {
  answered: 'answered',
  answer: 'answered',
  completed: 'answered',
  connected: 'answered',
  noanswer: 'no_answer',
  unanswered: 'no_answer',
  missed: 'no_answer',
  abandoned: 'no_answer',
  voicemail: 'no_answer',
  busy: 'busy',
  failed: 'failed',
  error: 'failed',
  inprogress: 'in_progress',
};

const YES: ReadonlySet<string> = new Set(['yes', 'y', 'true', '1', 'x', 'order', 'sale']);
const NO: ReadonlySet<string> = new Set(['no', 'n', 'false', '0']);

/**
 * When a call began: ISO 8601 with a zone; a date and a time without one, or `3/2/2026 4:41 PM`, on the clocks of the zone;
 * or seconds or milliseconds since 1970.
 */
export function readInstant(cell: string, zone: string): Read<number> {
  const text = cell.trim();
  if (/^\d{10}$/.test(text)) return ok(Number(text) * 1000);
  if (/^\d{13}$/.test(text)) return ok(Number(text));
  if (ZONED.test(text)) {
    const instant = Date.parse(text.replace(' ', 'T').replace(/\s/, ''));
    return Number.isNaN(instant) ? no(`“${text}” is no time.`) : ok(instant);
  }
  const plain = PLAIN.exec(text);
  const american = plain ? null : AMERICAN.exec(text);
  const parts = plain?.slice(1) ?? (american ? yearFirst(american) : null);
  if (!parts) return no(`“${text}” is not a date with a time, such as 2026-03-02 16:41:09.`);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map((part) =>
    Number(part ?? 0),
  );
  const instant = instantOfClock({ year, month, day, hour, minute, second }, zone);
  return instant === null ? no(`“${text}” is no time of any day.`) : ok(instant);
}

function yearFirst(found: RegExpExecArray): (string | undefined)[] {
  const [, month, day, year, hour, minute, second, half] = found;
  let clock = Number(hour);
  if (half !== undefined) clock = (clock % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
  return [year, month, day, String(clock), minute, second];
}

/** A number in E.164 or any North American spelling; an apostrophe that keeps it text is dropped. */
export function readNumber(cell: string): Read<string> {
  const text = cell.trim().replace(/^'/, '');
  const digits = nanpDigits(text);
  if (digits !== null) return ok(nanpE164(digits));
  const compact = text.replace(/[\s().-]/g, '');
  return E164.test(compact) ? ok(compact) : no(`“${text}” is not a phone number, such as +12025550143.`);
}

/** The caller's number; empty when the file says that it is not told. */
export function readCaller(cell: string): Read<string> {
  const text = cell.trim();
  return text === '' || UNTOLD.has(text.toLowerCase()) ? ok('') : readNumber(text);
}

/** Talk time: whole seconds, `m:ss` or `h:mm:ss`. */
export function readSeconds(cell: string): Read<number> {
  const text = cell.trim();
  if (text === '') return ok(0);
  if (/^\d{1,7}(\.\d+)?$/.test(text)) return ok(Math.round(Number(text)));
  const clock = /^(?:(\d{1,3}):)?(\d{1,3}):([0-5]\d)$/.exec(text);
  if (!clock) return no(`“${text}” is not a talk time, such as 312 or 5:12.`);
  const [, hours = '0', minutes = '0', seconds = '0'] = clock;
  return ok(Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds));
}

/** How the call ended; null when the file does not say. */
export function readStatus(cell: string): Read<CallStatus | null> {
  const word = cell.toLowerCase().replace(/[^a-z]/g, '');
  if (word === '') return ok(null);
  const status = Object.hasOwn(STATUSES, word) ? STATUSES[word] : undefined;
  return status ? ok(status) : no(`“${cell.trim()}” is not a way a call ends, such as answered or busy.`);
}

/** Whether the call brought an order; null when the file does not say. */
export function readOrder(cell: string): Read<boolean | null> {
  const word = cell.trim().toLowerCase();
  if (word === '') return ok(null);
  if (YES.has(word)) return ok(true);
  return NO.has(word) ? ok(false) : no(`“${cell.trim()}” is neither yes nor no.`);
}

/** Keywords, divided by `|` or `;`, each once. */
export function readKeywords(cell: string): Read<readonly string[]> {
  const words = cell
    .split(/[|;]/)
    .map((word) => word.trim().replace(/^'/, ''))
    .filter((word) => word !== '');
  if (words.length > 20) return no('A call has at most 20 keywords.');
  const long = words.find((word) => word.length > 120);
  return long === undefined
    ? ok([...new Set(words)])
    : no(`“${long.slice(0, 30)}…” is longer than 120 characters.`);
}

const ID = /^[A-Za-z0-9][A-Za-z0-9._:@+-]{0,63}$/;

/** An id: letters, digits and `. _ : -`, at most 64. Empty for none. */
export function readId(cell: string): Read<string> {
  const text = cell.trim().replace(/^'/, '');
  return text === '' || ID.test(text) ? ok(text) : no(`“${text.slice(0, 70)}” is not an id.`);
}

/** The value of a custom field. */
export function readValue(cell: string): Read<string> {
  const text = cell.replace(/^'(?=[=+\-@\t\r\n])/, '');
  return text.length <= 1_000 ? ok(text.toWellFormed()) : no('The value is longer than 1,000 characters.');
}

import { isCurrencyCode, minorFromDecimal } from '#shared/domain/money.ts';
import { statusOfResult } from '#shared/domain/status.ts';
import type { ConversionStatus } from '#shared/domain/status.ts';
import { instantOfClock } from '#shared/domain/zoned-clock.ts';
import type { FileRole } from '#shared/ipc/reconcile.ts';

/** A cell that was read, or what is wrong with it. */
export type Cell<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly wrong: string };

const ok = <T>(value: T): Cell<T> => ({ ok: true, value });
const no = (wrong: string): Cell<never> => ({ ok: false, wrong });

const UTC = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{3})?Z$/;
const ZONED = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s?(?:Z|UTC|[+-]\d{2}:?\d{2})$/;
const CLOCK = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?$/;
const AMERICAN = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:[ ,]+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([AaPp][Mm])?)?$/;
const EPOCH = /^1\d{9}(\d{3})?$/;
const PLAIN_AMOUNT = /^\d+(?:\.\d+)?$/;

/** What partners call a status, without signs and in lower case. */
const PARTNERS_WORDS: Readonly<Record<string, ConversionStatus>> = {
  accepted: 'approved',
  valid: 'approved',
  confirmed: 'approved',
  billable: 'approved',
  payable: 'approved',
  qualified: 'approved',
  yes: 'approved',
  open: 'pending',
  hold: 'pending',
  onhold: 'pending',
  new: 'pending',
  inreview: 'pending',
  declined: 'rejected',
  invalid: 'rejected',
  denied: 'rejected',
  cancelled: 'rejected',
  canceled: 'rejected',
  reversed: 'rejected',
  unqualified: 'rejected',
  duplicate: 'rejected',
  no: 'rejected',
};

/** A status: TUNE's own words, and in a partner's file also what partners say and Invoca's results. */
export function readStatusCell(text: string, role: FileRole): Cell<ConversionStatus> {
  const word = text.toLowerCase().replace(/[^a-z0-9]/g, '');
  if (word === 'approved' || word === 'pending' || word === 'rejected') return ok(word);
  if (role !== 'tune') {
    const said = Object.hasOwn(PARTNERS_WORDS, word) ? PARTNERS_WORDS[word] : undefined;
    if (said) return ok(said);
    const result = statusOfResult(text);
    if (result.known) return ok(result.status);
  }
  return no('is none of pending, approved, rejected');
}

export function readCurrencyCell(text: string): Cell<string> {
  const code = text.toUpperCase();
  return isCurrencyCode(code) ? ok(code) : no('is no currency code such as USD');
}

/** An amount with a decimal dot; a sign of money, thousands apart and an accountant's parentheses are understood. */
export function readAmountCell(text: string, currency: string): Cell<number> {
  if (PLAIN_AMOUNT.test(text)) return amountOf(text, currency);
  const negative = /^\(.*\)$/.test(text);
  const bare = (negative ? text.slice(1, -1) : text)
    .replace(/^([+-]?)\s*[$€£]\s?/, '$1')
    .replace(/\s*[A-Z]{3}$/, '');
  const plain = /^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/.test(bare) ? bare.replaceAll(',', '') : bare;
  const amount = amountOf(plain, currency);
  return amount.ok && negative ? ok(0 - amount.value) : amount;
}

function amountOf(plain: string, currency: string): Cell<number> {
  const amount = minorFromDecimal(plain, currency);
  return amount === null ? no('is no amount with a decimal dot') : ok(amount);
}

/**
 * When a call started: ISO 8601 with a zone; on the clocks of the zone without one; `5/14/2026 9:02 AM`; seconds or
 * milliseconds since 1970. A day alone stands for its noon.
 */
export function readTimeCell(text: string, zone: string): Cell<number> {
  const wrong = no('is no time such as 2026-05-14 09:02:00');
  if (EPOCH.test(text)) return ok(text.length === 10 ? Number(text) * 1000 : Number(text));
  if (UTC.test(text) || ZONED.test(text)) {
    const instant = Date.parse(UTC.test(text) ? text : isoText(text));
    return Number.isNaN(instant) ? wrong : ok(instant);
  }
  const clock = CLOCK.exec(text);
  const american = clock ? null : AMERICAN.exec(text);
  const parts = clock?.slice(1) ?? (american ? yearFirst(american) : null);
  if (!parts) return wrong;
  const [year = 0, month = 0, day = 0] = parts.slice(0, 3).map(Number);
  const [hour, minute, second] = parts.slice(3);
  const instant = instantOfClock(
    { year, month, day, hour: Number(hour ?? 12), minute: Number(minute ?? 0), second: Number(second ?? 0) },
    zone,
  );
  return instant === null ? wrong : ok(instant);
}

function isoText(zoned: string): string {
  return zoned
    .replace(' ', 'T')
    .replace(/\s?UTC$/, 'Z')
    .replace(/\s/, '');
}

function yearFirst(found: RegExpExecArray): (string | undefined)[] {
  const [, month, day, year, hour, minute, second, half] = found;
  if (hour === undefined) return [year, month, day];
  const clock =
    half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
  return [year, month, day, String(clock), minute, second];
}

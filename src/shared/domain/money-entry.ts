import { minorDigits, minorFromDecimal } from './money.ts';

/** An amount as a person types it: read, or why it cannot be. Empty text is no amount. */
export type MoneyEntry =
  { readonly ok: true; readonly minor: number | null } | { readonly ok: false; readonly message: string };

const PLAIN = /^(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.(\d*))?$/;

/**
 * Reads a price as typed: digits, an optional point, commas between thousands, no sign. Nothing is rounded: more digits
 * than the currency has are refused, and so is what could be read two ways, such as `21,50`.
 */
export function readMoney(typed: string, currency: string): MoneyEntry {
  const text = typed.trim();
  if (text === '') return { ok: true, minor: null };
  const match = PLAIN.exec(text);
  if (!match || !/\d/.test(text)) {
    return { ok: false, message: `“${text}” is not an amount. Write it with a point, such as 21.50.` };
  }
  const digits = minorDigits(currency);
  if ((match[1] ?? '').length > digits) {
    const most = digits === 0 ? 'no decimals' : `${digits} decimals at most`;
    return { ok: false, message: `${currency} has ${most}; “${text}” has more.` };
  }
  const minor = minorFromDecimal(text.replaceAll(',', ''), currency);
  return minor === null ? { ok: false, message: `“${text}” is too large.` } : { ok: true, minor };
}

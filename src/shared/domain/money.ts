/** An amount of money: `amount` counts the minor unit of `currency` (ISO 4217), so it is always an integer. */
export interface Money {
  readonly amount: number;
  readonly currency: string;
}

const ODD_MINOR_DIGITS: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
  CLF: 4,
  UYW: 4,
};

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?$/;

/** How many decimal digits the currency's minor unit has; two unless ISO 4217 says otherwise. */
export function minorDigits(currency: string): number {
  return (Object.hasOwn(ODD_MINOR_DIGITS, currency) ? ODD_MINOR_DIGITS[currency] : undefined) ?? 2;
}

/** Whether the text is a three-letter currency code in capitals. */
export function isCurrencyCode(text: string): boolean {
  return /^[A-Z]{3}$/.test(text);
}

/**
 * Reads a decimal as the networks send it, a JSON number or decimal text with a dot (invoca.md 4.8), into
 * minor units; digits beyond the minor unit are rounded half away from zero. Null when it is not a decimal
 * or too large to count exactly.
 */
export function minorFromDecimal(value: number | string, currency: string): number | null {
  const text = typeof value === 'number' ? plainDecimal(value) : value.trim();
  const match = text === null ? null : DECIMAL.exec(text);
  if (!match) return null;
  const [, sign, whole = '', fraction = ''] = match;
  if (whole === '' && fraction === '') return null;
  const digits = minorDigits(currency);
  const kept = fraction.slice(0, digits).padEnd(digits, '0');
  const roundsUp = (fraction.charAt(digits) || '0') >= '5';
  const magnitude = Number(`${whole}${kept}`) + (roundsUp ? 1 : 0);
  if (!Number.isSafeInteger(magnitude)) return null;
  return sign === '-' && magnitude !== 0 ? -magnitude : magnitude;
}

/** Minor units as decimal text with a dot, as many digits as the currency has: 2100 USD is "21.00". */
export function decimalText(money: Money): string {
  const digits = minorDigits(money.currency);
  const sign = money.amount < 0 ? '-' : '';
  const text = String(Math.abs(money.amount)).padStart(digits + 1, '0');
  if (digits === 0) return `${sign}${text}`;
  return `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

function plainDecimal(value: number): string | null {
  if (!Number.isFinite(value)) return null;
  const text = String(value);
  return text.includes('e') ? value.toFixed(6) : text;
}

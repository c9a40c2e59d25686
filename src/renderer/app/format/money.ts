import { decimalText, type Money } from '#shared/domain/money.ts';
import { NUMBER_LOCALE } from './locale.ts';

/** What stands around an amount: "$" before it, or " kr" after. */
interface Frame {
  readonly before: string;
  readonly after: string;
}

const frames = new Map<string, Frame>();

/** An amount as it is written: "$21.00", "¥2,100", "−$3.50". Exact for every amount that can be counted. */
export function moneyText(money: Money): string {
  const magnitude = decimalText({ amount: Math.abs(money.amount), currency: money.currency });
  const { before, after } = frameOf(money.currency);
  return `${money.amount < 0 ? '−' : ''}${before}${grouped(magnitude)}${after}`;
}

function grouped(decimal: string): string {
  const dot = decimal.indexOf('.');
  const whole = dot === -1 ? decimal : decimal.slice(0, dot);
  if (whole.length <= 3) return decimal;
  return whole.replace(/\B(?=(?:\d{3})+$)/g, ',') + (dot === -1 ? '' : decimal.slice(dot));
}

function frameOf(currency: string): Frame {
  const known = frames.get(currency);
  if (known) return known;
  const parts = new Intl.NumberFormat(NUMBER_LOCALE, {
    style: 'currency',
    currency,
    maximumFractionDigits: 0,
  }).formatToParts(0);
  const at = parts.findIndex((part) => part.type === 'integer');
  const textOf = (some: readonly Intl.NumberFormatPart[]): string => some.map((part) => part.value).join('');
  const made = { before: textOf(parts.slice(0, at)), after: textOf(parts.slice(at + 1)) };
  frames.set(currency, made);
  return made;
}

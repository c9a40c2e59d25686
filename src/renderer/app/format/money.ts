import { decimalText, minorDigits, type Money } from '#shared/domain/money.ts';
import { NUMBER_LOCALE } from './locale.ts';

const formats = new Map<string, Intl.NumberFormat>();

/** An amount as it is written: "$21.00", "¥2,100", "−$3.50". Exact for every amount that can be counted. */
export function moneyText(money: Money): string {
  const negative = money.amount < 0;
  const magnitude = decimalText({ amount: Math.abs(money.amount), currency: money.currency });
  const parts = formatOf(money.currency).formatToParts(0);
  const number = grouped(magnitude);
  const text = parts
    .map((part) => {
      if (part.type === 'integer') return number;
      return part.type === 'decimal' || part.type === 'fraction' ? '' : part.value;
    })
    .join('');
  return negative ? `−${text}` : text;
}

function grouped(decimal: string): string {
  const [whole = '0', fraction] = decimal.split('.');
  const apart = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return fraction === undefined ? apart : `${apart}.${fraction}`;
}

function formatOf(currency: string): Intl.NumberFormat {
  const known = formats.get(currency);
  if (known) return known;
  const digits = minorDigits(currency);
  const made = new Intl.NumberFormat(NUMBER_LOCALE, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  formats.set(currency, made);
  return made;
}

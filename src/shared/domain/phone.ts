const SEPARATORS = /[\s().\-\u2010-\u2013]/g;

/**
 * A North American number in any of its spellings (`866-555-1234`, `(866) 555-1234`, `+18665551234`) as ten
 * digits, by which numbers are compared (tune.md 0, fact 11). Null when it is not one: another country's, too
 * short, or with letters in it.
 */
export function nanpDigits(typed: string): string | null {
  const text = typed.trim().replace(SEPARATORS, '');
  return /^(?:\+?1)?([2-9][0-9]{9})$/.exec(text)?.[1] ?? null;
}

/** Ten digits in E.164: `+18665551234`. */
export function nanpE164(digits: string): string {
  return `+1${digits}`;
}

/** Ten digits as a reader expects them: `(888) 555-0142`. Other text is returned as it is. */
export function nanpDisplay(digits: string): string {
  return grouped(digits, (area, exchange, line) => `(${area}) ${exchange}-${line}`);
}

/** Ten digits as they stand in columns: `888 555 0142`. Other text is returned as it is. */
export function nanpMono(digits: string): string {
  return grouped(digits, (area, exchange, line) => `${area} ${exchange} ${line}`);
}

function grouped(digits: string, write: (area: string, exchange: string, line: string) => string): string {
  if (!/^[0-9]{10}$/.test(digits)) return digits;
  return write(digits.slice(0, 3), digits.slice(3, 6), digits.slice(6));
}

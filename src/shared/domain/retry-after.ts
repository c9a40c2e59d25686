const HTTP_DATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? .*\d\d:\d\d:\d\d/;

/**
 * When a `Retry-After` header says to come back: whole seconds from `now`, or an HTTP date in any of its three
 * forms. UTC milliseconds; null when the header is neither.
 */
export function retryAfterInstant(header: string, now: number): number | null {
  const text = header.trim();
  if (/^\d{1,12}$/.test(text)) return now + Number(text) * 1000;
  if (!HTTP_DATE.test(text)) return null;
  const instant = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`);
  return Number.isNaN(instant) ? null : instant;
}

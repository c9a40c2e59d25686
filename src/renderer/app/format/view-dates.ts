import { filterText } from '#renderer/app/messages/en/filter.ts';
import { addDays, type CalendarDay, dayFromKey, dayKey, dayOf, startOfDay } from './day-range.ts';
import { dayText } from './instant.ts';

/** When what is shown took place: the last so many days with today, or calendar days, both inclusive. */
export type ViewDates =
  | { readonly kind: 'last'; readonly days: number }
  | { readonly kind: 'days'; readonly from: CalendarDay | null; readonly to: CalendarDay | null };

const LONGEST_SPAN_DAYS = 3660;

/** The dates as instants of a zone, from inclusive, to exclusive. */
export function spanOfDates(
  dates: ViewDates | null,
  zone: string,
  now: number,
): { from?: number; to?: number } {
  if (dates === null) return {};
  if (dates.kind === 'last') return { from: startOfDay(addDays(dayOf(now, zone), 1 - dates.days), zone) };
  return {
    ...(dates.from ? { from: startOfDay(dates.from, zone) } : {}),
    ...(dates.to ? { to: startOfDay(addDays(dates.to, 1), zone) } : {}),
  };
}

/** The dates in the query of an address; null when it has none. */
export function datesOfSearch(given: URLSearchParams): ViewDates | null {
  const days = Number(given.get('last'));
  if (Number.isInteger(days) && days > 0 && days <= LONGEST_SPAN_DAYS) return { kind: 'last', days };
  const from = dayFromKey(given.get('from') ?? '');
  const to = dayFromKey(given.get('to') ?? '');
  return from || to ? { kind: 'days', from, to } : null;
}

/** Puts the dates into the query of an address. */
export function putDates(search: URLSearchParams, dates: ViewDates | null): void {
  if (dates?.kind === 'last') search.set('last', String(dates.days));
  if (dates?.kind === 'days') {
    if (dates.from) search.set('from', dayKey(dates.from));
    if (dates.to) search.set('to', dayKey(dates.to));
  }
}

/** The dates as a sentence tells them. */
export function datesText(dates: ViewDates): string {
  if (dates.kind === 'last') return filterText.lastDays(dates.days);
  const { from, to } = dates;
  if (from && to) {
    return dayKey(from) === dayKey(to)
      ? filterText.onDay(calendarText(from))
      : filterText.between(calendarText(from), calendarText(to));
  }
  if (from) return filterText.since(calendarText(from));
  return to ? filterText.until(calendarText(to)) : '';
}

/** Several values as a sentence tells them. */
export function listText(names: readonly string[]): string {
  const [first = ''] = names;
  return names.length === 2 ? filterText.orText(names) : filterText.oneOf(first, names.length - 1);
}

function calendarText(day: CalendarDay): string {
  return `${dayText(Date.UTC(day.year, day.month - 1, day.day), 'UTC')} ${day.year}`;
}

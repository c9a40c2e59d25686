import { instantOfClock } from '#shared/domain/zoned-clock.ts';
import { worthOf } from '#shared/domain/reconcile/side-row.ts';
import type { SideRow } from '#shared/domain/reconcile/side-row.ts';
import type { ZoneTotals } from '#shared/ipc/reconcile.ts';

const DAY_MS = 86_400_000;
const MOST_DAYS = 400;

/** The instants a period of days begins and ends at (exclusive) on the clocks of a zone. */
export function periodIn(
  zone: string,
  firstDay: string,
  lastDay: string,
): { readonly from: number; readonly to: number } {
  return { from: startOfDay(firstDay, zone), to: startOfDay(dayAfter(lastDay), zone) };
}

/** The same period as several zones count it: calls, approved payouts, days, and what moves against the first zone. */
export function zoneTotals(
  rows: readonly SideRow[],
  zones: readonly string[],
  firstDay: string,
  lastDay: string,
): ZoneTotals[] {
  const first = zones[0] === undefined ? null : periodIn(zones[0], firstDay, lastDay);
  return zones.map((zone) => {
    const span = periodIn(zone, firstDay, lastDay);
    const days = daysOf(firstDay, lastDay);
    const starts = [...days, dayAfter(lastDay)].map((day) => startOfDay(day, zone));
    const counts = days.map((day) => ({ day, calls: 0, amount: 0 }));
    const sums = new Map<string, number>();
    let [calls, gained, lost, place] = [0, 0, 0, 0];
    for (const row of rows) {
      if (row.at === null) continue;
      const inside = isIn(row.at, span);
      const usual = first !== null && isIn(row.at, first);
      if (usual && !inside) lost += 1;
      if (!inside) continue;
      if (!usual) gained += 1;
      calls += 1;
      const { amount, currency } = worthOf(row);
      sums.set(currency, (sums.get(currency) ?? 0) + amount);
      // Rows come about in the order of their time: mostly the day is that of the row before.
      if (!((starts[place] ?? 0) <= row.at && row.at < (starts[place + 1] ?? 0)))
        place = dayPlace(starts, row.at);
      const day = counts[place];
      if (day) {
        day.calls += 1;
        day.amount += amount;
      }
    }
    const totals = [...sums]
      .map(([currency, amount]) => ({ currency, amount }))
      .toSorted((a, b) => (a.currency < b.currency ? -1 : 1));
    return { zone, ...span, calls, sums: totals, gained, lost, days: totals.length > 1 ? [] : counts };
  });
}

const isIn = (at: number, { from, to }: { readonly from: number; readonly to: number }): boolean =>
  at >= from && at < to;

/** The place of the last start that is not after the instant. */
function dayPlace(starts: readonly number[], at: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function daysOf(firstDay: string, lastDay: string): readonly string[] {
  const days: string[] = [];
  for (let day = firstDay; day <= lastDay && days.length < MOST_DAYS; day = dayAfter(day)) days.push(day);
  return days;
}

/** The calendar day after one, both `YYYY-MM-DD`. */
export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}

/** The calendar day before one, both `YYYY-MM-DD`. */
export function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10);
}

function startOfDay(day: string, zone: string): number {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const start = instantOfClock({ year, month, day: date, hour: 0, minute: 0, second: 0 }, zone);
  if (start === null) throw new RangeError(`“${day}” is no day of any calendar.`);
  return start;
}

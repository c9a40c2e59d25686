import type { HourResult } from '#shared/ipc/send-lists.ts';

const HOUR_MS = 3_600_000;

/** Bars a chart draws at most; a list whose calls reach further shows its last ones. */
const MOST_HOURS = 72;

/** The hours of a chart with none left out between the first and the last call; UTC milliseconds, ascending. */
export function chartHours(hours: readonly HourResult[]): readonly HourResult[] {
  const known = new Map(hours.map((hour) => [hour.at, hour]));
  const instants = hours.map(({ at }) => at);
  if (instants.length === 0) return [];
  const last = Math.max(...instants);
  const first = Math.max(Math.min(...instants), last - (MOST_HOURS - 1) * HOUR_MS);
  const filled: HourResult[] = [];
  for (let at = first; at <= last; at += HOUR_MS) filled.push(known.get(at) ?? { at, calls: 0, orders: 0 });
  return filled;
}

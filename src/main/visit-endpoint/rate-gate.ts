import type { Clock } from '#main/engine/ports/clock.ts';

/** Lets so many a second through, and a burst at once. */
export interface RateGate {
  /** 0 when one may pass now; else the milliseconds until one may. */
  pass(who: string): number;
}

const REMEMBERED = 1_000;

/** A bucket each, filled steadily. What has been full for long is forgotten. */
export function rateGate(
  limit: { readonly perSecond: number; readonly burst: number },
  clock: Clock,
): RateGate {
  const buckets = new Map<string, { left: number; at: number }>();
  return {
    pass(who) {
      const now = clock();
      const known = buckets.get(who) ?? { left: limit.burst, at: now };
      const left = Math.min(limit.burst, known.left + ((now - known.at) / 1000) * limit.perSecond);
      buckets.delete(who);
      if (left < 1) {
        buckets.set(who, { left, at: now });
        return Math.ceil(((1 - left) / limit.perSecond) * 1000);
      }
      buckets.set(who, { left: left - 1, at: now });
      const [oldest] = buckets.keys();
      if (buckets.size > REMEMBERED && oldest !== undefined) buckets.delete(oldest);
      return 0;
    },
  };
}

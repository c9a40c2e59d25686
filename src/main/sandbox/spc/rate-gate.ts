import { SpcRefusal } from './spc-refusal.ts';

/** How many requests a second a key may send; 0 lets any number through. */
export interface RateRule {
  perSecond: number;
  /** How many may come at once after a pause. */
  burst: number;
}

/** Counts the requests of each key. */
export interface RateGate {
  /** Counts a request at `now` (ms since 1970); throws SpcRefusal RateLimited when there are too many. */
  pass(key: string, now: number): void;
}

const LONGEST_WAIT_SECONDS = 86_400;

/** Makes the gate: a bucket of `burst` requests for every key, filled by `perSecond`. The rule may change. */
export function createRateGate(rule: RateRule): RateGate {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    pass(key, now) {
      const { perSecond, burst } = rule;
      if (perSecond <= 0) return;
      const bucket = buckets.get(key) ?? { tokens: burst, at: now };
      const gained = (Math.max(0, now - bucket.at) / 1000) * perSecond;
      const tokens = Math.min(burst, bucket.tokens + gained);
      const passes = tokens >= 1;
      buckets.set(key, { tokens: passes ? tokens - 1 : tokens, at: now });
      if (passes) return;
      const wait = Math.ceil((1 - tokens) / perSecond);
      throw new SpcRefusal(`More than ${perSecond} requests in one second.`, {
        code: 'RateLimited',
        limit: Math.floor(perSecond),
        windowSeconds: 1,
        retryAfterSeconds: Math.min(Math.max(wait, 1), LONGEST_WAIT_SECONDS),
      });
    },
  };
}

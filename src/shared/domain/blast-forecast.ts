/** What a send list will ask of a pool. Instants are UTC milliseconds. */
export interface BlastFacts {
  readonly now: number;
  /** Messages that still need a number. */
  readonly messages: number;
  readonly poolSize: number;
  /** When the numbers that are out or resting come back, in any order. */
  readonly returns: readonly number[];
  /** How long each number is away once given: hold and rest. */
  readonly awaySeconds: number;
  /** Numbers the network gives a second. */
  readonly perSecond: number;
}

/** Whether a pool serves a send list at once, and when its last message gets its number. */
export interface BlastForecast {
  readonly free: number;
  /** Numbers that are missing for all messages to be served without waiting. */
  readonly missing: number;
  /** Null when the pool has no number at all, so that it never ends. */
  readonly lastAt: number | null;
}

/**
 * One blast needs as many numbers as messages (mongoose-spc.md 8). With fewer, messages wait for numbers to come back
 * from hold and rest, those given in this run among them.
 */
export function blastForecast(facts: BlastFacts): BlastForecast {
  const { now, messages, poolSize, awaySeconds } = facts;
  const out = facts.returns.filter((at) => at > now).toSorted((one, other) => one - other);
  const inUse = Math.min(out.length, poolSize);
  const free = poolSize - inUse;
  const missing = Math.max(0, messages - free);
  if (poolSize === 0) return { free, missing, lastAt: messages === 0 ? now : null };
  // When each number of the pool can be given next, soonest first: free ones now, the others when they come back.
  const next = [...Array.from({ length: free }, () => now), ...out.slice(out.length - inUse)];
  const step = 1000 / facts.perSecond;
  let at = now;
  // The pool repeats itself: the number given longest ago is always the next to come back.
  for (let message = 0; message < messages; message += 1) {
    const place = message % poolSize;
    at = Math.max(at + (message === 0 ? 0 : step), next[place] ?? now);
    next[place] = at + awaySeconds * 1000;
  }
  return { free, missing, lastAt: Math.round(at) };
}

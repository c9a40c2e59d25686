const HOUR_MS = 3_600_000;
/** Beyond this a pool is as good as never dry; the forecast says so by null. */
const HORIZON_MS = 31 * 24 * HOUR_MS;

/** What a pool is measured by. Instants are UTC milliseconds. */
export interface PoolFacts {
  readonly now: number;
  /** Numbers asked for an hour, as seen. */
  readonly perHour: number;
  /** How long a number is held, on average. */
  readonly holdSeconds: number;
  /** How long it rests after that. */
  readonly quarantineSeconds: number;
  /** When the numbers that are out or resting come back, in any order. */
  readonly returns: readonly number[];
}

/**
 * Numbers it takes to serve steady arrivals for good: arrivals an hour times the hours each number is away
 * (mongoose-spc.md 8).
 */
export function numbersNeeded(
  facts: Pick<PoolFacts, 'perHour' | 'holdSeconds' | 'quarantineSeconds'>,
): number {
  const { perHour, holdSeconds, quarantineSeconds } = facts;
  return roundUp((perHour * (holdSeconds + quarantineSeconds)) / 3600);
}

/** The same with a quarter in reserve. */
export function numbersWithReserve(facts: Parameters<typeof numbersNeeded>[0]): number {
  const { perHour, holdSeconds, quarantineSeconds } = facts;
  return roundUp((1.25 * perHour * (holdSeconds + quarantineSeconds)) / 3600);
}

/**
 * When a pool of so many numbers has none to give for an arrival, at steady arrivals; now when it has none already,
 * null when it does not happen within a month. Numbers given from now on are away for hold and quarantine as well.
 */
export function dryAt(facts: PoolFacts, poolSize: number): number | null {
  const { now, perHour } = facts;
  const out = facts.returns.filter((at) => at > now).toSorted((one, other) => one - other);
  if (out.length >= poolSize) return now;
  if (perHour <= 0) return null;
  const gap = HOUR_MS / perHour;
  const away = (facts.holdSeconds + facts.quarantineSeconds) * 1000;
  let free = poolSize - out.length;
  let [returned, given] = [0, 0];
  for (let arrival = 1; arrival * gap <= HORIZON_MS; arrival += 1) {
    const at = now + arrival * gap;
    while ((out[returned] ?? Infinity) <= at) {
      returned += 1;
      free += 1;
    }
    while (given < arrival - 1 && now + (given + 1) * gap + away <= at) {
      given += 1;
      free += 1;
    }
    if (free === 0) return Math.round(at);
    free -= 1;
    // After one whole turn of the pool everything repeats: what has been served once is served for good.
    if (at - now > away && returned === out.length) return null;
  }
  return null;
}

/** Rounds up what a computation with fractions leaves a hair above a whole number. */
function roundUp(value: number): number {
  return Math.max(0, Math.ceil(value - 1e-9));
}

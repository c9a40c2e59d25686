const MINUTE = 60_000;

/** How many outcomes the breaker remembers. */
export const REMEMBERED_OUTCOMES = 20;

/** So many failures in a row open it. */
export const FAILURES_IN_A_ROW = 5;

/** So do so many failures among the last 20. */
export const FAILURES_OF_LAST = 10;

/** How long after the opening, and after each probe that failed, the next probe goes out; the last one goes on. */
export const PROBE_DELAYS: readonly number[] = [MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 30 * MINUTE];

/**
 * No probe is ever further away than this, a minute given for what an attempt lasted; a probe that is was planned by a clock
 * that was wrong.
 */
export const LONGEST_PROBE_DELAY = 31 * MINUTE;

/** So many deliveries that wait behind an open breaker are alerted of. */
export const MANY_WAITING = 100;

/**
 * A receiver's circuit breaker (postback-delivery.md promise 7). `recent` holds the last outcomes, newest last: `+` for an
 * answer that delivers, accepted or not, `-` for none. While it is open, deliveries wait but for one probe at a time.
 */
export interface Breaker {
  readonly recent: string;
  /** UTC milliseconds; null while it is closed. */
  readonly openedAt: number | null;
  /** Why it opened, or what the newest probe came to, in a few words. */
  readonly reason: string;
  /** Probes that failed since it opened. */
  readonly probes: number;
  /** When the next probe may go out; null while it is closed. */
  readonly probeAt: number | null;
}

/** The breaker of a receiver nothing was sent to yet. */
export const CLOSED_BREAKER: Breaker = { recent: '', openedAt: null, reason: '', probes: 0, probeAt: null };

/** One attempt, as far as the breaker looks at it. Instants are UTC milliseconds. */
export interface BreakerOutcome {
  readonly startedAt: number;
  readonly endedAt: number;
  /** Whether the receiver answered in a way that delivers. */
  readonly answered: boolean;
  /** What came of it, such as `HTTP 503`. */
  readonly reason: string;
}

/**
 * The breaker after an attempt. It opens after 5 failures in a row, or 10 among the last 20. An open one is moved by its
 * probe alone: what was on its way when it opened says nothing new. A probe that is answered closes it.
 */
export function breakerAfter(breaker: Breaker, outcome: BreakerOutcome): Breaker {
  const recent = `${breaker.recent}${outcome.answered ? '+' : '-'}`.slice(-REMEMBERED_OUTCOMES);
  if (breaker.openedAt !== null) return openAfter({ ...breaker, recent }, outcome);
  const why = reasonToOpen(recent);
  if (why === null) return { ...breaker, recent };
  return {
    recent,
    openedAt: outcome.endedAt,
    reason: `${why}, the last with: ${outcome.reason}`,
    probes: 0,
    probeAt: outcome.endedAt + probeDelay(0),
  };
}

/** Whether a delivery may go out as a probe of an open breaker. */
export function probeIsDue(probeAt: number, now: number): boolean {
  return probeAt <= now || probeAt > now + LONGEST_PROBE_DELAY;
}

/** What of a breaker that stays open a person is alerted of, each once. */
export type BreakerAlert = 'opened' | 'many_waiting' | 'a_day' | 'five_days';

const DAY = 24 * 60 * MINUTE;

/** The alerts an open breaker gives rise to by now, the mildest first; none for a closed one. */
export function breakerAlerts(
  breaker: Pick<Breaker, 'openedAt'>,
  waiting: number,
  now: number,
): readonly BreakerAlert[] {
  if (breaker.openedAt === null) return [];
  const openFor = now - breaker.openedAt;
  return [
    'opened' as const,
    ...(waiting >= MANY_WAITING ? (['many_waiting'] as const) : []),
    ...(openFor >= DAY ? (['a_day'] as const) : []),
    ...(openFor >= 5 * DAY ? (['five_days'] as const) : []),
  ];
}

function openAfter(breaker: Breaker, { startedAt, endedAt, answered, reason }: BreakerOutcome): Breaker {
  if (breaker.probeAt === null || !probeIsDue(breaker.probeAt, startedAt)) return breaker;
  if (answered) return { ...CLOSED_BREAKER, recent: '+' };
  const probes = breaker.probes + 1;
  return {
    ...breaker,
    reason: `The newest probe failed: ${reason}`,
    probes,
    probeAt: endedAt + probeDelay(probes),
  };
}

function reasonToOpen(recent: string): string | null {
  if (recent.endsWith('-'.repeat(FAILURES_IN_A_ROW))) return `${FAILURES_IN_A_ROW} attempts in a row failed`;
  const failures = recent.split('-').length - 1;
  const full = recent.length === REMEMBERED_OUTCOMES;
  if (!full || failures < FAILURES_OF_LAST || !recent.endsWith('-')) return null;
  return `${failures} of the last ${REMEMBERED_OUTCOMES} attempts failed`;
}

function probeDelay(probesFailed: number): number {
  return PROBE_DELAYS[probesFailed] ?? 30 * MINUTE;
}

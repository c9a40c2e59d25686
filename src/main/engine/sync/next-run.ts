import type { NetworkRecord } from '../ports/network-record.ts';
import { isLoopbackHost } from '#shared/domain/network-address.ts';
import { isOffline } from './turn-fault.ts';
import type { TurnFault } from './turn-fault.ts';

const MINUTE = 60_000;
/** Invoca asks for more than five minutes between polls (invoca.md 4.5). */
const SHORTEST_FOR_REAL = 5 * MINUTE;
const FIRST_RECONNECT = 30_000;
const LONGEST_BACK_OFF = 60 * MINUTE;
const MOST_INTERVALS = 6;

/** How often a network is polled: as set, but a real one not more often than it allows. */
export function pollInterval(network: Pick<NetworkRecord, 'practice' | 'baseUrl'>, setMs: number): number {
  const own =
    network.practice || (URL.canParse(network.baseUrl) && isLoopbackHost(new URL(network.baseUrl).hostname));
  return own ? setMs : Math.max(setMs, SHORTEST_FOR_REAL);
}

/**
 * When a network has its next turn, in UTC milliseconds; null when only a person can help, as with a refused token. A
 * lost connection is tried again soon, a network in trouble ever later, and a `Retry-After` wins when later.
 * `failures` counts turns that failed in a row; `jitter`, from 0 to 1, spreads the waits after failures by a fifth.
 */
export function nextRunAt(turn: {
  readonly finishedAt: number;
  readonly intervalMs: number;
  readonly fault: TurnFault | null;
  readonly failures: number;
  readonly jitter: number;
}): number | null {
  const { finishedAt, intervalMs, fault } = turn;
  if (fault === null || fault.kind === 'cancelled') return finishedAt + intervalMs;
  if (fault.kind === 'unauthorised' || fault.kind === 'token') return null;
  const doublings = 2 ** Math.min(20, Math.max(0, turn.failures - 1));
  const spread = 0.8 + 0.4 * turn.jitter;
  const wait = isOffline(fault)
    ? Math.min(intervalMs, FIRST_RECONNECT * doublings * spread)
    : Math.min(intervalMs * doublings * spread, longestWait(intervalMs));
  return finishedAt + Math.round(Math.max(wait, fault.retryAfterMs ?? 0));
}

function longestWait(intervalMs: number): number {
  return Math.min(intervalMs * MOST_INTERVALS, Math.max(intervalMs, LONGEST_BACK_OFF));
}

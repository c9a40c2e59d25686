import type { Clock } from '#main/engine/ports/clock.ts';

/** Waits, unless the signal ends the waiting. @throws when aborted */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

/** Keeps the calls of one network within its limit. */
export interface CallLimiter {
  /** Settles when one more call may go out; calls go in the order in which they asked. @throws when aborted */
  turn(signal: AbortSignal): Promise<void>;
  /** The network said that there were too many: nothing goes out for ten seconds. */
  refused(): void;
}

const WINDOW_MS = 10_000;
/**
 * TUNE answers 50 in any ten seconds (tune.md 0), whoever of the network asks; the rest is left to others and to the
 * time a call needs on its way (tune.md 9.5, assumed).
 */
const CALLS = 40;

/** Makes the limiter of one network. A clock that is put back costs no wait. */
export function callLimiter({ clock, sleep }: { readonly clock: Clock; readonly sleep: Sleep }): CallLimiter {
  let sent: readonly number[] = [];
  let refusedAt: number | null = null;
  let queue = Promise.resolve();

  const restOf = (since: number | null | undefined, now: number): number =>
    since === null || since === undefined || since > now ? 0 : since + WINDOW_MS - now;

  const pass = async (signal: AbortSignal): Promise<void> => {
    for (;;) {
      signal.throwIfAborted();
      const now = clock();
      sent = sent.filter((at) => at <= now && at > now - WINDOW_MS);
      const wait = Math.max(restOf(refusedAt, now), sent.length < CALLS ? 0 : restOf(sent[0], now));
      if (wait <= 0) {
        sent = [...sent, now];
        return;
      }
      await sleep(wait, signal);
    }
  };

  return {
    turn(signal) {
      const turn = queue.then(() => pass(signal));
      queue = turn.catch(() => undefined);
      return turn;
    },
    refused() {
      refusedAt = clock();
    },
  };
}

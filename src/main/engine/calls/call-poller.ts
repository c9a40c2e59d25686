import type { Scheduler } from '../scheduler.ts';
import { pollCalls } from './poll-calls.ts';
import type { CallPollParts, CallRound } from './poll-calls.ts';

/** Reads calls of session numbers in rounds of their own beside the networks' syncs. */
export interface CallPoller {
  start(): void;
  /** Reads now, also while paused; joins a round under way. */
  now(): Promise<void>;
  /** Ends the round under way; what is stored stays. */
  cancel(): void;
  setPaused(paused: boolean): void;
  setPollMs(pollMs: number): void;
  /** False when the machine is surely without a network. */
  setOnline(online: boolean): void;
  /** An account was added, changed or removed, or the machine woke up. */
  hurry(): void;
  stop(): Promise<void>;
}

/** A poller of calls: one round at a time, at an interval. */
export function createCallPoller(
  parts: CallPollParts & {
    readonly scheduler: Scheduler;
    readonly pollMs: number;
    readonly onRound: (round: CallRound) => void;
  },
): CallPoller {
  let { pollMs } = parts;
  let paused = false;
  let online = true;
  let stopped = false;
  let takeBack = (): void => undefined;
  let round: { readonly stop: AbortController; readonly done: Promise<void> } | null = null;

  const arm = (ms: number): void => {
    takeBack();
    takeBack = () => undefined;
    if (!stopped && !paused && online) takeBack = parts.scheduler.after(ms, () => void run());
  };
  const run = (): Promise<void> => {
    if (stopped) return Promise.resolve();
    if (round !== null) return round.done;
    takeBack();
    const stop = new AbortController();
    const done = pollCalls(parts, stop.signal)
      .then((brought) => parts.onRound(brought))
      .catch((error: unknown) =>
        parts.log.error('Reading calls stopped on a fault of the desk itself.', error),
      )
      .finally(() => {
        round = null;
        arm(pollMs);
      });
    round = { stop, done };
    return done;
  };

  return {
    start: () => arm(0),
    now: run,
    cancel: () => round?.stop.abort(),
    setPaused(value) {
      paused = value;
      if (paused) round?.stop.abort();
      arm(0);
    },
    setPollMs(value) {
      pollMs = value;
      arm(pollMs);
    },
    setOnline(value) {
      if (online === value) return;
      online = value;
      arm(0);
    },
    hurry: () => arm(0),
    async stop() {
      stopped = true;
      takeBack();
      round?.stop.abort();
      await round?.done;
    },
  };
}

import type { Clock } from '../ports/clock.ts';
import type { EngineLog } from '../ports/engine-log.ts';
import type { PostbackWrites } from '../ports/postback-store.ts';
import type { Scheduler } from '../scheduler.ts';

const DAY = 24 * 60 * 60 * 1000;

/** How long attempts are kept unless the settings say otherwise (promise 13). */
export const DEFAULT_ATTEMPT_DAYS = 400;

/** The first look comes when the start is long over. */
const FIRST_LOOK = 10 * 60_000;
const SLICE = 500;
/** Between two slices, so that what must be stored now never waits for what is forgotten. */
const PAUSE = 250;

/** Forgets attempts that are older than they are kept, once a day, in small slices. */
export interface AttemptRetention {
  start(): void;
  /** Looks at once with the new span. */
  setDays(days: number): void;
  stop(): void;
}

/** Retention that has not started yet. */
export function attemptRetention(parts: {
  readonly write: Pick<PostbackWrites, 'pruneAttempts'>;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly log: EngineLog;
  readonly days: number;
}): AttemptRetention {
  let { days } = parts;
  let [started, stopped] = [false, false];
  let takeBack = (): void => undefined;

  const lookIn = (ms: number): void => {
    takeBack();
    if (!stopped) takeBack = parts.scheduler.after(ms, () => void look());
  };
  const look = async (): Promise<void> => {
    try {
      const before = parts.clock() - days * DAY;
      const forgotten = await parts.write.pruneAttempts({ before, limit: SLICE });
      lookIn(forgotten === 0 ? DAY : PAUSE);
    } catch (error) {
      parts.log.error('Old attempts could not be forgotten.', error);
      lookIn(DAY);
    }
  };
  return {
    start() {
      started = true;
      lookIn(FIRST_LOOK);
    },
    setDays(value) {
      if (value === days) return;
      days = value;
      if (started) lookIn(PAUSE);
    },
    stop() {
      stopped = true;
      takeBack();
    },
  };
}

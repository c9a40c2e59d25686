import type { EngineLog } from '../ports/engine-log.ts';
import type { AttemptOutcome, OutboxWrites, RecordedAttempts } from '../ports/outbox.ts';
import type { Scheduler } from '../scheduler.ts';

const RETRY_MS = 5000;

/** Writes attempts down, those that end while a write is under way together in the next one. */
export interface AttemptRecorder {
  add(outcome: AttemptOutcome): void;
  /** Outcomes not written yet. */
  readonly pending: number;
  /** True while writing fails; nothing new should be sent then. */
  readonly troubled: boolean;
  /** Waits until all is written, or writing has failed once more. */
  flush(): Promise<void>;
}

/** A recorder that calls `onRecorded` after each write; a write that fails is tried again until it succeeds. */
export function attemptRecorder(parts: {
  readonly write: Pick<OutboxWrites, 'recordAttempts'>;
  readonly scheduler: Scheduler;
  readonly log: EngineLog;
  readonly onRecorded: (outcomes: readonly AttemptOutcome[], led: RecordedAttempts) => void;
}): AttemptRecorder {
  let waiting: AttemptOutcome[] = [];
  let [underWay, troubled] = [0, false];
  let writing: Promise<void> | null = null;
  let takeBack = (): void => undefined;

  const writeAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      const outcomes = waiting;
      waiting = [];
      underWay = outcomes.length;
      let led: RecordedAttempts;
      try {
        led = await parts.write.recordAttempts({ outcomes });
        troubled = false;
      } catch (error) {
        waiting = [...outcomes, ...waiting];
        troubled = true;
        parts.log.error('Attempts could not be recorded; sending waits until they are.', error);
        takeBack = parts.scheduler.after(RETRY_MS, () => void start());
        return;
      } finally {
        underWay = 0;
      }
      parts.onRecorded(outcomes, led);
    }
  };
  const start = (): Promise<void> => {
    takeBack();
    writing ??= writeAll().finally(() => {
      writing = null;
      // What came between the last look and this moment.
      if (waiting.length > 0 && !troubled) void start();
    });
    return writing;
  };
  return {
    add(outcome) {
      waiting.push(outcome);
      if (!troubled) void start();
    },
    get pending() {
      return waiting.length + underWay;
    },
    get troubled() {
      return troubled;
    },
    async flush() {
      if (waiting.length > 0 || writing !== null) await start();
      takeBack();
    },
  };
}

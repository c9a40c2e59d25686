import type { EngineLog } from './ports/engine-log.ts';
import type { Scheduler } from './scheduler.ts';

const RETRY_MS = 5000;

/** Writes down what ended; what ends while a write is under way goes together into the next one. */
export interface Recorder<T> {
  add(one: T): void;
  /** What is not written yet. */
  readonly pending: number;
  /** True while writing fails; nothing new should be begun then. */
  readonly troubled: boolean;
  /** Waits until all is written, or writing has failed once more. */
  flush(): Promise<void>;
}

/**
 * A recorder that calls `onRecorded` after each write with what was written and what came of it. A write that fails is
 * tried again until it succeeds; `trouble` is what the log says of it.
 */
export function recorder<T, R>(parts: {
  readonly write: (batch: readonly T[]) => Promise<R>;
  readonly onRecorded: (batch: readonly T[], led: R) => void;
  readonly trouble: string;
  readonly scheduler: Scheduler;
  readonly log: EngineLog;
}): Recorder<T> {
  let waiting: T[] = [];
  let [underWay, troubled] = [0, false];
  let writing: Promise<void> | null = null;
  let takeBack = (): void => undefined;

  const writeAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      underWay = batch.length;
      let led: R;
      try {
        led = await parts.write(batch);
        troubled = false;
      } catch (error) {
        waiting = [...batch, ...waiting];
        troubled = true;
        parts.log.error(parts.trouble, error);
        takeBack = parts.scheduler.after(RETRY_MS, () => void start());
        return;
      } finally {
        underWay = 0;
      }
      parts.onRecorded(batch, led);
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
    add(one) {
      waiting.push(one);
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

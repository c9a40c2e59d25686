import type { Clock } from '../ports/clock.ts';
import type { DeskWriter } from '../ports/desk-store.ts';
import type { EngineLog } from '../ports/engine-log.ts';
import type { Scheduler } from '../scheduler.ts';
import type { EndedJob } from './try-job.ts';

const RETRY_MS = 5000;

/** Writes outcomes down, those that end while a write is under way together in the next one. */
export interface OutcomeRecorder {
  add(ended: EndedJob): void;
  /** True while writing fails; nothing new should be tried then. */
  readonly troubled: boolean;
  /** Waits until all is written, or writing has failed once more. */
  flush(): Promise<void>;
}

/** A recorder that calls `onRecorded` after each write; a write that fails is tried again until it succeeds. */
export function outcomeRecorder(parts: {
  readonly write: Pick<DeskWriter, 'settleJobs'>;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly log: EngineLog;
  readonly onRecorded: (ended: readonly EndedJob[]) => void;
}): OutcomeRecorder {
  let waiting: EndedJob[] = [];
  let troubled = false;
  let writing: Promise<void> | null = null;
  let takeBack = (): void => undefined;

  const writeAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      const ended = waiting;
      waiting = [];
      try {
        await parts.write.settleJobs({
          tries: ended.map((one) => one.ended),
          contacts: ended.flatMap(({ contact }) => (contact ? [contact] : [])),
          now: parts.clock(),
        });
        troubled = false;
      } catch (error) {
        waiting = [...ended, ...waiting];
        troubled = true;
        parts.log.error('Outcomes of jobs could not be recorded; jobs wait until they are.', error);
        takeBack = parts.scheduler.after(RETRY_MS, () => void start());
        return;
      }
      parts.onRecorded(ended);
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
    add(ended) {
      waiting.push(ended);
      if (!troubled) void start();
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

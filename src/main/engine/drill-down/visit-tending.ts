import type { Clock } from '../ports/clock.ts';
import type { EngineLog } from '../ports/engine-log.ts';
import type { VisitWrites } from '../ports/visit-store.ts';
import type { Scheduler } from '../scheduler.ts';

const STORE_TROUBLE_MS = 30_000;

/** Looks after visits as their times come: steps to carry, idle visits to end, numbers to give back. */
export interface VisitTending {
  start(): void;
  /** A step was told, or a number came. */
  wake(): void;
  stop(): Promise<void>;
}

export function visitTending(parts: {
  readonly write: Pick<VisitWrites, 'tendVisits'>;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly log: EngineLog;
  /** Jobs were queued, visits ended. */
  readonly onTended: () => void;
}): VisitTending {
  const { clock, scheduler } = parts;
  let takeBack = (): void => undefined;
  let looking: Promise<void> | null = null;
  const stopping = new AbortController();
  let [begun, again] = [false, false];

  const look = async (): Promise<void> => {
    takeBack();
    let nextAt: number | null = null;
    do {
      again = false;
      const tended = await parts.write.tendVisits({ now: clock() });
      if (tended.queued + tended.ended > 0) parts.onTended();
      nextAt = tended.nextAt;
    } while (again && !stopping.signal.aborted);
    if (nextAt !== null && !stopping.signal.aborted)
      takeBack = scheduler.after(Math.max(0, nextAt - clock()), wake);
  };
  const wake = (): void => {
    if (!begun || stopping.signal.aborted) return;
    again = true;
    looking ??= look()
      .catch((error: unknown) => {
        parts.log.error('Visits could not be looked after.', error);
        takeBack = scheduler.after(STORE_TROUBLE_MS, wake);
        again = false;
      })
      .finally(() => {
        looking = null;
        if (again) wake();
      });
  };
  return {
    start() {
      begun = true;
      wake();
    },
    wake,
    async stop() {
      stopping.abort();
      takeBack();
      await looking;
    },
  };
}

import { ABOUT_TO_END_MS } from '#shared/domain/session-expiry.ts';
import type { UpcomingEnd } from '#shared/domain/session-expiry.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeskStore } from '../ports/desk-store.ts';
import type { EngineLog } from '../ports/engine-log.ts';
import type { Scheduler } from '../scheduler.ts';

const LEAST_WAIT_MS = 250;
const TROUBLE_MS = 60_000;

/** Numbers that are about to end, told together. */
export interface EndingNumbers {
  readonly count: number;
  /** Soonest first, a few of them. */
  readonly first: readonly UpcomingEnd[];
}

/** Marks numbers as their sessions end, and tells of those about to end. */
export interface SessionWatch {
  start(): void;
  /** Numbers came, or a clock was seen. */
  wake(): void;
  stop(): Promise<void>;
}

export function sessionWatch(parts: {
  readonly store: DeskStore;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly log: EngineLog;
  /** Numbers were marked as ended. */
  readonly onEnded: () => void;
  /** Numbers nobody was told of yet end within half an hour; told once each, at most twice an hour. */
  readonly onEnding: (ending: EndingNumbers) => void;
}): SessionWatch {
  const { store, clock, scheduler, log } = parts;
  let takeBack = (): void => undefined;
  let looking: Promise<void> | null = null;
  let [begun, stopped, again] = [false, false, false];
  /** Everything that ends before this was told. */
  let toldBefore = 0;
  let lastTold = Number.NEGATIVE_INFINITY;

  const tell = async (now: number): Promise<void> => {
    if (now < lastTold + ABOUT_TO_END_MS) return;
    const before = now + ABOUT_TO_END_MS;
    const ending = await store.read.sessionsEnding({ before, limit: 3 });
    const told = toldBefore > now ? await store.read.sessionsEnding({ before: toldBefore, limit: 1 }) : null;
    const count = ending.count - (told?.count ?? 0);
    toldBefore = before;
    if (count <= 0) return;
    lastTold = now;
    parts.onEnding({ count, first: ending.first });
  };
  const look = async (): Promise<void> => {
    takeBack();
    for (;;) {
      again = false;
      const now = clock();
      const { ended } = await store.write.endSessions({ now });
      if (ended > 0) parts.onEnded();
      await tell(now);
      if (!again) break;
    }
    const nextEnd = await store.read.nextSessionEnd();
    if (nextEnd === null || stopped) return;
    const nextTold = Math.max(lastTold + ABOUT_TO_END_MS, nextEnd - ABOUT_TO_END_MS, clock() + TROUBLE_MS);
    takeBack = scheduler.after(Math.max(LEAST_WAIT_MS, Math.min(nextEnd, nextTold) - clock()), wake);
  };
  const wake = (): void => {
    if (!begun || stopped) return;
    again = true;
    looking ??= look()
      .catch((error: unknown) => {
        log.error('The ends of session numbers could not be looked after.', error);
        takeBack = scheduler.after(TROUBLE_MS, wake);
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
      stopped = true;
      takeBack();
      await looking;
    },
  };
}

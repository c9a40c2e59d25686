import type { Clock } from '#main/engine/ports/clock.ts';
import type { Scheduler } from '#main/engine/scheduler.ts';

/** Time that moves only when a test moves it. */
export interface FakeTime {
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  /** Moves on, running what falls due on the way, each followed by everything it sets off. */
  advance(ms: number): Promise<void>;
  /** Lets everything happen that needs no time. */
  settle(): Promise<void>;
  /** Timers that are set. */
  readonly timers: number;
}

/** Fake time that starts at an instant. */
export function fakeTime(start = Date.UTC(2026, 0, 5, 12, 0, 0)): FakeTime {
  let now = start;
  let timers: { readonly at: number; readonly work: () => void }[] = [];

  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    clock: () => now,
    scheduler: {
      after(ms, work) {
        const timer = { at: now + Math.max(0, ms), work };
        timers.push(timer);
        return () => {
          timers = timers.filter((one) => one !== timer);
        };
      },
    },
    async advance(ms) {
      const until = now + ms;
      await settle();
      for (;;) {
        const [next] = timers.filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at);
        if (!next) break;
        timers = timers.filter((one) => one !== next);
        now = Math.max(now, next.at);
        next.work();
        await settle();
      }
      now = until;
      await settle();
    },
    settle,
    get timers() {
      return timers.length;
    },
  };
}

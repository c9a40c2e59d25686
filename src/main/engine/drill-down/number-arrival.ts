import type { VisitStanding } from '../ports/visit-store.ts';
import type { Scheduler } from '../scheduler.ts';

/** Lets answers wait a little for the number that is on its way. */
export interface NumberArrival {
  /** The standing once its number came or failed, or after `ms` as it is then. */
  wait(first: VisitStanding, look: () => Promise<VisitStanding | null>, ms: number): Promise<VisitStanding>;
  /** Numbers may have come. */
  happened(): void;
  /** Nobody waits any more. */
  stop(): void;
}

export function numberArrival(scheduler: Scheduler): NumberArrival {
  const stopped = new AbortController();
  let waiting: (() => void)[] = [];
  const happened = (): void => {
    const woken = waiting;
    waiting = [];
    for (const wake of woken) wake();
  };
  return {
    happened,
    async wait(first, look, ms) {
      let standing = first;
      const late = new AbortController();
      const over = AbortSignal.any([late.signal, stopped.signal]);
      const takeBack = scheduler.after(ms, () => {
        late.abort();
        happened();
      });
      while (isComing(standing) && !over.aborted) {
        // Asked for before looking, so that what happens in between is not missed.
        const news = new Promise<void>((resolve) => waiting.push(resolve));
        standing = (await look()) ?? standing;
        if (isComing(standing) && !over.aborted) await news;
      }
      takeBack();
      return standing;
    },
    stop() {
      stopped.abort();
      happened();
    },
  };
}

function isComing({ number }: VisitStanding): boolean {
  return number?.state === 'requested' && !number.over;
}

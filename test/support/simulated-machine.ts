import type { Clock } from '#main/engine/ports/clock.ts';
import type { Scheduler } from '#main/engine/scheduler.ts';

/** A machine whose time is simulated: timers follow its uptime, and its clock may be wrong, or pass while it is off. */
export interface Machine extends Scheduler {
  /** What its clock shows, UTC milliseconds. */
  readonly clock: Clock;
  /** What a right clock shows. */
  readonly trueTime: Clock;
  /** Milliseconds it has run, without sleep; never turned back. */
  readonly uptime: () => number;
  /** Time passes and nothing runs: asleep, or switched off. */
  off(ms: number): void;
  /** The clock is set forward, or back by a negative number. */
  turnClock(ms: number): void;
  /** Runs the next timer, and everything it sets off, as `settle` waits for it; false when there is none. */
  step(settle: () => Promise<void>): Promise<boolean>;
  /** Runs all that falls due within so many milliseconds. */
  advance(ms: number, settle: () => Promise<void>): Promise<void>;
}

interface Timer {
  readonly at: number;
  /** Timers of one instant run in the order in which they were set. */
  readonly order: number;
  work: (() => void) | null;
}

/** A machine that starts now, at the instant its clock shows. */
export function simulatedMachine(start: number): Machine {
  const heap: Timer[] = [];
  let [uptime, begun, turned, order] = [0, start, 0, 0];

  const now = (): number => uptime;
  const before = (a: Timer, b: Timer): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);
  const at = (place: number): Timer => {
    const timer = heap[place];
    if (!timer) throw new RangeError(`There is no timer ${place}.`);
    return timer;
  };
  const swap = (a: number, b: number): void => {
    const kept = at(a);
    heap[a] = at(b);
    heap[b] = kept;
  };
  const push = (timer: Timer): void => {
    heap.push(timer);
    for (let place = heap.length - 1; place > 0;) {
      const parent = (place - 1) >> 1;
      if (!before(at(place), at(parent))) return;
      swap(place, parent);
      place = parent;
    }
  };
  const pop = (): Timer | null => {
    const [first] = heap;
    const last = heap.pop();
    if (!first || !last || heap.length === 0) return first ?? null;
    heap[0] = last;
    for (let place = 0; ;) {
      const [left, right] = [2 * place + 1, 2 * place + 2];
      let least = place;
      if (left < heap.length && before(at(left), at(least))) least = left;
      if (right < heap.length && before(at(right), at(least))) least = right;
      if (least === place) return first;
      swap(place, least);
      place = least;
    }
  };

  const step = async (settle: () => Promise<void>): Promise<boolean> => {
    for (let timer = pop(); timer !== null; timer = pop()) {
      if (timer.work === null) continue;
      uptime = Math.max(uptime, timer.at);
      timer.work();
      await settle();
      return true;
    }
    return false;
  };
  const after: Scheduler['after'] = (ms, work) => {
    const timer: Timer = { at: uptime + Math.max(0, ms), order, work };
    order += 1;
    push(timer);
    return () => {
      timer.work = null;
    };
  };

  return {
    clock: () => begun + turned + uptime,
    trueTime: () => begun + uptime,
    uptime: now,
    after,
    off(ms) {
      begun += ms;
    },
    turnClock(ms) {
      turned += ms;
    },
    step,
    async advance(ms, settle) {
      await settle();
      const until = now() + ms;
      after(ms, () => undefined);
      while (now() < until) await step(settle);
    },
  };
}

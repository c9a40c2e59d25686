import type { DeliveryLimits } from './delivery-limits.ts';

/** Deliveries in hand, by receiver: those that wait for their turn and those on their way. */
export interface ReceiverTurns<T> {
  /** `pace` holds for this receiver from now on, where it has one of its own. */
  add(receiver: string, item: T, pace?: LanePace): void;
  /** The next item that may begin now, receivers in turn; else when one may; null when none waits for time alone. */
  next(now: number): { readonly receiver: string; readonly item: T } | { readonly at: number } | null;
  /** An item that `next` gave has ended. */
  ended(receiver: string): void;
  /** Takes out everything that has not begun, or what of these receivers has not. */
  takeWaiting(receivers?: readonly string[]): readonly T[];
  readonly waiting: number;
  readonly running: number;
  /** Items in hand per receiver. */
  inHand(): Readonly<Record<string, number>>;
}

/** Limits of one receiver; the usual ones where they are absent. */
export interface LanePace {
  readonly perSecond?: number | undefined;
  readonly atOnce?: number | undefined;
}

interface Lane<T> {
  readonly queue: T[];
  running: number;
  /** The earliest instant at which another item may begin. */
  freeAt: number;
  /** Milliseconds between two that begin. */
  spacing: number;
  atOnce: number;
}

/** Turns under the limits: one dead or slow receiver fills its own lane and no other (promise 8). */
export function receiverTurns<T>(limits: DeliveryLimits): ReceiverTurns<T> {
  const lanes = new Map<string, Lane<T>>();
  let [waiting, running] = [0, 0];

  return {
    add(receiver, item, pace = {}) {
      const lane = lanes.get(receiver) ?? { queue: [], running: 0, freeAt: 0, spacing: 0, atOnce: 0 };
      lane.spacing = 1000 / (pace.perSecond ?? limits.perSecond);
      lane.atOnce = pace.atOnce ?? limits.perReceiver;
      lanes.set(receiver, lane);
      lane.queue.push(item);
      waiting += 1;
    },
    next(now) {
      if (running >= limits.overall) return null;
      let at: number | null = null;
      for (const [receiver, lane] of lanes) {
        // A clock that is set back must not keep a lane waiting for the time there was.
        lane.freeAt = Math.min(lane.freeAt, now + lane.spacing);
        if (lane.queue.length === 0 && lane.running === 0 && lane.freeAt <= now) lanes.delete(receiver);
        if (lane.queue.length === 0 || lane.running >= lane.atOnce) continue;
        if (lane.freeAt > now) {
          at = at === null ? lane.freeAt : Math.min(at, lane.freeAt);
          continue;
        }
        const item = lane.queue.shift();
        if (item === undefined) continue;
        lane.running += 1;
        lane.freeAt = Math.max(now, lane.freeAt) + lane.spacing;
        waiting -= 1;
        running += 1;
        // The lane goes to the end of the line, so that the others have their turn first.
        lanes.delete(receiver);
        lanes.set(receiver, lane);
        return { receiver, item };
      }
      return at === null ? null : { at };
    },
    ended(receiver) {
      const lane = lanes.get(receiver);
      if (!lane) return;
      lane.running -= 1;
      running -= 1;
    },
    takeWaiting(receivers) {
      const taken = [...lanes]
        .filter(([receiver]) => receivers?.includes(receiver) ?? true)
        .flatMap(([, lane]) => lane.queue.splice(0));
      waiting -= taken.length;
      return taken;
    },
    get waiting() {
      return waiting;
    },
    get running() {
      return running;
    },
    inHand() {
      const counts = [...lanes].map(
        ([receiver, lane]) => [receiver, lane.queue.length + lane.running] as const,
      );
      return Object.fromEntries(counts.filter(([, count]) => count > 0));
    },
  };
}

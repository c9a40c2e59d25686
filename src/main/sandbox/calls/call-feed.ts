import { seededRandom } from '../seeded-random.ts';
import type { RingPoolVisitors } from './ring-pool-visitors.ts';
import { historyStarts, type CallDesk, type CallWish, type DueRow } from './call-desk.ts';

/** A call that has been put into the log: its id and the id of its first row. */
export interface ArrivedCall {
  readonly completeCallId: string;
  readonly transactionId: string;
}

/** Brings calls and later verdicts into the log as time passes. All instants in ms since 1970. */
export interface CallFeed {
  /** Calls a minute that arrive by themselves; at 0 nothing happens by itself, verdicts included. */
  readonly pace: number;
  /** How many verdicts are still to come. */
  readonly waiting: number;
  /** Changes the pace; the next call comes one interval after `now`. */
  setPace(pace: number, now: number): void;
  /** Writes everything that has become due up to `now`, in the order in which it became due. */
  advance(now: number): void;
  /** Lets `count` calls arrive at `now`; their verdicts follow as time passes. */
  addCalls(count: number, now: number, wish?: CallWish): ArrivedCall[];
}

/** What the feed starts with: `calls` in the two weeks before `base`. */
export interface FeedStart {
  readonly seed: number;
  readonly base: number;
  readonly calls: number;
}

/**
 * Fills the log with the history and returns the feed that goes on from there, at pace 0. Some of the calls that come
 * by themselves are those of ring pools' visitors.
 */
export function createCallFeed(
  desk: CallDesk,
  start: FeedStart,
  visitors?: Pick<RingPoolVisitors, 'next'>,
): CallFeed {
  const arrivals = seededRandom(start.seed, 'arrivals');
  let pace = 0;
  let nextCallAt = Number.POSITIVE_INFINITY;
  let waiting: DueRow[] = [];

  function plan(row: DueRow): void {
    let low = 0;
    let high = waiting.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((waiting[middle]?.at ?? 0) <= row.at) low = middle + 1;
      else high = middle;
    }
    waiting.splice(low, 0, row);
  }

  function interval(): number {
    return (60_000 / pace) * (0.5 + arrivals.next());
  }

  function arrive(at: number, wish?: CallWish): ArrivedCall {
    const [first, ...later] = desk.invent(at, 'live', wish);
    if (first === undefined) throw new Error('an outcome without any row');
    const transactionId = desk.write(first);
    for (const row of later) plan(row);
    return { completeCallId: first.file.call.completeCallId, transactionId };
  }

  function writeHistory(): void {
    const rows = historyStarts(start.seed, start.calls, start.base).flatMap((at) =>
      desk.invent(at, 'history'),
    );
    rows.sort((left, right) => left.at - right.at);
    const past = rows.findIndex(({ at }) => at > start.base);
    const end = past === -1 ? rows.length : past;
    for (const row of rows.slice(0, end)) desk.write(row);
    waiting = rows.slice(end);
  }

  writeHistory();
  return {
    get pace() {
      return pace;
    },
    get waiting() {
      return waiting.length;
    },
    setPace(newPace, now) {
      pace = newPace;
      nextCallAt = pace > 0 ? now + interval() : Number.POSITIVE_INFINITY;
    },
    advance(now) {
      if (pace === 0) return;
      for (;;) {
        const verdictAt = waiting[0]?.at ?? Number.POSITIVE_INFINITY;
        if (Math.min(verdictAt, nextCallAt) > now) return;
        if (verdictAt <= nextCallAt) {
          const due = waiting.shift();
          if (due !== undefined) desk.write(due);
        } else {
          const at = Math.floor(nextCallAt);
          arrive(at, visitors?.next(at));
          nextCallAt += interval();
        }
      }
    },
    addCalls(count, now, wish) {
      return Array.from({ length: count }, () => arrive(now, wish));
    },
  };
}

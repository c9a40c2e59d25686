import { judgeFollowed } from '#shared/domain/followed-link.ts';
import type { FollowedLink } from '#shared/domain/followed-link.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeskStore } from '../ports/desk-store.ts';
import type { EngineLog } from '../ports/engine-log.ts';
import type { Scheduler } from '../scheduler.ts';

/** Between two links: every check is a click somebody counts, and no network is to be hurried by it. */
const PACE_MS = 3000;
/** A link nobody answered on is followed again this soon, once. */
const AGAIN_MS = 10 * 60_000;
const TROUBLE_MS = 60_000;
const LONGEST_SLEEP_MS = 60 * 60_000;

/** Follows published links again, one at a time, as long as there is a connection. */
export interface LinkWatch {
  start(): void;
  /** Places, links or the clock changed: something may be due. */
  wake(): void;
  setOnline(online: boolean): void;
  /** Milliseconds between two checks of a link; 0 follows none by itself. */
  setIntervalMs(intervalMs: number): void;
  stop(): Promise<void>;
}

export function linkWatch(parts: {
  readonly store: Pick<DeskStore, 'read' | 'write'>;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly log: EngineLog;
  readonly intervalMs: number;
  readonly follow: (link: string, signal: AbortSignal) => Promise<FollowedLink>;
  readonly onChecked: () => void;
}): LinkWatch {
  const { store, clock, scheduler, log } = parts;
  const ended = new AbortController();
  let { intervalMs } = parts;
  let takeBack = (): void => undefined;
  let looking: Promise<void> | null = null;
  let [begun, online, again] = [false, true, false];

  /** Follows the link that is due longest; tells how long to wait for the next. */
  const look = async (): Promise<number | null> => {
    const due = await store.read.dueLink({ now: clock() });
    if (!due) {
      const next = await store.read.nextLinkCheck();
      return next === null ? null : Math.min(LONGEST_SLEEP_MS, Math.max(PACE_MS, next - clock()));
    }
    const followed = await parts.follow(due.link, ended.signal);
    // What was broken off, or never left this machine, says nothing about the link.
    if (ended.signal.aborted || !online) return null;
    const judgement = judgeFollowed(followed);
    const soon = judgement.verdict === 'unanswered' && due.failures === 0;
    const at = clock();
    const nextAt = at + (soon ? Math.min(AGAIN_MS, intervalMs) : intervalMs);
    await store.write.recordLinkCheck({ linkId: due.id, at, by: 'watch', judgement, followed, nextAt });
    parts.onChecked();
    return PACE_MS;
  };
  const wake = (): void => {
    if (!begun || ended.signal.aborted || !online || intervalMs === 0) return;
    if (looking) {
      again = true;
      return;
    }
    takeBack();
    looking = look()
      .catch((error: unknown) => {
        log.error('A published link could not be looked after.', error);
        return TROUBLE_MS;
      })
      .then((wait) => {
        looking = null;
        // Whatever woke it meanwhile is looked at no sooner than the pace allows.
        if (wait === null && !again) return;
        const sleep = again ? PACE_MS : (wait ?? PACE_MS);
        again = false;
        takeBack = scheduler.after(sleep, wake);
      });
  };
  return {
    start() {
      begun = true;
      wake();
    },
    wake,
    setOnline(value) {
      online = value;
      if (online) wake();
      else takeBack();
    },
    setIntervalMs(value) {
      if (value === intervalMs) return;
      intervalMs = value;
      if (value === 0) {
        takeBack();
        return;
      }
      store.write
        .rescheduleLinkChecks({ intervalMs, now: clock() })
        .then(wake, (error: unknown) =>
          log.error('The checks of links could not be set to another interval.', error),
        );
    },
    async stop() {
      ended.abort();
      takeBack();
      await looking;
    },
  };
}

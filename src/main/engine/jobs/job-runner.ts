import type { Clock } from '../ports/clock.ts';
import type { DeskStore } from '../ports/desk-store.ts';
import type { EngineLog } from '../ports/engine-log.ts';
import type { Scheduler } from '../scheduler.ts';
import { accountPace } from './account-pace.ts';
import { awayNetworks } from './away-networks.ts';
import { freeEnvironmentKeys } from './free-holds.ts';
import type { JobHandler } from './job-handler.ts';
import { outcomeRecorder } from './outcome-recorder.ts';
import { tryJob } from './try-job.ts';
import type { EndedJob } from './try-job.ts';

/** Longer than any try may take, so that a job is never tried twice at once. */
const LEASE_MS = 3 * 60_000;
const STORE_TROUBLE_MS = 60_000;
const LEAST_WAIT_MS = 100;

/** What the runner is made of. */
export interface JobRunnerParts {
  readonly store: DeskStore;
  readonly handle: JobHandler;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly log: EngineLog;
  /** After outcomes were written down, with all of them. */
  readonly onSettled: (ended: readonly EndedJob[]) => void;
}

/** Does the jobs of a workspace as they come due, each under a lease, at the pace its account takes. */
export interface JobRunner {
  /** Begins; what an earlier run was at when it died is due again. */
  start(): void;
  /** Jobs were added, holds lifted, batches paused or resumed. */
  wake(): void;
  /** False when the machine is surely without a network; accounts on this machine are reached all the same. */
  setOnline(online: boolean): void;
  /** Accounts were added, changed or removed. */
  networksChanged(): void;
  /** Takes no more jobs and ends the ones under way; what they would have done is done again at the next start. */
  stop(): Promise<void>;
}

export function createJobRunner(parts: JobRunnerParts): JobRunner {
  const { store, clock, scheduler, log } = parts;
  const pace = accountPace();
  const stopping = new AbortController();
  const underWay = new Set<Promise<void>>();
  let [begun, online] = [false, true];
  let away: readonly number[] | null = null;
  let awayAsked = 0;
  let pumping: Promise<void> | null = null;
  let again = false;
  let takeBack = (): void => undefined;

  const recorder = outcomeRecorder({
    write: store.write,
    clock,
    scheduler,
    log,
    onRecorded(ended) {
      parts.onSettled(ended);
      wake();
    },
  });

  const awayNow = async (): Promise<readonly number[]> => {
    while (away === null) {
      const asked = awayAsked;
      const found = online ? [] : await awayNetworks(store.read);
      // What was found of a connection that came back meanwhile is not kept.
      if (asked === awayAsked) away = found;
    }
    return away;
  };
  const forgetAway = (): void => {
    away = null;
    awayAsked += 1;
  };

  const fill = async (): Promise<void> => {
    takeBack();
    for (;;) {
      again = false;
      if (stopping.signal.aborted || recorder.troubled) return;
      const unreachable = await awayNow();
      const now = clock();
      const jobs = await store.write.claimJobs({
        now,
        leaseMs: LEASE_MS,
        perNetwork: pace.mostAtOnce,
        room: pace.rooms(now),
        away: unreachable,
      });
      for (const job of jobs) {
        const trying = tryJob(job, { ...parts, pace, signal: stopping.signal }).then((ended) => {
          underWay.delete(trying);
          recorder.add(ended);
        });
        underWay.add(trying);
      }
      if (jobs.length > 0) parts.onSettled([]);
      if (!again && jobs.length === 0) break;
    }
    const nextAt = await store.write.nextJobAt({ away: await awayNow() });
    if (nextAt === null || stopping.signal.aborted) return;
    const wait = nextAt - clock();
    // What is due already waits for room, which comes when a try ends.
    if (wait > 0 || underWay.size === 0) takeBack = scheduler.after(Math.max(wait, LEAST_WAIT_MS), wake);
  };

  /** Claims until nothing can be; asked for while it claims, it looks once more. */
  const wake = (): void => {
    if (!begun || stopping.signal.aborted) return;
    again = true;
    pumping ??= fill()
      .catch((error: unknown) => {
        log.error('Jobs could not be taken up.', error);
        takeBack = scheduler.after(STORE_TROUBLE_MS, wake);
        again = false;
      })
      .finally(() => {
        pumping = null;
        if (again) wake();
      });
  };

  return {
    start() {
      if (begun || stopping.signal.aborted) return;
      void store.write
        .releaseJobs({ jobIds: null })
        .then(() => freeEnvironmentKeys(store, clock()))
        .catch((error: unknown) => log.error('Jobs of the last run could not be given back.', error))
        .then(() => {
          begun = true;
          wake();
        });
    },
    wake,
    setOnline(value) {
      if (online === value) return;
      online = value;
      forgetAway();
      if (!online) return wake();
      void store.write
        .connectionBack()
        .catch((error: unknown) => log.error('Held jobs could not be freed.', error))
        .then(wake);
    },
    networksChanged() {
      forgetAway();
      wake();
    },
    async stop() {
      stopping.abort();
      takeBack();
      await pumping;
      await Promise.all(underWay);
      await recorder.flush();
    },
  };
}

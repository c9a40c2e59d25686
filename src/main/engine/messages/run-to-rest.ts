import { setTimeout as wait } from 'node:timers/promises';
import type { JobReport } from '../jobs/run-jobs-once.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeskStore } from '../ports/desk-store.ts';

/** What is due within this long is waited for: the pace of an account, a first and second try again. */
const PATIENCE_MS = 10_000;

/**
 * Does jobs until nothing more can be done now: what is due, and what becomes due within seconds. A pool that is empty, or
 * an account that does not answer, ends the run; the next one goes on.
 */
export async function runToRest(parts: {
  readonly store: DeskStore;
  /** Does what is due now. */
  readonly runJobs: () => Promise<JobReport>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
}): Promise<void> {
  const { store, clock, signal } = parts;
  const sleep = parts.sleep ?? systemSleep;
  for (let idle = 0; idle < 3 && !signal.aborted;) {
    const { done } = await parts.runJobs();
    idle = done === 0 ? idle + 1 : 0;
    const nextAt = await store.write.nextJobAt({ away: [] });
    const left = nextAt === null ? null : nextAt - clock();
    if (left === null || left > PATIENCE_MS) return;
    await sleep(Math.max(0, left), signal);
  }
}

async function systemSleep(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal }).catch((cause: unknown) => {
    if (!signal.aborted) throw cause;
  });
}

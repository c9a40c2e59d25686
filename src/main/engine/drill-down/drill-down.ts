import { NUMBER_WAIT_MS } from '#shared/domain/visit-timing.ts';
import type { Clock } from '../ports/clock.ts';
import type { EngineLog } from '../ports/engine-log.ts';
import type { VisitDesk } from '../ports/visit-desk.ts';
import type { ToldStep, VisitReads, VisitStanding, VisitWrites } from '../ports/visit-store.ts';
import type { Scheduler } from '../scheduler.ts';
import { numberArrival } from './number-arrival.ts';
import { visitTending } from './visit-tending.ts';

/** Site-navigation drill-down while a workspace is open. */
export interface DrillDown extends VisitDesk {
  begin(): void;
  /** Jobs were done: numbers may have come, and may be given back now. */
  jobsSettled(): void;
  /** Answers who waits, and stops; steps that wait are carried at the next start. */
  stop(): Promise<void>;
}

/**
 * Every step is stored before it is answered; what it changes is carried to the network about two seconds after the
 * last step, so that a fast visitor costs few updates.
 */
export function createDrillDown(parts: {
  readonly read: Pick<VisitReads, 'visitSites' | 'visitStanding'>;
  readonly write: Pick<VisitWrites, 'tellStep' | 'endVisit' | 'tendVisits'>;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly log: EngineLog;
  /** Makes the key of a visit whose site gives none. */
  readonly newVisitKey: () => string;
  /** Jobs were queued. */
  readonly wakeJobs: () => void;
  /** Visits changed. */
  readonly onChange: () => void;
}): DrillDown {
  const { read, write, clock, scheduler } = parts;
  const arrival = numberArrival(scheduler);
  const tending = visitTending({
    write,
    clock,
    scheduler,
    log: parts.log,
    onTended() {
      parts.wakeJobs();
      parts.onChange();
    },
  });

  const told = async (
    siteId: number,
    { standing, asked }: ToldStep,
    wait: boolean,
  ): Promise<VisitStanding> => {
    if (asked) parts.wakeJobs();
    tending.wake();
    parts.onChange();
    if (!asked && !wait) return standing;
    const { visitKey } = standing;
    return arrival.wait(
      standing,
      () => read.visitStanding({ siteId, visitKey, now: clock() }),
      NUMBER_WAIT_MS,
    );
  };
  return {
    sites: () => read.visitSites(),
    async start({ siteId, visitKey, stepKey, step }) {
      const key = visitKey === '' ? parts.newVisitKey() : visitKey;
      const input = { siteId, visitKey: key, stepKey, opens: true, step, now: clock() };
      return told(siteId, await write.tellStep(input), true);
    },
    async step(input) {
      return told(input.siteId, await write.tellStep({ ...input, opens: false, now: clock() }), false);
    },
    async end(input) {
      const standing = await write.endVisit({ ...input, now: clock() });
      parts.wakeJobs();
      tending.wake();
      parts.onChange();
      return standing;
    },
    standing: (input) => read.visitStanding({ ...input, now: clock() }),
    begin: () => tending.start(),
    jobsSettled() {
      arrival.happened();
      tending.wake();
    },
    async stop() {
      arrival.stop();
      await tending.stop();
    },
  };
}

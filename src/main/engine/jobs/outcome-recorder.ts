import type { Clock } from '../ports/clock.ts';
import type { DeskWriter } from '../ports/desk-store.ts';
import type { EngineLog } from '../ports/engine-log.ts';
import { recorder } from '../recorder.ts';
import type { Recorder } from '../recorder.ts';
import type { Scheduler } from '../scheduler.ts';
import type { EndedJob } from './try-job.ts';

/** Writes outcomes of jobs down, with the contact each had with its network; calls `onRecorded` after each write. */
export function outcomeRecorder(parts: {
  readonly write: Pick<DeskWriter, 'settleJobs'>;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly log: EngineLog;
  readonly onRecorded: (ended: readonly EndedJob[]) => void;
}): Recorder<EndedJob> {
  return recorder({
    ...parts,
    write: (ended) =>
      parts.write.settleJobs({
        tries: ended.map((one) => one.ended),
        contacts: ended.flatMap(({ contact }) => (contact ? [contact] : [])),
        now: parts.clock(),
      }),
    trouble: 'Outcomes of jobs could not be recorded; jobs wait until they are.',
  });
}

import type { EngineLog } from '../ports/engine-log.ts';
import type { AttemptOutcome, OutboxWrites, RecordedAttempts } from '../ports/outbox.ts';
import { recorder } from '../recorder.ts';
import type { Recorder } from '../recorder.ts';
import type { Scheduler } from '../scheduler.ts';

/** Writes attempts at deliveries down; calls `onRecorded` with what each write led to. */
export function attemptRecorder(parts: {
  readonly write: Pick<OutboxWrites, 'recordAttempts'>;
  readonly scheduler: Scheduler;
  readonly log: EngineLog;
  readonly onRecorded: (outcomes: readonly AttemptOutcome[], led: RecordedAttempts) => void;
}): Recorder<AttemptOutcome> {
  return recorder({
    ...parts,
    write: (outcomes) => parts.write.recordAttempts({ outcomes }),
    trouble: 'Attempts could not be recorded; sending waits until they are.',
  });
}

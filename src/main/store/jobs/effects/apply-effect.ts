import type { JobEffect } from '#main/engine/ports/job-effects.ts';
import type { Sqlite } from '../../file/sqlite.ts';
import type { JobQueue } from '../job-queue.ts';
import { sessionEffects } from './session-effects.ts';

/** Applies what a job's outcome changes in the records. A capability's effects join here. */
export function effectApplier(db: Sqlite, queue: JobQueue): (effect: JobEffect, now: number) => void {
  const session = sessionEffects(db, queue);
  return (effect, now) => {
    switch (effect.kind) {
      case 'session.given':
      case 'session.failed':
      case 'session.pool_exhausted':
      case 'session.updates_accepted':
      case 'session.update_refused':
      case 'session.ended':
        session(effect, now);
        break;
    }
  };
}

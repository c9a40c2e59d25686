import type { JobEffect } from '#main/engine/ports/job-effects.ts';
import type { Sqlite } from '../../file/sqlite.ts';
import type { Lines } from '../../ledger/lines.ts';
import type { JobQueue } from '../job-queue.ts';
import { campaignEffects } from './campaign-effects.ts';
import { numberEffects } from './number-effects.ts';
import { poolEffects } from './pool-effects.ts';
import { sessionEffects } from './session-effects.ts';
import { tuneEffects } from './tune-effects.ts';

/** Applies what a job's outcome changes in the records. A capability's effects join here. */
export function effectApplier(
  db: Sqlite,
  queue: JobQueue,
  lines: Lines,
): (effect: JobEffect, now: number) => void {
  const session = sessionEffects(db, queue);
  const number = numberEffects(db, lines);
  const pool = poolEffects(db);
  const campaign = campaignEffects(db);
  const tune = tuneEffects(db);
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
      case 'number.given':
      case 'number.id_taken':
      case 'number.not_made':
      case 'number.unanswered':
      case 'number.failed':
      case 'number.changed':
      case 'number.removed':
        number(effect, now);
        break;
      case 'pool.given':
      case 'pool.id_taken':
      case 'pool.not_made':
      case 'pool.unanswered':
      case 'pool.failed':
      case 'pool.changed':
      case 'pool.removed':
      case 'pool.lent':
      case 'pool.not_lent':
        pool(effect, now);
        break;
      case 'campaign.standing':
        campaign(effect, now);
        break;
      case 'tune.written':
        tune(effect, now);
        break;
    }
  };
}

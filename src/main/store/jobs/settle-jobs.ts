import type { Contact, EndedTry } from '#main/engine/ports/job-store.ts';
import { atOnce } from '../file/sqlite.ts';
import type { Sqlite } from '../file/sqlite.ts';
import type { Lines } from '../ledger/lines.ts';
import { effectApplier } from './effects/apply-effect.ts';
import { jobHolds } from './job-holds.ts';
import type { JobQueue } from './job-queue.ts';

interface SettleInput {
  readonly tries: readonly EndedTry[];
  readonly contacts: readonly Contact[];
  readonly now: number;
}

/** Records how tries ended: outcome, effect on the records and hold of all of them in one transaction. */
export function jobSettler(db: Sqlite, queue: JobQueue, lines: Lines): (input: SettleInput) => void {
  const applyEffect = effectApplier(db, queue, lines);
  const { place } = jobHolds(db);
  const running = db.prepare<[number], { one: number }>(
    "SELECT 1 AS one FROM jobs WHERE id = ? AND state = 'running'",
  );
  const counted = db.prepare<[number]>('UPDATE jobs SET attempts = attempts + 1 WHERE id = ?');
  const again = db.prepare<[number, string, string, number, number, number]>(
    `UPDATE jobs SET state = 'queued', lease_until = NULL, due_at = ?, wait = ?, last_reason = ?,
       attempts = attempts + ?, unanswered = max(0, unanswered - ?) WHERE id = ?`,
  );
  const answered = db.prepare<[number, number | null, number]>(
    `UPDATE networks SET last_success_at = ?, last_error = ? WHERE id = ? AND kind = 'spc'`,
  );
  const failed = db.prepare<[string, number]>(
    "UPDATE networks SET last_error = ? WHERE id = ? AND kind = 'spc'",
  );
  const clock = db.prepare<[number, number]>(
    'UPDATE spc_accounts SET clock_difference_ms = ? WHERE network_id = ?',
  );

  const settle = ({ jobId, outcome }: EndedTry, now: number): void => {
    if (!running.get(jobId)) return;
    switch (outcome.kind) {
      case 'done':
        counted.run(jobId);
        queue.finish({ id: jobId, state: 'done', reason: '', now });
        if (outcome.effect) applyEffect(outcome.effect, now);
        break;
      case 'failed':
        counted.run(jobId);
        queue.finish({ id: jobId, state: 'failed', reason: outcome.reason, now });
        if (outcome.effect) applyEffect(outcome.effect, now);
        if (outcome.hold) place(outcome.hold, now);
        break;
      case 'again': {
        const { dueAt, wait, reason, counts, maybeReached } = outcome;
        again.run(dueAt, wait, reason, Number(counts), Number(!maybeReached), jobId);
        if (outcome.effect) applyEffect(outcome.effect, now);
        if (outcome.hold) place(outcome.hold, now);
        break;
      }
    }
  };
  return atOnce(db, ({ tries, contacts, now }: SettleInput) => {
    for (const ended of tries) settle(ended, now);
    for (const { networkId, error, clockDifferenceMs } of contacts) {
      if (error === null) answered.run(now, null, networkId);
      else failed.run(error, networkId);
      if (clockDifferenceMs !== null) clock.run(clockDifferenceMs, networkId);
    }
  });
}

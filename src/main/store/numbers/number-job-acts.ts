import { DeskError } from '#shared/ipc/errors.ts';
import type { Sqlite } from '../file/sqlite.ts';
import type { ActEffects } from '../jobs/job-acts.ts';

const TAKEN_BACK = 'The request was taken back before a number came.';

type Kinds = 'promo_number.create' | 'ring_pool.create' | 'ring_pool.allocate';

/** What taking back, or trying again, a request for a number, a pool or lent numbers means for its record. */
export function numberJobActs(db: Sqlite): ActEffects<Kinds> {
  const table = { 'promo_number.create': 'numbers', 'ring_pool.create': 'ring_pools' } as const;
  const statementsOf = (name: 'numbers' | 'ring_pools') => ({
    maybeMade: db.prepare<[number], { one: number }>(
      `SELECT 1 AS one FROM ${name} WHERE id = ? AND quiet_until IS NOT NULL`,
    ),
    fail: db.prepare<[string, number]>(
      `UPDATE ${name} SET state = 'failed', reason = ? WHERE id = ? AND state = 'requested'`,
    ),
    ask: db.prepare<[number]>(
      `UPDATE ${name} SET state = 'requested', reason = '' WHERE id = ? AND state = 'failed'`,
    ),
  });
  const statements = { numbers: statementsOf('numbers'), ring_pools: statementsOf('ring_pools') };
  const failLent = db.prepare<[string, string]>(
    `UPDATE allocations SET state = 'failed', reason = ? WHERE state = 'requested'
       AND id IN (SELECT value FROM json_each(?))`,
  );
  const askLent = db.prepare<[string]>(
    `UPDATE allocations SET state = 'requested', reason = '' WHERE state = 'failed'
       AND id IN (SELECT value FROM json_each(?))`,
  );
  return {
    cancelled: (job) => {
      if (job.kind === 'ring_pool.allocate') {
        failLent.run(TAKEN_BACK, JSON.stringify(job.payload.allocationIds));
        return;
      }
      const id = job.kind === 'promo_number.create' ? job.payload.numberId : job.payload.ringPoolId;
      const { maybeMade, fail } = statements[table[job.kind]];
      if (maybeMade.get(id)) {
        const message =
          'The network may have made it already. The desk looks for it first; take it back after that.';
        throw new DeskError('conflict', message);
      }
      fail.run(TAKEN_BACK, id);
    },
    retried: (job) => {
      if (job.kind === 'ring_pool.allocate') {
        askLent.run(JSON.stringify(job.payload.allocationIds));
        return 'requeue';
      }
      const id = job.kind === 'promo_number.create' ? job.payload.numberId : job.payload.ringPoolId;
      if (statements[table[job.kind]].ask.run(id).changes === 0) {
        throw new DeskError('conflict', 'It has come since, so there is nothing left to ask for.');
      }
      return 'requeue';
    },
  };
}

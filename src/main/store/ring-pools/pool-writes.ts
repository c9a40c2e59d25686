import type { JobPayloads } from '#main/engine/ports/job.ts';
import type { NumbersWrites } from '#main/engine/ports/numbers-store.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { NumberState } from '#shared/ipc/numbers.ts';
import { atOnce } from '../file/sqlite.ts';
import type { Sqlite } from '../file/sqlite.ts';
import type { JobQueue, NewJob } from '../jobs/job-queue.ts';
import type { Handlers } from '../threads/handlers.ts';
import { poolIdsOf } from './pool-ids.ts';

type PoolWrites = Pick<
  NumbersWrites,
  'requestRingPool' | 'ringPoolAsked' | 'changeRingPool' | 'removeRingPool' | 'requestAllocations'
>;

type Input<K extends keyof PoolWrites> = Parameters<PoolWrites[K]>[0];

type PoolJobKind = Extract<keyof JobPayloads, `ring_pool.${string}`>;

/** A job about a ring pool, as the write that wants it says. */
type PoolJob = {
  readonly [K in PoolJobKind]: {
    readonly id: number;
    readonly kind: K;
    readonly payload: JobPayloads[K];
    /** Tells this job from others of its kind. */
    readonly suffix: string;
    readonly batchId: number | null;
    readonly now: number;
  };
}[PoolJobKind];

interface PoolPlace {
  readonly networkId: number;
  readonly offerId: string;
  readonly name: string;
  readonly state: NumberState;
  readonly requests: number;
}

/** Numbers asked for in one request; the network names no limit (assumed). */
const LENT_AT_ONCE = 100;

/** The kind of a batch of lent numbers. */
const LENDING_BATCH = 'ring_pool_allocations';

/** Writes of ring pools and of what they lend: the record first, the job in the same transaction. */
export function poolWrites(db: Sqlite, queue: JobQueue): Handlers<PoolWrites> {
  const nextId = poolIdsOf(db);
  const advertiserOf = db
    .prepare<[number, string], string>(
      "SELECT advertiser_id FROM offers WHERE network_id = ? AND offer_id = ? AND advertiser_id <> ''",
    )
    .pluck();
  const one = db.prepare<[number], PoolPlace>(
    `SELECT network_id AS networkId, offer_id AS offerId, name, state, requests FROM ring_pools WHERE id = ?`,
  );
  const insert = db.prepare<
    [number, string, string, string, string, number, number, number, number, number, string, number]
  >(
    `INSERT INTO ring_pools (network_id, advertiser_id, offer_id, id_from_network, name, lifetime_seconds, max_pool_size,
       preferred, fill_immediately, allow_overflow, wish, state, listed, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'requested', 0, ?)`,
  );
  const asked = db.prepare<[number, number]>(
    "UPDATE ring_pools SET quiet_until = ? WHERE id = ? AND state IN ('requested', 'failed')",
  );
  const newest = db.prepare<[number, number]>(
    'UPDATE ring_pools SET job_id = ?, requests = requests + 1 WHERE id = ?',
  );
  const lend = db.prepare<[number, string, number, number]>(
    `INSERT INTO allocations (ring_pool_id, parameters, state, created_at, batch_id)
     VALUES (?, ?, 'requested', ?, ?)`,
  );
  const lentBy = db.prepare<[number, string]>(
    'UPDATE allocations SET job_id = ? WHERE id IN (SELECT value FROM json_each(?))',
  );

  const found = (id: number): PoolPlace => {
    const pool = one.get(id);
    if (!pool) throw new DeskError('not_found', `There is no ring pool with the id ${id}.`);
    return pool;
  };
  const usable = (id: number): PoolPlace => {
    const pool = found(id);
    if (pool.state === 'active' || pool.state === 'requested') return pool;
    const why = pool.state === 'failed' ? 'never came' : 'has been given back';
    throw new DeskError('conflict', `This ring pool ${why}.`);
  };
  const add = ({ id, suffix, batchId, now, ...content }: PoolJob): number => {
    const { networkId, offerId } = found(id);
    const job: NewJob = {
      ...content,
      key: `${content.kind}:${id}:${suffix}`,
      networkId,
      campaignId: offerId,
      // What a pool lends needs no order among itself, but waits until the pool is there.
      lane: `ring_pool:${id}`,
      batchId,
      dueAt: now,
      now,
    };
    return queue.add(job).id;
  };
  return {
    requestRingPool: atOnce(db, ({ networkId, offerId, order, now }: Input<'requestRingPool'>) => {
      const advertiserId = advertiserOf.get(networkId, offerId);
      if (advertiserId === undefined) {
        const message = `The network does not list the offer ${offerId}. Read its offers again.`;
        throw new DeskError('not_found', message, { field: 'offerId' });
      }
      const made = insert.run(
        networkId,
        advertiserId,
        offerId,
        nextId({ networkId, offerId }),
        order.name,
        order.lifetimeSeconds,
        order.maxPoolSize,
        Number(order.preferred),
        Number(order.fillImmediately),
        Number(order.allowOverflow),
        JSON.stringify(order.wish),
        now,
      );
      const id = Number(made.lastInsertRowid);
      const payload = { ringPoolId: id };
      newest.run(add({ id, kind: 'ring_pool.create', payload, suffix: '1', batchId: null, now }), id);
      return { id };
    }),
    ringPoolAsked: ({ ringPoolId, quietUntil }) => {
      asked.run(quietUntil, ringPoolId);
    },
    changeRingPool: atOnce(db, ({ id, order, now }: Input<'changeRingPool'>) => {
      const suffix = String(usable(id).requests + 1);
      const payload = { ringPoolId: id, ...order };
      const jobId = add({ id, kind: 'ring_pool.update', payload, suffix, batchId: null, now });
      newest.run(jobId, id);
      return { jobId };
    }),
    removeRingPool: atOnce(db, ({ id, now }: Input<'removeRingPool'>) => {
      const pool = usable(id);
      if (pool.state === 'requested') {
        const message = 'The ring pool has not come yet: take the request back, or wait until it has come.';
        throw new DeskError('conflict', message);
      }
      const suffix = String(pool.requests + 1);
      const payload = { ringPoolId: id };
      const jobId = add({ id, kind: 'ring_pool.remove', payload, suffix, batchId: null, now });
      newest.run(jobId, id);
      return { jobId };
    }),
    requestAllocations: atOnce(db, ({ ringPoolId, sessions, name, now }: Input<'requestAllocations'>) => {
      const pool = usable(ringPoolId);
      const batchId = queue.addBatch({
        kind: LENDING_BATCH,
        name: name ?? `${pool.name}: ${sessions.length}`,
        now,
      });
      const ids = sessions.map((parameters) =>
        Number(lend.run(ringPoolId, JSON.stringify(parameters), now, batchId).lastInsertRowid),
      );
      for (let from = 0; from < ids.length; from += LENT_AT_ONCE) {
        const allocationIds = ids.slice(from, from + LENT_AT_ONCE);
        const payload = { ringPoolId, allocationIds };
        const suffix = String(allocationIds[0] ?? 0);
        const jobId = add({ id: ringPoolId, kind: 'ring_pool.allocate', payload, suffix, batchId, now });
        lentBy.run(jobId, JSON.stringify(allocationIds));
      }
      return { batchId, allocations: ids.length };
    }),
  };
}

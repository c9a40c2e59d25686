import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { RingPoolRow } from '#shared/ipc/ring-pools.ts';
import { TOLL_FREE } from '#shared/domain/number-order.ts';
import { numberDesk } from './number-desk.ts';
import type { NumberDesk } from './number-desk.ts';

let desk: NumberDesk;
beforeEach(async () => {
  desk = await numberDesk();
});
afterEach(() => desk.close());

const POOLS = '/api/2022-08-01/142/advertisers/8/advertiser_campaigns/45/ring_pools.json';
const ORDER = {
  name: 'Zebra landing page',
  lifetimeSeconds: 600,
  maxPoolSize: 3,
  preferred: false,
  fillImmediately: true,
  allowOverflow: true,
  wish: TOLL_FREE,
};
const atNetwork = z.array(z.object({ id_from_network: z.string(), name: z.string(), api_key: z.string() }));

async function poolsAtNetwork(): Promise<z.infer<typeof atNetwork>> {
  return atNetwork.parse(await (await desk.practice.get(POOLS)).json());
}
async function pool(id: number): Promise<RingPoolRow> {
  const pools = await desk.store.read.ringPools({ networkId: null, offerId: '45', now: desk.now() });
  const found = pools.find((one) => one.id === id);
  if (!found) throw new Error('The pool is not listed.');
  return found;
}
async function untilIdle(): Promise<void> {
  for (let turn = 0; turn < 100; turn += 1) {
    await desk.run();
    const { queued, running } = await desk.store.read.jobCounts();
    if (queued + running === 0) return;
    desk.pass(1000);
  }
  throw new Error('Jobs wait for ever.');
}
async function made(order: Partial<typeof ORDER> = {}): Promise<number> {
  const asked = { networkId: desk.network.id, offerId: '45', order: { ...ORDER, ...order } };
  const { id } = await desk.store.write.requestRingPool({ ...asked, now: desk.now() });
  await untilIdle();
  return id;
}
const lend = async (ringPoolId: number, count: number) => {
  const sessions = Array.from({ length: count }, (_, k) => ({ aff_id: '23', aff_sub2: `click-${k}` }));
  await desk.store.write.requestAllocations({ ringPoolId, sessions, now: desk.now() });
  await untilIdle();
  return (
    await desk.store.read.allocationPage({ filter: { ringPoolId }, index: 0, limit: 200, now: desk.now() })
  ).rows;
};

describe('a ring pool', () => {
  it.each(['before', 'after', 'middle'] as const)(
    'is made once though the answer is lost %s it, its key kept nowhere',
    async (when) => {
      const before = (await poolsAtNetwork()).length;
      await desk.practice.control.setFault({
        target: 'network',
        kind: 'cut',
        method: 'POST',
        when,
        times: 1,
      });
      const id = await made();
      const listed = await poolsAtNetwork();
      expect(listed).toHaveLength(before + 1);
      expect(await pool(id)).toMatchObject({
        state: 'active',
        name: ORDER.name,
        lifetimeSeconds: 600,
        maxPoolSize: 3,
        pending: null,
      });
      await lend(id, 2);
      await desk.readCatalogue();
      const keys = listed.map(({ api_key: key }) => key);
      for (const part of ['', '-wal']) {
        const file = await readFile(`${desk.file}${part}`);
        for (const key of keys) expect(file.includes(key)).toBe(false);
      }
      expect(desk.logged.join('\n')).not.toContain(keys.at(-1));
    },
  );

  it('is listed with the catalogue, changed, and given back', async () => {
    const id = await made();
    await desk.store.write.changeRingPool({
      id,
      order: { name: 'Autumn', lifetimeSeconds: 900, maxPoolSize: 4, preferred: true, fillImmediately: true },
      now: desk.now(),
    });
    expect(await pool(id)).toMatchObject({ name: ORDER.name, pending: { kind: 'ring_pool.update' } });
    await desk.practice.control.setFault({
      target: 'network',
      kind: 'cut',
      method: 'PUT',
      when: 'after',
      times: 1,
    });
    await untilIdle();
    expect(await pool(id)).toMatchObject({ name: 'Autumn', lifetimeSeconds: 900, maxPoolSize: 4 });
    desk.pass(1000);
    await desk.readCatalogue();
    expect(await pool(id)).toMatchObject({ name: 'Autumn', state: 'active' });
    await desk.store.write.removeRingPool({ id, now: desk.now() });
    await untilIdle();
    expect(await pool(id)).toMatchObject({ state: 'removed' });
    await expect(
      desk.store.write.requestAllocations({ ringPoolId: id, sessions: [{ a: '1' }], now: desk.now() }),
    ).rejects.toMatchObject({ code: 'conflict' });
    expect((await poolsAtNetwork()).map(({ name }) => name)).not.toContain('Autumn');
  });
});

describe('numbers lent', () => {
  it('singly keep their link, end with the pool’s lifetime, and make its health', async () => {
    const id = await made();
    const [lent] = await lend(id, 1);
    expect(lent).toMatchObject({
      state: 'given',
      attributable: true,
      parameters: { aff_id: '23', aff_sub2: 'click-0' },
      poolName: ORDER.name,
    });
    expect(lent?.number).toMatch(/^\d{10}$/);
    expect(lent?.trackingLink).toMatch(/^https?:\/\/\S+\/c\/142\//);
    expect(lent?.expiresAt).toBe((lent?.allocatedAt ?? 0) + 600_000);
    expect((await pool(id)).health).toEqual({
      inUse: 1,
      resting: 0,
      overflow: 0,
      lentInAll: 1,
      nextBackAt: lent?.expiresAt,
    });
    desk.pass(600_000);
    expect((await pool(id)).health).toMatchObject({ inUse: 0, resting: 1, nextBackAt: null });
    const now = desk.now();
    const still = await desk.store.read.allocationPage({ filter: { lent: true }, index: 0, limit: 9, now });
    expect(still.count).toBe(0);
  });

  it('in bulk are each told apart, and beyond the pool’s size are the overflow number, which nothing counts on', async () => {
    const id = await made();
    const lent = await lend(id, 6);
    expect(lent).toHaveLength(6);
    const shared = lent.filter(({ attributable }) => !attributable);
    const own = lent.filter(({ attributable }) => attributable);
    expect(shared.length).toBeGreaterThan(0);
    expect(new Set(shared.map(({ number }) => number)).size).toBe(1);
    expect(shared.map(({ expiresAt }) => expiresAt)).toEqual(shared.map(() => null));
    expect(new Set(own.map(({ number }) => number)).size).toBe(own.length);
    expect((await pool(id)).health).toMatchObject({
      inUse: own.length,
      overflow: shared.length,
      lentInAll: 6,
    });
    const [one] = own;
    const found = await desk.store.read.allocationPage({
      filter: { text: one?.number ?? '' },
      index: 0,
      limit: 9,
      now: desk.now(),
    });
    expect(found.count).toBe(1);
  });

  it.each([
    ['only the bulk way is open', { only_bulk: true }, 1],
    ['only the older way is open', { bulk_enabled: false }, 2],
  ])('come where %s', async (_what, ways, count) => {
    const id = await made();
    await desk.practice.control.setRingPools(ways);
    expect((await lend(id, count)).map(({ state }) => state)).toEqual(Array(count).fill('given'));
  });

  it('bring back what they were lent with on their calls', async () => {
    const id = await made();
    const [lent] = await lend(id, 1);
    await desk.practice.control.addCalls({ count: 1, number: lent?.number ?? '' });
    const page = await desk.practice.get('/api/2020-10-01/networks/transactions/142.json');
    await desk.store.write.commitPage({
      networkId: desk.network.id,
      cursorBefore: '',
      body: new Uint8Array(await page.arrayBuffer()),
      receivedAt: desk.now(),
      purpose: 'stream',
    });
    const { rows } = await desk.store.read.conversionPage({
      filter: {},
      order: { by: 'invoca_id', descending: false },
      index: 0,
      limit: 10,
    });
    expect(rows.map(({ aff_sub2 }) => aff_sub2)).toEqual(['click-0']);
  });

  it('of a pool that is gone fail with the network’s words, for each session', async () => {
    const id = await made();
    const { idFromNetwork } = await pool(id);
    await fetch(`${desk.practice.network.invocaUrl}${POOLS.replace('.json', `/${idFromNetwork}.json`)}`, {
      method: 'DELETE',
      headers: { authorization: desk.practice.network.tokens.network },
    });
    const lent = await lend(id, 3);
    expect(lent.map(({ state }) => state)).toEqual(['failed', 'failed', 'failed']);
    expect(lent[0]?.reason).toMatch(/did not find/);
  });
});

import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEngine } from '#main/engine/desk-engine.ts';
import type { DeskEngine } from '#main/engine/engine-parts.ts';
import { systemScheduler } from '#main/engine/scheduler.ts';
import { numberHandlers } from '#main/ipc/handlers/numbers.ts';
import { createPostbackTransport } from '#main/networks/http/postback-transport.ts';
import { invocaClients } from '#main/networks/invoca/invoca-client.ts';
import { invocaNumbersClients } from '#main/networks/invoca/numbers-client.ts';
import { sessionClients } from '#main/networks/spc/spc-client.ts';
import type { ChangeTopic } from '#shared/ipc/contract.ts';
import { numberRequests } from '#shared/ipc/requests/numbers.ts';
import { keptLog } from '#test/support/store-workspace.ts';
import { numberDesk, ORDER } from './number-desk.ts';
import type { NumberDesk } from './number-desk.ts';

let desk: NumberDesk;
let engine: DeskEngine;
let handlers: ReturnType<typeof handlersOf>;
let told: ChangeTopic[];

function handlersOf() {
  return numberHandlers(
    {
      workspace: () => ({
        view: { id: 'w', name: 'W', practice: true },
        store: desk.store,
        engine,
        practice: null,
      }),
      announce: (...topics) => void told.push(...topics),
      now: Date.now,
    },
    {
      saveAs: (suggested) => Promise.resolve(join(dirname(desk.file), suggested)),
      openTable: () => Promise.resolve(null),
      chooseFolder: () => Promise.resolve(null),
    },
  );
}

/** An answer of a handler, held to the contract's schema as the wall does. */
async function held<T>(name: keyof typeof numberRequests, answer: T | Promise<T>): Promise<T> {
  const given = await answer;
  numberRequests[name].output.parse(given);
  return given;
}

beforeEach(async () => {
  desk = await numberDesk();
  told = [];
  const transport = createPostbackTransport();
  const log = keptLog();
  engine = startEngine({
    store: desk.store,
    clients: invocaClients({ retryDelaysMs: [] }),
    sessions: sessionClients(),
    numbers: invocaNumbersClients(),
    tokens: () => Promise.resolve(desk.practice.network.tokens.network),
    transport: transport.send,
    clock: Date.now,
    random: Math.random,
    scheduler: systemScheduler,
    log,
    version: '0.1.0',
    settings: { pollMs: 3_600_000, postbackTimeoutMs: 5000 },
    onChange: (topics) => void told.push(...topics),
    onState: () => undefined,
  });
  handlers = handlersOf();
});
afterEach(async () => {
  await engine.stop();
  await desk.close();
});

const shown = async () =>
  (await desk.store.read.numberPage({ filter: { text: 'Zebra' }, index: 0, limit: 50, now: Date.now() }))
    .rows;

describe('what the window asks of numbers', () => {
  it('is carried out by the running engine and told as it happens', async () => {
    const networkId = desk.network.id;
    const { id } = await held(
      'numbers.request',
      handlers['numbers.request']({
        networkId,
        offerId: '45',
        partnerId: '23',
        order: ORDER,
      }),
    );
    await expect.poll(async () => (await shown())[0]?.state, { timeout: 10_000 }).toBe('active');
    expect(told).toEqual(expect.arrayContaining(['numbers', 'catalogue', 'jobs']));
    const page = await held(
      'numbers.page',
      handlers['numbers.page']({ filter: { networkId }, index: 0, limit: 200 }),
    );
    expect(page).toMatchObject({ index: 0, rows: expect.arrayContaining([expect.objectContaining({ id })]) });
    expect(await held('numbers.detail', handlers['numbers.detail']({ id }))).toMatchObject({
      calls: 0,
      links: 0,
      advertiserId: '8',
    });
    expect(
      await held('numbers.consequence', handlers['numbers.consequence']({ id, to: null })),
    ).toMatchObject({ refusal: '' });
    expect(
      await held('campaigns.list', handlers['campaigns.list']({ networkId, partnerId: '23' })),
    ).toMatchObject({ count: 10 });
    await held('numbers.remove', handlers['numbers.remove']({ id }));
    await expect.poll(async () => (await shown())[0]?.state, { timeout: 10_000 }).toBe('removed');
  });

  it('is refused with a reason before the network is asked', async () => {
    const networkId = desk.network.id;
    const request = (more: object) =>
      held(
        'numbers.request',
        handlers['numbers.request']({ networkId, offerId: '45', partnerId: '23', order: ORDER, ...more }),
      );
    await expect(request({ offerId: '99' })).rejects.toMatchObject({ code: 'not_found', field: 'offerId' });
    await expect(request({ partnerId: '99' })).rejects.toMatchObject({
      code: 'not_found',
      field: 'partnerId',
    });
    await expect(request({ partnerId: '88' })).rejects.toMatchObject({ code: 'conflict' });
    await expect(request({ order: { ...ORDER, mediaType: 'Smoke' } })).rejects.toMatchObject({
      code: 'invalid_input',
      field: 'mediaType',
    });
    expect(await shown()).toEqual([]);
  });

  it('reads the catalogue again with progress and age', async () => {
    const networkId = desk.network.id;
    await held('campaigns.refresh', handlers['campaigns.refresh']({ networkId }));
    await expect
      .poll(async () => (await held('campaigns.ages', handlers['campaigns.ages']({})))[0], {
        timeout: 10_000,
      })
      .toMatchObject({ networkId, progress: null, error: null });
    await expect(
      held('campaigns.refresh', handlers['campaigns.refresh']({ networkId: 99 })),
    ).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('makes ring pools, lends of them, and shows their health', async () => {
    const networkId = desk.network.id;
    const order = {
      name: 'Zebra',
      lifetimeSeconds: 600,
      maxPoolSize: 2,
      preferred: false,
      fillImmediately: true,
      allowOverflow: true,
      wish: ORDER.wish,
    };
    const { id } = await held(
      'ringPools.request',
      handlers['ringPools.request']({ networkId, offerId: '45', order }),
    );
    const sessions = [{ aff_sub2: 'a' }, { aff_sub2: 'b' }];
    await held('ringPools.allocate', handlers['ringPools.allocate']({ ringPoolId: id, sessions }));
    const own = async () =>
      (await held('ringPools.list', handlers['ringPools.list']({ networkId, offerId: '45' }))).find(
        (pool) => pool.id === id,
      );
    await expect.poll(async () => (await own())?.health.lentInAll, { timeout: 10_000 }).toBe(2);
    const lent = await held(
      'ringPools.allocations',
      handlers['ringPools.allocations']({ filter: { ringPoolId: id }, index: 0, limit: 10 }),
    );
    expect(lent.rows.map(({ parameters }) => parameters['aff_sub2'])).toEqual(['b', 'a']);
  });

  it('plans and starts many, and saves their result', async () => {
    const networkId = desk.network.id;
    const plan = await held(
      'bulk.file',
      handlers['bulk.file']({
        networkId,
        source: { fileName: 'x.csv', text: 'offer,partner,count\n45,23,3\n45,99,1\n' },
        mapping: null,
        defaults: { mediaType: 'Online: Email', description: 'Zebra {n}' },
      }),
    );
    expect(plan).toMatchObject({ numbers: 3, faultyRows: 1 });
    const { planId } = plan;
    const rows = await held(
      'bulk.rows',
      handlers['bulk.rows']({ planId, faultyOnly: true, index: 0, limit: 10 }),
    );
    expect(rows.rows[0]?.faults).toMatchObject([{ line: 3, column: 'partner' }]);
    const { batchId } = await held(
      'bulk.start',
      handlers['bulk.start']({ planId, name: 'Spring: one', skipFaulty: true }),
    );
    await expect
      .poll(async () => (await desk.store.read.batch({ id: batchId })).counts.done, { timeout: 10_000 })
      .toBe(3);
    const saved = await held('bulk.saveResult', handlers['bulk.saveResult']({ batchId }));
    expect(saved).toEqual({ file: join(dirname(desk.file), 'Spring one.csv'), rows: 4 });
    expect(await held('bulk.chooseFile', handlers['bulk.chooseFile']({}))).toBeNull();
  });
});

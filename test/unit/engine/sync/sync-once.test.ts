import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NetworkRecord } from '#main/engine/ports/network-record.ts';
import { syncNetwork } from '#main/engine/sync/sync-network.ts';
import { CORRECTION_PATIENCE_MS } from '#main/engine/sync/missing-originals.ts';
import { syncOnce } from '#main/engine/sync/sync-once.ts';
import { syncTally } from '#main/engine/sync/sync-tally.ts';
import { NetworkFault } from '#shared/domain/network-fault.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import { fakeTime } from '#test/support/fake-time.ts';
import { transactionRow } from '#test/support/transaction-rows.ts';
import { callLogStore, networkRecord } from '../call-log-store.ts';
import type { CallLogStore } from '../call-log-store.ts';
import { keptLog } from '../desk-store-double.ts';
import { NO_CATALOGUE, scriptedNetwork } from '../scripted-client.ts';
import type { ScriptedNetwork } from '../scripted-client.ts';

const rows = (count: number) => Array.from({ length: count }, (_, index) => transactionRow(index));
const row = (id: string, call: string, result: string, corrects: string | null = null) => ({
  transaction_id: id,
  complete_call_id: call,
  transaction_type: 'Call',
  call_result_description_detail: result,
  corrects_transaction_id: corrects,
  affiliate_payout_localized: 21,
});

function once(
  kept: CallLogStore,
  network: ScriptedNetwork | ((record: NetworkRecord) => ScriptedNetwork),
  start?: number,
) {
  const { log, lines } = keptLog();
  const time = fakeTime(start);
  const work = syncOnce({
    store: kept.store,
    clients: (record) => (typeof network === 'function' ? network(record) : network).client,
    tokens: () => Promise.resolve('token'),
    clock: time.clock,
    scheduler: time.scheduler,
    log,
    signal: new AbortController().signal,
  });
  return { work, lines, time };
}

function turn(kept: CallLogStore, network: ScriptedNetwork, signal: AbortSignal, pageLimit: number) {
  const time = fakeTime();
  const tally = syncTally();
  const [record = networkRecord()] = kept.networks;
  const progress: number[] = [];
  const end = syncNetwork(record, network.client, {
    store: kept.store,
    clock: time.clock,
    scheduler: time.scheduler,
    log: keptLog().log,
    tally,
    signal,
    pageLimit,
    onProgress: ({ transactions }) => void progress.push(transactions),
    onChange: () => undefined,
  });
  return { end, tally, progress, time };
}

describe('one sync', () => {
  it('reports what it brought, and nothing new the second time', async () => {
    const kept = callLogStore(networkRecord());
    const network = scriptedNetwork([
      row('A-1', 'C-1', 'nosale'),
      row('A-2', 'C-2', 'paid'),
      row('A-3', 'C-1', 'paid', 'A-1'),
      { transaction_id: 'A-4', notes: 'no call id' },
    ]);
    await expect(once(kept, network).work).resolves.toEqual({
      fetched: 4,
      new: 3,
      corrections: 1,
      conversions: { approved: 2, pending: 0, rejected: 0 },
      unparsed: 1,
      warnings: [],
    });
    expect(kept.networks[0]).toMatchObject({ cursor: 'A-4', lastError: null });
    network.log.push(row('A-5', 'C-2', 'repeat', 'A-2'));
    await expect(once(kept, network).work).resolves.toMatchObject({
      fetched: 1,
      new: 1,
      corrections: 1,
      conversions: { approved: 0, pending: 0, rejected: 1 },
    });
  });

  it('counts the same, whatever the size of the pages', async () => {
    const results = fc.constantFrom('paid', 'nosale', 'repeat');
    const calls = fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), results), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(calls, fc.integer({ min: 1, max: 7 }), async (log, pageLimit) => {
        const all = log.map(([call, result], index) => row(`A-${index}`, `C-${call}`, result));
        const [whole, pieces] = [callLogStore(networkRecord()), callLogStore(networkRecord())];
        const signal = new AbortController().signal;
        const one = turn(whole, scriptedNetwork([...all]), signal, 4000);
        const other = turn(pieces, scriptedNetwork([...all]), signal, pageLimit);
        expect((await one.end).fault).toBeNull();
        expect((await other.end).fault).toBeNull();
        expect(other.tally.counts()).toEqual(one.tally.counts());
      }),
      { numRuns: 40 },
    );
  });

  it('reads pages until one is empty, the last one exactly full', async () => {
    const kept = callLogStore(networkRecord());
    const network = scriptedNetwork(rows(6));
    const { end, progress } = turn(kept, network, new AbortController().signal, 3);
    expect((await end).fault).toBeNull();
    expect(kept.rows.size).toBe(6);
    expect(new Set(network.asked).size).toBe(3);
    expect(progress).toEqual([3, 6]);
  });

  it('has the next page on its way while the last is being stored', async () => {
    const kept = callLogStore(networkRecord());
    const network = scriptedNetwork(rows(9));
    const askedAtCommit: number[] = [];
    kept.beforeCommit = () => {
      askedAtCommit.push(network.asked.length);
      return Promise.resolve();
    };
    const { end } = turn(kept, network, new AbortController().signal, 3);
    await end;
    expect(askedAtCommit).toEqual([2, 3, 4, 4]);
    expect(network.mostInFlight).toBe(1);
  });

  it('throws the page on its way away when the store moved its cursor elsewhere', async () => {
    const kept = callLogStore(networkRecord());
    const network = scriptedNetwork(rows(6));
    let moved = false;
    kept.beforeCommit = () => {
      const [record] = kept.networks;
      if (!moved && record) kept.networks[0] = { ...record, cursor: String(rows(6)[3]?.['transaction_id']) };
      moved = true;
      return Promise.resolve();
    };
    const { end } = turn(kept, network, new AbortController().signal, 3);
    expect((await end).fault).toBeNull();
    expect(kept.rows.size).toBe(2);
  });

  it('names every fault and still gives the other networks their turn', async () => {
    const kept = callLogStore(
      networkRecord({ id: 1, name: 'First' }),
      networkRecord({ id: 2, name: 'Second' }),
    );
    const bad = scriptedNetwork([]);
    bad.faults.push(new NetworkFault('unauthorised', 'First did not accept the token.'));
    const good = scriptedNetwork(rows(2));
    const { work } = once(kept, ({ id }) => (id === 1 ? bad : good));
    const error = await work.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DeskError);
    expect(error).toMatchObject({ code: 'unauthorised', message: 'First did not accept the token.' });
    expect(kept.rows.size).toBe(2);
    expect(kept.ends).toEqual([
      { networkId: 1, error: 'First did not accept the token.' },
      { networkId: 2, error: null },
    ]);
  });

  it('an unreadable page is a fault that stores nothing and does not move on', async () => {
    const kept = callLogStore(networkRecord());
    const network = scriptedNetwork(rows(2));
    const client = {
      ...network.client,
      transactionPage: () => Promise.resolve(new TextEncoder().encode('[{"a":1}')),
    };
    const { work } = once(kept, { ...network, client });
    await expect(work).rejects.toMatchObject({ code: 'unreadable_answer' });
    expect(kept.networks[0]).toMatchObject({ cursor: '' });
  });

  it('ends with a warning when a page has no id to go on from', async () => {
    const kept = callLogStore(networkRecord());
    const { work } = once(kept, scriptedNetwork([{ notes: 'no id' }]));
    const report = await work;
    expect(report.unparsed).toBe(1);
    expect(report.warnings).toEqual([expect.stringContaining('no row with a readable id')]);
  });

  it('says so when there is no network', async () => {
    const { work } = once(callLogStore(), scriptedNetwork([]));
    await expect(work).rejects.toMatchObject({ code: 'not_found' });
  });

  it('cancelled between two pages, it keeps the first and goes on after it the next time', async () => {
    const kept = callLogStore(networkRecord());
    const network = scriptedNetwork(rows(6));
    const stop = new AbortController();
    let commits = 0;
    kept.beforeCommit = () => {
      commits += 1;
      if (commits === 1) stop.abort();
      return Promise.resolve();
    };
    const { fault } = await turn(kept, network, stop.signal, 3).end;
    expect(fault?.kind).toBe('cancelled');
    expect(kept.rows.size).toBe(3);
    expect(kept.ends).toEqual([]);
    await turn(kept, network, new AbortController().signal, 3).end;
    expect([...kept.rows.keys()]).toEqual(rows(6).map((one) => one['transaction_id']));
  });
});

describe('the catalogue', () => {
  it('that fails is a warning and keeps no call away', async () => {
    const kept = callLogStore(networkRecord());
    const network = scriptedNetwork(rows(3));
    network.catalogue = () => Promise.reject(new NetworkFault('server', 'LeadTrust has a fault of its own.'));
    const report = await once(kept, network).work;
    expect(report.new).toBe(3);
    expect(report.warnings).toEqual([expect.stringContaining('has a fault of its own')]);
  });

  it('that hangs keeps calls away for its head start only', async () => {
    const kept = callLogStore(networkRecord());
    const network = scriptedNetwork(rows(3));
    let give = (): void => undefined;
    network.catalogue = () => new Promise((resolve) => (give = () => resolve(null)));
    const { work, time } = once(kept, network);
    await time.advance(29_000);
    expect(kept.rows.size).toBe(0);
    await time.advance(1000);
    expect(kept.rows.size).toBe(3);
    give();
    await expect(work).resolves.toMatchObject({ new: 3 });
  });

  it('is there before the first calls, and read again after an hour only', async () => {
    const kept = callLogStore(networkRecord());
    const network = scriptedNetwork(rows(3));
    const order: string[] = [];
    kept.beforeCommit = () => {
      order.push('calls');
      return Promise.resolve();
    };
    network.catalogue = () => {
      order.push('catalogue');
      return Promise.resolve(NO_CATALOGUE);
    };
    await once(kept, network).work;
    await once(kept, network).work;
    expect(order.filter((step) => step === 'catalogue')).toHaveLength(1);
    expect(order[0]).toBe('catalogue');
    const [record] = kept.networks;
    if (record) kept.networks[0] = { ...record, catalogueAt: (record.catalogueAt ?? 0) - 3_600_000 };
    await once(kept, network).work;
    expect(order.filter((step) => step === 'catalogue')).toHaveLength(2);
  });

  it('is abandoned when the network refuses the calls', async () => {
    const kept = callLogStore(networkRecord({ catalogueAt: 0 }));
    const network = scriptedNetwork([]);
    network.faults.push(new NetworkFault('unauthorised', 'no'));
    const client = {
      ...network.client,
      catalogue: ({ signal }: { signal: AbortSignal }) =>
        new Promise<null>((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new NetworkFault('cancelled', 'cancelled')));
        }),
    };
    const { work, time } = once(kept, { ...network, client });
    const failed = work.catch((error: unknown) => error);
    await time.advance(5000);
    expect(await failed).toMatchObject({ code: 'unauthorised' });
  });
});

describe('originals that corrections wait for', () => {
  it('are asked for by id and take their place', async () => {
    const kept = callLogStore(networkRecord());
    const network = scriptedNetwork([row('A-2', 'C-1', 'paid', 'A-1')]);
    network.elsewhere.push(row('A-1', 'C-1', 'nosale'));
    const report = await once(kept, network).work;
    expect(network.lookedUp).toEqual(['A-1']);
    expect(kept.statusOf('C-1')).toBe('approved');
    expect(kept.networks[0]).toMatchObject({ cursor: 'A-2' });
    expect(report).toMatchObject({ fetched: 2, new: 2, corrections: 1 });
    expect(kept.released).toEqual([]);
  });

  it('are followed where they correct another', async () => {
    const kept = callLogStore(networkRecord());
    const network = scriptedNetwork([row('A-3', 'C-1', 'paid', 'A-2')]);
    network.elsewhere.push(row('A-1', 'C-1', 'nosale'), row('A-2', 'C-1', 'pending', 'A-1'));
    await once(kept, network).work;
    expect(network.lookedUp).toEqual(['A-2', 'A-1']);
    expect(kept.statusOf('C-1')).toBe('approved');
  });

  it('are given up when the network does not know them for a day, by an empty page or by 404', async () => {
    const kept = callLogStore(networkRecord());
    const network = scriptedNetwork([row('A-2', 'C-1', 'paid', 'A-1'), row('B-2', 'C-2', 'paid', 'B-1')]);
    network.catalogue = () => Promise.resolve(null);
    const lookUp = network.client.transactionById;
    const client = {
      ...network.client,
      transactionById: (input: Parameters<typeof lookUp>[0]) =>
        input.transactionId === 'B-1' ? Promise.reject(new NetworkFault('not_found', 'no')) : lookUp(input),
    };
    const first = once(kept, { ...network, client });
    expect((await first.work).warnings).toEqual([]);
    expect(kept.released).toEqual([]);
    const dayLater = first.time.clock() + CORRECTION_PATIENCE_MS;
    const report = await once(kept, { ...network, client }, dayLater).work;
    expect(kept.released.toSorted()).toEqual(['A-1', 'B-1']);
    expect(report.warnings).toEqual([expect.stringContaining('2 corrections of LeadTrust')]);
  });

  it('are not given up when the network cannot be asked', async () => {
    const kept = callLogStore(networkRecord({ catalogueAt: Date.UTC(2026, 0, 5, 12) }));
    const network = scriptedNetwork([row('A-2', 'C-1', 'paid', 'A-1')]);
    const client = {
      ...network.client,
      transactionById: () => Promise.reject(new NetworkFault('unreachable', 'LeadTrust cannot be reached.')),
    };
    await expect(once(kept, { ...network, client }).work).rejects.toMatchObject({ code: 'offline' });
    expect(kept.released).toEqual([]);
  });
});

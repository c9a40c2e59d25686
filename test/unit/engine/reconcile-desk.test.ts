import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PeriodClientFactory } from '#main/engine/ports/period-client.ts';
import { reconcileBench } from '#main/engine/reconcile/bench.ts';
import { reconcileDesk } from '#main/engine/reconcile/reconcile-desk.ts';
import type { ReconcileDesk } from '#main/engine/reconcile/reconcile-desk.ts';
import { decodeTransactionPage } from '#main/networks/invoca/transaction-page.ts';
import type { ReconcileDraft, ReconcileRow, RowFilter, SideDraft } from '#shared/ipc/reconcile.ts';
import { fakeTime } from '#test/support/fake-time.ts';
import { keptLog, pageOf, scratchFolder, testStore } from '#test/support/store-workspace.ts';
import type { PracticeRow, TestStore } from '#test/support/store-workspace.ts';

const DAY = 86_400_000;
const MAY = Date.UTC(2026, 4, 1);
const NOW = MAY + 40 * DAY;

const call = (id: string, more: Partial<PracticeRow> = {}): PracticeRow => ({
  id: `T-${id}`,
  call: id,
  result: 'paid',
  payout: 2100,
  startedAt: MAY + 3 * DAY,
  partner: '23',
  offer: '45',
  ...more,
});

describe('reconciliations of a workspace', () => {
  let store: TestStore;
  let desk: ReconcileDesk;
  let folder: Awaited<ReturnType<typeof scratchFolder>>;
  let fresh: readonly PracticeRow[] = [];
  const time = fakeTime(NOW);
  const log = keptLog();

  beforeEach(async () => {
    folder = await scratchFolder();
    store = await testStore();
    await store.take([
      call('A'),
      call('B', { payout: 2500 }),
      call('C', { result: 'test', payout: 0 }),
      call('D', { partner: '99' }),
      call('E', { startedAt: MAY + 31 * DAY + 3_600_000 }),
    ]);
    await store.write.recordSync({ networkId: store.network.id, at: NOW, error: null });
    const periods: PeriodClientFactory = () => ({
      page: ({ cursor }) => Promise.resolve(pageOf(cursor === '' ? fresh : [])),
    });
    desk = reconcileDesk({
      store,
      sources: {
        periods,
        tune: () => {
          throw new Error('No TUNE here.');
        },
        tokens: () => Promise.resolve('token'),
      },
      openBench: () => reconcileBench(decodeTransactionPage),
      clock: time.clock,
      scheduler: time.scheduler,
      log,
      zone: () => 'UTC',
      onChange: () => undefined,
    });
    desk.begin();
  });
  afterEach(async () => {
    await desk.stop();
    await store.end();
    await folder.remove();
    if (log.lines.length > 0) throw new Error(log.lines.join('\n'));
  });

  const draft = (sides: readonly SideDraft[], more: Partial<ReconcileDraft> = {}): ReconcileDraft => ({
    title: 'May',
    sides: [...sides],
    firstDay: '2026-05-01',
    lastDay: '2026-05-31',
    windowMinutes: 5,
    networkId: null,
    partnerId: null,
    offerId: null,
    ...more,
  });
  const ended = async (id: number) => {
    await expect.poll(async () => (await store.read.reconcileRun({ id })).state).not.toBe('running');
    return store.read.reconcileRun({ id });
  };
  const lines = (runId: number, filter: Partial<RowFilter> = {}): Promise<readonly ReconcileRow[]> =>
    store.read.reconcileRows({
      runId,
      filter: { states: ['equal', 'unequal', 'gone'], ...filter },
      order: { by: 'at', descending: false },
      index: 0,
      limit: 200,
    });
  const told = (rows: readonly ReconcileRow[]) =>
    rows.map(({ invocaId, state, since, causes }) => [invocaId, state, since, ...causes]);
  const file = async (name: string, rows: readonly string[]): Promise<SideDraft> => {
    const path = join(folder.path, name);
    await writeFile(path, ['Call ID,State,Commission,Call time', ...rows].join('\n'));
    const { digest, mapping } = await desk.openFile(path, 'partner');
    return { kind: 'file', role: 'partner', digest, name, mapping, asOf: NOW };
  };
  const DESK: SideDraft = { kind: 'desk', zone: 'UTC' };

  it('compares a partner’s file with the calls of that partner, and the same once more with the run before', async () => {
    const rows = [
      'A,paid,21.00,2026-05-04 00:00:00',
      'B,valid,$21.00,2026-05-04 00:00:00',
      'X,valid,7.00,2026-05-05',
    ];
    const side = await file('partner may.csv', rows);
    const id = await desk.start(draft([DESK, side], { networkId: store.network.id, partnerId: '23' }));
    const run = await ended(id);
    expect(run).toMatchObject({ state: 'done', reason: '', changes: null });
    expect(run.summary?.results).toMatchObject([
      { equal: 1, causes: { payout: 1, test_call: 1, missing_here: 1 } },
    ]);
    expect(run.summary?.sides.map(({ name, counted }) => [name, counted])).toEqual([
      ['Desk', 3],
      ['partner may.csv', 3],
    ]);
    expect(told(await lines(id))).toEqual([
      ['A', 'equal', '', ''],
      ['B', 'unequal', '', 'payout'],
      ['C', 'unequal', '', 'test_call'],
      ['X', 'unequal', '', 'missing_here'],
    ]);
    expect(told(await lines(id, { causes: ['payout'], states: ['unequal'] }))).toEqual([
      ['B', 'unequal', '', 'payout'],
    ]);

    const accepted = await store.write.acceptReconcileLines({
      runId: id,
      lines: { filter: { states: ['unequal'], causes: ['missing_here', 'payout'] } },
      note: 'agreed by mail',
      now: NOW,
    });
    expect(accepted).toBe(2);
    await store.take([call('B', { id: 'T-B2', corrects: 'T-B', payout: 2100 })]);
    await store.take([call('X', { payout: 600, startedAt: MAY + 4 * DAY + 12 * 3_600_000 })]);
    const again = await desk.repeat(id);
    expect((await ended(again)).changes).toMatchObject({
      previousId: id,
      added: 0,
      gone: 1,
      changed: 1,
      same: 1,
    });
    expect(
      (await lines(again)).map(({ invocaId, since, accepted: note }) => [invocaId, since, note]),
    ).toEqual([
      ['A', '', null],
      ['B', '', null],
      ['C', 'same', null],
      // It was accepted as missing, not as another payout.
      ['X', 'changed', null],
      ['B', 'gone', 'agreed by mail'],
    ]);
    await expect(desk.repeat(id)).rejects.toThrow('A later run repeats this one');
    expect((await lines(id)).every(({ state }) => state === 'unequal')).toBe(true);
  });

  it('reads an Invoca account afresh beside the desk and a file, without touching what is stored', async () => {
    fresh = [
      call('A'),
      call('B', { payout: 2500 }),
      call('B', { id: 'T-B2', corrects: 'T-B', payout: 2000 }),
      call('F', { startedAt: MAY + 39 * DAY + 1 }),
    ];
    const side = await file('p.csv', ['T-A,paid,21.00,2026-05-04 00:00:00']);
    const id = await desk.start(
      draft([DESK, { kind: 'invoca', networkId: store.network.id, zone: 'UTC' }, side], { partnerId: '23' }),
    );
    expect((await ended(id)).reason).toBe('');
    expect(told(await lines(id))).toEqual([
      ['A', 'equal', '', '', ''],
      ['B', 'unequal', '', 'payout', 'missing_there'],
      ['C', 'unequal', '', 'test_call', 'test_call'],
    ]);
    expect(
      (await store.read.conversionTotals({ filter: {}, order: { by: 'payout', descending: true } })).count,
    ).toBe(5);
  });

  it('says what a day border of another zone moves', async () => {
    const tokyo = { kind: 'desk', zone: 'Asia/Tokyo' } as const;
    const side = await file('p.csv', ['A,paid,21.00,2026-05-04T00:00:00Z']);
    const id = await desk.start(draft([DESK, side, tokyo]));
    const { summary } = await ended(id);
    expect(summary?.zones.map(({ zone, calls, gained, lost }) => [zone, calls, gained, lost])).toEqual([
      ['UTC', 4, 0, 0],
      ['Asia/Tokyo', 4, 0, 0],
    ]);
    const june = await desk.start(draft([DESK, tokyo], { firstDay: '2026-06-01', lastDay: '2026-06-30' }));
    expect((await ended(june)).summary?.results).toMatchObject([{ equal: 1, causes: {} }]);
    const first = await desk.start(draft([tokyo, DESK], { firstDay: '2026-06-02', lastDay: '2026-06-02' }));
    expect((await ended(first)).summary?.zones[0]).toMatchObject({ calls: 0 });
  });

  it('fails with the reason when a side cannot be read, and when it is cancelled', async () => {
    const side = await file('p.csv', ['A,paid,twenty,2026-05-04']);
    const run = await ended(await desk.start(draft([DESK, side])));
    expect(run).toMatchObject({ state: 'failed' });
    expect(run.reason).toMatch(/line 2, Commission: “twenty” is no amount/);
    const good = await file('q.csv', ['A,paid,21.00,2026-05-04']);
    const id = await desk.start(draft([DESK, good]));
    desk.cancel(id);
    expect(await ended(id)).toMatchObject({ state: 'failed', reason: 'It was cancelled.' });
  });

  it('takes in files of the watched folder: known senders by themselves, each content once, the rest for a person', async () => {
    const inbox = await scratchFolder();
    const settle = (): Promise<void> => time.advance(1_500);
    const state = async () =>
      (await desk.folder()).arrivals
        .map(({ name, state: now, reason }) => [name, now, reason])
        .toSorted(([a = ''], [b = '']) => a.localeCompare(b));
    await file('Harbor leads 2026-04.csv', ['A,paid,21.00,2026-05-04']).then((side) =>
      desk.start(draft([DESK, side], { networkId: store.network.id, partnerId: '23' })),
    );
    await desk.setFolder(inbox.path);
    const head = 'Call ID,State,Commission,Call time';
    await writeFile(
      join(inbox.path, 'Harbor leads 2026-05.csv'),
      `${head}\nA,paid,21.00,2026-05-04 00:00:00\n`,
    );
    await writeFile(join(inbox.path, 'strange.csv'), 'one,two\n1,2\n');
    await writeFile(join(inbox.path, 'half.csv.part'), head);
    await expect
      .poll(async () => {
        await settle();
        return state();
      })
      .toEqual([
        ['Harbor leads 2026-05.csv', 'done', ''],
        ['strange.csv', 'waiting', 'A file with these columns was not seen before.'],
      ]);
    const [run] = await store.read.reconcileRuns();
    expect(run).toMatchObject({
      origin: 'folder',
      state: 'done',
      draft: { partnerId: '23', firstDay: '2026-05-04' },
    });

    await writeFile(join(inbox.path, 'the same again.csv'), `${head}\nA,paid,21.00,2026-05-04 00:00:00\n`);
    await writeFile(join(inbox.path, 'Harbor leads 2026-06.csv'), `${head}\nA,paid,lots,2026-05-04\n`);
    await expect
      .poll(async () => {
        await settle();
        return (await state()).map(([name, now]) => [name, now]);
      })
      .toEqual([
        ['Harbor leads 2026-05.csv', 'done'],
        ['Harbor leads 2026-06.csv', 'failed'],
        ['strange.csv', 'waiting'],
      ]);
    expect((await store.read.reconcileRuns()).length).toBe(2);
    await desk.setFolder(null);
    await inbox.remove();
  });

  it('leaves alone what a person passed over in the watched folder, and settles what could be read in the end', async () => {
    const inbox = await scratchFolder();
    const look = async (): Promise<readonly (readonly [string, string])[]> => {
      await time.advance(1_500);
      return (await desk.folder()).arrivals.map(({ name, state }) => [name, state] as const);
    };
    const unreadable = new Uint8Array([0xff, 0xfe, 0x43, 0x00]);
    await writeFile(join(inbox.path, 'passed over.csv'), unreadable);
    await writeFile(join(inbox.path, 'mended.csv'), unreadable);
    await desk.setFolder(inbox.path);
    await expect.poll(look).toEqual([
      ['passed over.csv', 'failed'],
      ['mended.csv', 'failed'],
    ]);
    const { arrivals } = await desk.folder();
    await store.write.ignoreArrival({ id: arrivals.find(({ name }) => name === 'passed over.csv')?.id ?? 0 });

    // A new start of the app looks at every file again.
    await desk.setFolder(inbox.path);
    await writeFile(join(inbox.path, 'mended.csv'), 'one,two\n1,2\n');
    await expect.poll(look).toEqual([
      ['mended.csv', 'waiting'],
      ['passed over.csv', 'ignored'],
      ['mended.csv', 'ignored'],
    ]);
    await desk.setFolder(null);
    await inbox.remove();
  });
});

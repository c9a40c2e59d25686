import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decisionDesk } from '#main/engine/decisions/decision-desk.ts';
import type { DecisionDesk } from '#main/engine/decisions/decision-desk.ts';
import type { DecisionChange } from '#shared/domain/decision.ts';
import { keptLog, testStore } from '#test/support/store-workspace.ts';
import type { PracticeRow, TestStore } from '#test/support/store-workspace.ts';
import { templateDraft } from '#test/support/template-draft.ts';

const NOW = 1_700_000_100_000;
const STARTED = 1_700_000_000_000;
const ANA = { reason: 'Heard the recording', author: 'ana' };

let store: TestStore;
let desk: DecisionDesk;
let clock = NOW;
beforeEach(async () => {
  clock = NOW;
  store = await testStore();
  desk = decisionDesk({ store, clock: () => (clock += 1000), log: keptLog(), onChange: () => undefined });
});
afterEach(() => store.end());

const call = (n: number, more: Partial<PracticeRow> = {}): PracticeRow => ({
  id: `T-${n}`,
  call: `C-${n}`,
  result: 'nosale',
  payout: 2100,
  revenue: 3200,
  startedAt: STARTED + n * 1000,
  ...more,
});

async function idOf(callId: string): Promise<number> {
  const [found] = await store.read.conversionsOfCall({ invocaId: callId });
  return found?.id ?? 0;
}

async function said(callId: string) {
  const { row, history } = await store.read.conversionDetail({ id: await idOf(callId) });
  return { status: row.status, payout: row.payout, entries: history.length, last: history.at(-1) };
}

async function decideOn(callIds: readonly string[], change: DecisionChange, because = ANA) {
  const ids = await Promise.all(callIds.map(idOf));
  const { ticket } = await desk.preview({ target: { ids }, change });
  return desk.carryOut({ ticket, ...because });
}

const APPROVE: DecisionChange = { kind: 'approve', payout: null };

describe('a decision', () => {
  it('tells before what it would do and owe, does it with an entry of the history, and is taken back whole', async () => {
    await store.write.saveTemplate({
      draft: templateDraft({ url: 'https://kestrel.example/cb?id={invoca_id}', startsAt: STARTED - 1 }),
      now: NOW,
    });
    await store.take([call(1), call(2, { result: 'paid', payout: 900 }), call(3)]);
    const preview = await desk.preview({ target: { filter: { statuses: ['pending'] } }, change: APPROVE });
    expect(preview).toMatchObject({
      count: 2,
      changed: 2,
      before: { pending: 2, approved: 0, rejected: 0 },
      after: { pending: 0, approved: 2, rejected: 0 },
      money: [{ currency: 'USD', before: 0, after: 4200 }],
      postbacks: { count: 2, atLeast: false },
    });
    const act = await desk.carryOut({ ticket: preview.ticket, ...ANA });
    expect(act).toMatchObject({ what: 'Approved', total: 2, changed: 2, state: 'done', undoable: true });
    expect(await said('C-1')).toMatchObject({
      status: 'approved',
      payout: 2100,
      entries: 2,
      last: { cause: 'decision', statusBefore: 'pending', ...ANA, transactionId: null },
    });
    const owed = (await store.read.deliveryCounts()).waiting;
    expect(owed).toBe(3);
    await expect(desk.carryOut({ ticket: preview.ticket, ...ANA })).rejects.toMatchObject({
      code: 'not_found',
    });

    expect(await desk.undo(act.id)).toMatchObject({ state: 'undone', restored: 2 });
    expect(await said('C-1')).toMatchObject({ status: 'pending', payout: 2100, entries: 3 });
    expect((await store.read.deliveryCounts()).waiting).toBe(1);
    expect(await store.read.verifyHistory({ notedHead: null })).toMatchObject({ ok: true, entries: 7 });
  });

  it('is not changed by rows that agree, and meets a conflict with one that disagrees, settled either way', async () => {
    await store.take([call(1), call(2), call(3)]);
    await decideOn(['C-1', 'C-2', 'C-3'], APPROVE);
    await store.take([
      { id: 'T-1b', call: 'C-1', corrects: 'T-1', result: 'paid' },
      { id: 'T-2b', call: 'C-2', corrects: 'T-2', result: 'repeat', payout: 0 },
      { id: 'T-3b', call: 'C-3', corrects: 'T-3', result: 'repeat', payout: 0 },
    ]);
    expect(await said('C-1')).toMatchObject({ status: 'approved', payout: 2100 });
    expect(await said('C-2')).toMatchObject({ status: 'approved', payout: 2100 });
    const { count, rows } = await store.read.decisionConflicts({ after: 0, limit: 10 });
    expect(count).toBe(2);
    expect(rows[0]).toMatchObject({ networkStatus: 'rejected', networkPayout: 0, decidedBy: 'ana' });

    await desk.settle({ ids: [await idOf('C-2')], winner: 'decision', ...ANA });
    const taken = await desk.settle({ ids: [await idOf('C-3')], winner: 'network', ...ANA });
    expect(await said('C-2')).toMatchObject({ status: 'approved', payout: 2100 });
    expect(await said('C-3')).toMatchObject({ status: 'rejected', payout: 0 });
    expect((await store.read.decisionConflicts({ after: 0, limit: 10 })).count).toBe(0);

    await desk.undo(taken.id);
    expect(await said('C-3')).toMatchObject({ status: 'approved', payout: 2100 });
    expect((await store.read.decisionConflicts({ after: 0, limit: 10 })).count).toBe(1);
    expect(await store.read.verifyHistory({ notedHead: null })).toMatchObject({ ok: true });
  });

  it('ends where the rule of the network says the network wins, told in the history', async () => {
    await store.take([call(1)]);
    await store.write.setConflictRule({ networkId: store.network.id, rule: 'network' });
    await decideOn(['C-1'], APPROVE);
    await store.take([{ id: 'T-1b', call: 'C-1', corrects: 'T-1', result: 'repeat', payout: 0 }]);
    const after = await said('C-1');
    expect(after).toMatchObject({ status: 'rejected', payout: 0, last: { cause: 'correction' } });
    expect(after.last?.reason).toContain('the network wins');
  });

  it('leaves a conversion alone that was decided again since, when it is taken back', async () => {
    await store.take([call(1), call(2)]);
    const first = await decideOn(['C-1', 'C-2'], APPROVE);
    await decideOn(['C-1'], { kind: 'payout', payout: 1500 });
    expect(await desk.undo(first.id)).toMatchObject({ restored: 1 });
    expect(await said('C-1')).toMatchObject({ status: 'approved', payout: 1500 });
    expect(await said('C-2')).toMatchObject({ status: 'pending', payout: 2100 });
  });

  it('taken back where the network says the same by now, still owes the partner what was not sent yet', async () => {
    await store.write.saveTemplate({
      draft: templateDraft({ url: 'https://kestrel.example/cb?id={invoca_id}', startsAt: STARTED - 1 }),
      now: NOW,
    });
    await store.take([call(1)]);
    const act = await decideOn(['C-1'], APPROVE);
    expect((await store.read.deliveryCounts()).waiting).toBe(1);
    await store.take([{ id: 'T-1b', call: 'C-1', corrects: 'T-1', result: 'paid' }]);
    await desk.undo(act.id);
    expect(await said('C-1')).toMatchObject({ status: 'approved', payout: 2100 });
    expect((await store.read.deliveryCounts()).waiting).toBe(1);
  });

  it('about many is carried out to its end at the next start where the app stopped in the middle', async () => {
    await store.take(Array.from({ length: 1200 }, (_, n) => call(n)));
    let stopping: Promise<void> | null = null;
    const stopped = decisionDesk({
      store,
      clock: () => (clock += 1000),
      log: keptLog(),
      onChange: () => void (stopping ??= stopped.stop()),
    });
    const { ticket } = await stopped.preview({ target: { filter: {} }, change: APPROVE });
    const act = await stopped.carryOut({ ticket, ...ANA });
    expect(act.changed).toBeLessThan(1200);

    await desk.resume();
    expect(await store.read.decisionAct({ id: act.id })).toMatchObject({
      state: 'done',
      total: 1200,
      changed: 1200,
    });
    expect(await said('C-1199')).toMatchObject({ status: 'approved', last: { cause: 'decision', ...ANA } });
    expect(await desk.undo(act.id)).toMatchObject({ restored: 1200 });
  });

  it('made after a stop is not overridden by an older one that the stop cut short', async () => {
    await store.take(Array.from({ length: 600 }, (_, n) => call(n)));
    let stopping: Promise<void> | null = null;
    const stopped = decisionDesk({
      store,
      clock: () => (clock += 1000),
      log: keptLog(),
      onChange: () => void (stopping ??= stopped.stop()),
    });
    const { ticket } = await stopped.preview({ target: { filter: {} }, change: APPROVE });
    await stopped.carryOut({ ticket, ...ANA });

    await decideOn(['C-0', 'C-599'], { kind: 'reject', payout: null });
    await desk.resume();
    expect(await said('C-0')).toMatchObject({ status: 'rejected' });
    expect(await said('C-599')).toMatchObject({ status: 'rejected' });
    expect(await said('C-300')).toMatchObject({ status: 'approved' });
  });

  it('can be a note, which changes nothing but the history', async () => {
    await store.take([call(1)]);
    const act = await decideOn(['C-1'], { kind: 'note' }, { reason: 'Asked the partner', author: 'ana' });
    expect(await said('C-1')).toMatchObject({
      status: 'pending',
      entries: 2,
      last: { reason: 'Asked the partner' },
    });
    await desk.undo(act.id);
    expect(await said('C-1')).toMatchObject({
      entries: 3,
      last: { reason: 'Taken back: Asked the partner' },
    });
  });

  it('gives the same conversion however its rows are cut into pages', async () => {
    const rows: PracticeRow[] = ['paid', 'repeat', 'nosale', 'pending', 'paid'].map((result, n) => ({
      id: `L-${n}`,
      call: 'C-1',
      result,
      payout: n * 300,
    }));
    const outcomes = new Set<string>();
    for (const cut of [1, 2, 5]) {
      const own = await testStore();
      const ownDesk = decisionDesk({
        store: own,
        clock: () => NOW,
        log: keptLog(),
        onChange: () => undefined,
      });
      await own.take([call(1)]);
      const [found] = await own.read.conversionsOfCall({ invocaId: 'C-1' });
      const { ticket } = await ownDesk.preview({ target: { ids: [found?.id ?? 0] }, change: APPROVE });
      await ownDesk.carryOut({ ticket, ...ANA });
      for (let from = 0; from < rows.length; from += cut) await own.take(rows.slice(from, from + cut));
      const { row, history } = await own.read.conversionDetail({ id: found?.id ?? 0 });
      const entries = history.map((entry) => ({ ...entry, at: 0 }));
      outcomes.add(JSON.stringify([row.status, row.payout, entries]));
      await own.end();
    }
    expect(outcomes.size).toBe(1);
  });
});

describe('a status map', () => {
  it('shows what a change would do, changes what is stored some at a time, and is taken back', async () => {
    await store.write.saveTemplate({
      draft: templateDraft({ url: 'https://kestrel.example/cb?id={invoca_id}', startsAt: STARTED - 1 }),
      now: NOW,
    });
    await store.take([call(1, { result: 'Mystery!' }), call(2, { result: 'mystery' }), call(3)]);
    const changes = [{ result: 'mystery', status: 'approved' as const }];
    const networkId = store.network.id;
    expect(await desk.previewMap({ networkId, changes })).toMatchObject({
      count: 2,
      changed: 2,
      before: { pending: 2 },
      after: { approved: 2 },
      money: [{ currency: 'USD', before: 0, after: 4200 }],
      postbacks: { count: 2 },
    });
    const act = await desk.changeMap({ networkId, changes, ...ANA });
    expect(act).toMatchObject({ kind: 'status_map', state: 'done', changed: 2 });
    expect(await said('C-2')).toMatchObject({ status: 'approved', last: { cause: 'status_map', ...ANA } });
    expect(await store.read.unknownResults()).toEqual([]);
    expect((await store.read.deliveryCounts()).waiting).toBe(2);
    const { values } = await store.read.statusMap({ networkId });
    expect(values[0]).toMatchObject({ result: 'mystery', count: 2, status: 'approved', standard: null });

    expect(await desk.undo(act.id)).toMatchObject({ state: 'undone', restored: 2 });
    expect(await said('C-1')).toMatchObject({ status: 'pending' });
    expect(await store.read.unknownResults()).toHaveLength(2);
    expect(await store.read.verifyHistory({ notedHead: null })).toMatchObject({ ok: true });
  });

  it('reads what arrives by the new map before the stored ones are gone through, each change with its own cause', async () => {
    await store.take([call(1, { result: 'mystery' }), call(2, { result: 'mystery' })]);
    const networkId = store.network.id;
    const { id } = await store.write.changeStatusMap({
      networkId,
      changes: [{ result: 'mystery', status: 'rejected' }],
      text: 'mystery',
      ...ANA,
      total: 2,
      now: NOW,
    });
    await store.take([
      { id: 'T-2b', call: 'C-2', corrects: 'T-2', payout: 700 },
      call(3, { result: 'mystery' }),
    ]);
    expect(await said('C-3')).toMatchObject({ status: 'rejected', entries: 1 });
    const { history } = await store.read.conversionDetail({ id: await idOf('C-2') });
    expect(history.map(({ cause, statusAfter, payoutAfter }) => [cause, statusAfter, payoutAfter])).toEqual([
      ['first', 'pending', 2100],
      ['status_map', 'rejected', 2100],
      ['correction', 'rejected', 700],
    ]);
    await desk.resume();
    expect(await said('C-1')).toMatchObject({ status: 'rejected', entries: 2 });
    expect(await said('C-2')).toMatchObject({ entries: 3 });
    expect(await store.read.decisionAct({ id })).toMatchObject({ state: 'done' });
  });

  it('tells before what it does to conversions somebody decided about: the status left to the network, and a decision that ends', async () => {
    await store.write.saveTemplate({
      draft: templateDraft({ url: 'https://kestrel.example/cb?id={invoca_id}', startsAt: STARTED - 1 }),
      now: NOW,
    });
    await store.take([call(1), call(2), call(3)]);
    await decideOn(['C-1'], { kind: 'payout', payout: 1500 });
    await decideOn(['C-2'], { kind: 'reject', payout: null });
    await store.write.setConflictRule({ networkId: store.network.id, rule: 'network' });
    const change = {
      networkId: store.network.id,
      changes: [{ result: 'nosale', status: 'approved' as const }],
    };
    const preview = await desk.previewMap(change);
    expect(preview).toMatchObject({
      count: 3,
      changed: 3,
      before: { pending: 2, approved: 0, rejected: 1 },
      after: { pending: 0, approved: 3, rejected: 0 },
      money: [{ currency: 'USD', before: 0, after: 1500 + 2100 + 2100 }],
      postbacks: { count: 3, atLeast: false },
    });
    const act = await desk.changeMap({ ...change, ...ANA });
    expect(act).toMatchObject({ total: 3, changed: 3 });
    expect(await said('C-1')).toMatchObject({ status: 'approved', payout: 1500 });
    expect(await said('C-2')).toMatchObject({ status: 'approved', payout: 2100 });
    expect((await store.read.deliveryCounts()).waiting).toBe(3);
  });

  it('leaves what a person decided, and shows a conflict where the new status disagrees', async () => {
    await store.take([call(1, { result: 'mystery' })]);
    await decideOn(['C-1'], APPROVE);
    const networkId = store.network.id;
    await desk.changeMap({ networkId, changes: [{ result: 'mystery', status: 'rejected' }], ...ANA });
    expect(await said('C-1')).toMatchObject({ status: 'approved' });
    expect((await store.read.decisionConflicts({ after: 0, limit: 5 })).count).toBe(1);
  });
});

it('keeps count of decisions over any order of deciding and taking back', { timeout: 20_000 }, async () => {
  await store.take([1, 2, 3].map((n) => call(n)));
  const act = fc.record({
    on: fc.subarray(['C-1', 'C-2', 'C-3'], { minLength: 1 }),
    change: fc.constantFrom<DecisionChange>(
      APPROVE,
      { kind: 'reject', payout: null },
      { kind: 'payout', payout: 500 },
    ),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 3 }), async (acts) => {
      const before = await Promise.all(['C-1', 'C-2', 'C-3'].map(said));
      const made = [];
      for (const { on, change } of acts) made.push(await decideOn(on, change));
      for (const { id } of made.toReversed()) await desk.undo(id);
      const after = await Promise.all(['C-1', 'C-2', 'C-3'].map(said));
      expect(after.map(({ status, payout }) => [status, payout])).toEqual(
        before.map(({ status, payout }) => [status, payout]),
      );
    }),
    { numRuns: 5 },
  );
  expect(await store.read.verifyHistory({ notedHead: null })).toMatchObject({ ok: true });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import Database from 'better-sqlite3';
import { deskSideRows } from '#main/engine/reconcile/desk-side.ts';
import { runLines } from '#main/engine/reconcile/run-lines.ts';
import { reconcileSides } from '#shared/domain/reconcile/reconcile-sides.ts';
import type { Side, SideRow } from '#shared/domain/reconcile/side-row.ts';
import type { ReconcileDraft, ReconcileRow, RowFilter } from '#shared/ipc/reconcile.ts';
import { testStore } from '#test/support/store-workspace.ts';
import type { PracticeRow, TestStore } from '#test/support/store-workspace.ts';

const MAY = Date.UTC(2026, 4, 1);
const HOUR = 3_600_000;
const DRAFT: ReconcileDraft = {
  title: 'May',
  sides: [
    { kind: 'desk', zone: 'UTC' },
    { kind: 'desk', zone: 'UTC' },
  ],
  firstDay: '2026-05-01',
  lastDay: '2026-05-31',
  windowMinutes: 5,
  networkId: null,
  partnerId: null,
  offerId: null,
};

const row = (id: number, more: Partial<SideRow> = {}): SideRow => ({
  line: null,
  recordId: id + 1,
  invocaId: `C-${id}`,
  callId: `C-${id}`,
  status: 'approved',
  payout: 2100,
  currency: 'USD',
  at: MAY + id * HOUR,
  number: '8885550142',
  rawResult: 'paid',
  earlier: [],
  ...more,
});
const side = (rows: readonly SideRow[]): Side => ({
  rows,
  from: MAY,
  to: MAY + 31 * 24 * HOUR,
  zone: 'UTC',
  readTo: MAY + 40 * 24 * HOUR,
  catchesUp: false,
  partial: false,
  approvedOnly: false,
});

describe('the lines of a run in the store', () => {
  let store: TestStore;
  beforeEach(async () => {
    store = await testStore();
  });
  afterEach(() => store.end());

  const begin = () =>
    store.write.beginReconcileRun({ draft: DRAFT, origin: 'person', previousId: null, now: MAY });
  const listed = (runId: number, filter: Partial<RowFilter> = {}): Promise<readonly ReconcileRow[]> =>
    store.read.reconcileRows({
      runId,
      filter: { states: ['equal', 'unequal', 'gone'], ...filter },
      order: { by: 'at', descending: false },
      index: 0,
      limit: 200,
    });

  it('say what the comparison said of every side, whatever piece they came in', async () => {
    const here = Array.from({ length: 67 }, (_, id) => row(id, id === 3 ? { at: null, number: '' } : {}));
    const there = here.map((one, id) => ({
      ...one,
      line: id + 2,
      recordId: null,
      // A partner that names the call by a transaction, pays one otherwise and does not know another.
      invocaId: `T-${id}`,
      payout: id === 10 ? 2000 : one.payout,
      number: '',
    }));
    const sides = [side(here), side(there.slice(1))];
    const { lines } = reconcileSides(sides, 300_000);
    const id = await begin();
    for (const [from, to] of [
      [0, 45],
      [45, 46],
      [46, 67],
    ] as const) {
      await store.write.addReconcileLines({ id, lines: runLines(lines.slice(from, to), sides) });
    }
    const rows = await listed(id);
    expect(rows.map(({ place }) => place)).toEqual(lines.map((_, place) => place));
    const said = (cell: SideRow | null) => {
      if (cell === null) return null;
      const { earlier: _earlier, ...rest } = cell;
      return rest;
    };
    expect(rows.map(({ cells }) => cells)).toEqual(lines.map(({ cells }) => cells.map(said)));
    expect(rows.map(({ findings }) => findings)).toEqual(lines.map(({ findings }) => findings));
    expect(rows.map(({ invocaId, at }) => [invocaId, at])).toEqual(
      lines.map(({ cells }) => [cells[0]?.invocaId, cells[0]?.at ?? null]),
    );
    expect(
      (await listed(id, { states: ['unequal'] })).map(({ invocaId, causes, deltas }) => [
        invocaId,
        ...causes,
        ...deltas,
      ]),
    ).toEqual([
      ['C-0', 'missing_there', -2100],
      ['C-10', 'payout', -100],
    ]);
  });

  it('are read also where their cells were stored as objects', async () => {
    const id = await begin();
    const { earlier: _earlier, ...cell } = row(1);
    const sides = [side([row(1)]), side([])];
    const lines = runLines(reconcileSides(sides, 1).lines, sides);
    await store.write.addReconcileLines({ id, lines });
    const db = new Database(store.file);
    db.prepare('UPDATE reconcile_lines SET cells = ?').run(JSON.stringify([cell, null]));
    db.close();
    expect((await listed(id)).map(({ cells }) => cells)).toEqual([[cell, null]]);
  });

  it('speak of calls the desk gives piece by piece, with what they were before', async () => {
    const call = (id: string, more: Partial<PracticeRow> = {}): PracticeRow => ({
      id: `T-${id}`,
      call: id,
      result: 'paid',
      payout: 2100,
      startedAt: MAY + HOUR,
      partner: '23',
      offer: '45',
      ...more,
    });
    await store.take(
      [call('A', { result: 'nosale', payout: 0 }), call('B'), call('C', { partner: '99' })],
      MAY,
    );
    await store.take([call('A', { id: 'T-A2', corrects: 'T-A' })], MAY + 1);
    const scope = { networkId: null, partnerId: '23', offerId: null, from: MAY, to: MAY + 24 * HOUR };
    const first = await store.read.deskRows({ ...scope, after: 0, limit: 1 });
    const [id] = first.recordIds;
    const second = await store.read.deskRows({ ...scope, after: id ?? 0, limit: 5 });
    const rows = [first, second].flatMap(deskSideRows);
    expect(rows).toMatchObject([
      {
        recordId: id,
        line: null,
        invocaId: 'A',
        callId: 'A',
        status: 'approved',
        payout: 2100,
        currency: 'USD',
        at: MAY + HOUR,
        rawResult: 'paid',
        earlier: [{ until: MAY + 1, status: 'pending', payout: 0 }],
      },
      { invocaId: 'B', status: 'approved', earlier: [] },
    ]);
    expect(() => deskSideRows({ ...second, payouts: [] })).toThrow('Row 0 of the desk’s side is not whole');
  });
});

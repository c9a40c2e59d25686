import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConversionDetail } from '#shared/ipc/conversions.ts';
import { pageOf, testStore, wireRow } from '#test/support/store-workspace.ts';
import type { PracticeRow, TestStore } from '#test/support/store-workspace.ts';

const STARTED = 1_750_000_000_000;

let store: TestStore;
beforeEach(async () => {
  store = await testStore();
});
afterEach(() => store.end());

const ALL = {
  filter: {},
  order: { by: 'call_started_at', descending: false },
  index: 0,
  limit: 200,
} as const;

/** Everything a call came to, without the ids a file gives. */
async function calls(of: TestStore): Promise<unknown[]> {
  const { rows } = await of.read.conversionPage({ ...ALL, order: { by: 'invoca_id', descending: false } });
  const details: ConversionDetail[] = [];
  for (const { id } of rows) details.push(await of.read.conversionDetail({ id }));
  return details.map(({ row: { id: _id, ...row }, history, transactions }) => ({
    row,
    last: history.at(-1)?.statusAfter,
    raws: transactions
      .map(({ transactionId, waiting }) => `${transactionId} ${waiting}`)
      .toSorted((a, b) => a.localeCompare(b)),
  }));
}

describe('a page', () => {
  it('makes conversions, keeps rows exactly as received and moves the cursor', async () => {
    const rows: PracticeRow[] = [
      {
        id: 'T-1',
        call: 'C-1',
        result: 'No Sale',
        payout: 0,
        startedAt: STARTED,
        partner: '7',
        partnerName: 'Kestrel',
      },
      { id: 'T-2', call: 'C-2', result: 'Paid', payout: 2100, revenue: 4000, startedAt: STARTED + 1 },
      { id: 'T-3', call: 'C-1', corrects: 'T-1', result: 'Not Paid', payout: 1250 },
    ];
    const outcome = await store.take(rows);
    expect(outcome).toMatchObject({
      kind: 'committed',
      rows: 3,
      fresh: 3,
      corrections: 1,
      unparsed: 0,
      changed: { approved: 2, pending: 0, rejected: 0 },
      cursor: 'T-3',
    });
    const { rows: listed } = await store.read.conversionPage(ALL);
    expect(
      listed.map(({ invocaId, status, payout, partnerName }) => [invocaId, status, payout, partnerName]),
    ).toEqual([
      ['C-1', 'approved', 1250, 'Kestrel'],
      ['C-2', 'approved', 2100, ''],
    ]);
    const detail = await store.read.conversionDetail({ id: listed[0]?.id ?? 0 });
    expect(detail.transactions.map(({ raw }) => raw)).toEqual(
      [rows[0], rows[2]].map((row) => JSON.stringify(row && wireRow(row))),
    );
    expect(
      detail.history.map(({ cause, statusBefore, statusAfter, payoutAfter }) => [
        cause,
        statusBefore,
        statusAfter,
        payoutAfter,
      ]),
    ).toEqual([
      ['first', null, 'pending', 0],
      ['correction', 'pending', 'approved', 1250],
    ]);
    expect((await store.read.networks())[0]).toMatchObject({ cursor: 'T-3', transactions: 3 });
  });

  it('is stale when the cursor has moved on, and changes nothing', async () => {
    await store.take([{ id: 'T-1', call: 'C-1', result: 'Paid' }]);
    const body = pageOf([{ id: 'T-2', call: 'C-2', result: 'Paid' }]);
    const page = {
      networkId: store.network.id,
      cursorBefore: '',
      body,
      receivedAt: 1,
      purpose: 'stream',
    } as const;
    expect(await store.write.commitPage(page)).toEqual({ kind: 'stale' });
    expect((await store.read.conversionTotals(ALL)).count).toBe(1);
  });

  it('says why it is unreadable, and changes nothing', async () => {
    const body = new TextEncoder().encode('<html>Bad gateway</html>');
    const page = {
      networkId: store.network.id,
      cursorBefore: '',
      body,
      receivedAt: 1,
      purpose: 'stream',
    } as const;
    expect(await store.write.commitPage(page)).toMatchObject({ kind: 'unreadable' });
    expect((await store.read.networks())[0]?.cursor).toBe('');
  });

  it('keeps a row that does not parse, once, without stopping the others', async () => {
    const rows = [
      wireRow({ id: 'T-1', call: 'C-1', result: 'Paid' }),
      { transaction_id: 'T-2', complete_call_id: null },
    ];
    const bytes = (): Uint8Array => new TextEncoder().encode(JSON.stringify(rows));
    const page = { networkId: store.network.id, receivedAt: 9 } as const;
    const first = await store.write.commitPage({
      ...page,
      cursorBefore: '',
      body: bytes(),
      purpose: 'stream',
    });
    expect(first).toMatchObject({ fresh: 1, unparsed: 1, cursor: 'T-2' });
    const again = await store.write.commitPage({
      ...page,
      cursorBefore: 'T-2',
      body: bytes(),
      purpose: 'stream',
    });
    expect(again).toMatchObject({ fresh: 0, unparsed: 0 });
    expect(await store.read.unparsed({ before: null, limit: 10 })).toMatchObject([
      { networkName: 'Harbor Calls', receivedAt: 9, raw: JSON.stringify(rows[1]) },
    ]);
  });

  it('happens whole or not at all', async () => {
    await store.take([{ id: 'T-1', call: 'C-1', result: 'Paid', startedAt: STARTED }]);
    const before = await calls(store);
    const other = new Database(store.file);
    other.exec(`CREATE TRIGGER refuse BEFORE UPDATE OF cursor ON networks WHEN new.cursor = 'T-4'
      BEGIN SELECT RAISE(ABORT, 'the disk said no'); END`);
    other.close();
    const rows: PracticeRow[] = [
      { id: 'T-2', call: 'C-2', result: 'Paid', partner: '9' },
      { id: 'T-3', call: 'C-1', corrects: 'T-1', result: 'Repeat' },
      { id: 'T-4', call: 'C-3', result: 'Weird' },
    ];
    await expect(store.take(rows)).rejects.toThrow('the disk said no');
    expect(await calls(store)).toEqual(before);
    expect((await store.read.networks())[0]).toMatchObject({ cursor: 'T-1', transactions: 1 });
    expect(await store.read.unknownResults()).toEqual([]);
    const again = new Database(store.file);
    again.exec('DROP TRIGGER refuse');
    again.close();
    expect(await store.take(rows)).toMatchObject({ fresh: 3, unknownResults: 1 });
    expect((await store.read.conversionTotals(ALL)).count).toBe(3);
  });

  it('warns of results it does not know, and never approves them', async () => {
    await store.take([
      { id: 'T-1', call: 'C-1', result: 'Gold Plated' },
      { id: 'T-2', call: 'C-2', result: 'Gold Plated' },
    ]);
    expect(await store.read.unknownResults()).toMatchObject([{ rawResult: 'Gold Plated', count: 2 }]);
    const unknown = await store.read.conversionPage({ ...ALL, filter: { unknownResult: true } });
    expect(unknown.rows.map(({ status }) => status)).toEqual(['pending', 'pending']);
  });
});

describe('a correction before its original', () => {
  it('waits, is asked for, and takes effect when the original comes', async () => {
    await store.take([
      { id: 'T-2', call: 'C-1', corrects: 'T-1', result: 'Paid', payout: 900, startedAt: STARTED },
    ]);
    expect((await store.read.conversionTotals(ALL)).count).toBe(0);
    expect(await store.read.missingOriginals({ networkId: store.network.id, limit: 10 })).toEqual(['T-1']);
    const body = pageOf([{ id: 'T-1', call: 'C-1', result: 'Pending', payout: 100, startedAt: STARTED }]);
    const lookup = await store.write.commitPage({
      networkId: store.network.id,
      cursorBefore: '',
      body,
      receivedAt: 7,
      purpose: 'lookup',
    });
    expect(lookup).toMatchObject({ kind: 'committed', fresh: 1, cursor: 'T-2' });
    expect(await store.read.missingOriginals({ networkId: store.network.id, limit: 10 })).toEqual([]);
    const { rows } = await store.read.conversionPage(ALL);
    expect(rows).toMatchObject([{ status: 'approved', payout: 900 }]);
  });

  it('speaks for itself once it is let go, and the original does not overrule it later', async () => {
    await store.take([{ id: 'T-2', call: 'C-1', corrects: 'T-1', result: 'Paid', payout: 900 }]);
    const letGo = { networkId: store.network.id, originals: ['T-1'], now: 8 };
    await store.write.releaseCorrections({ ...letGo, waitingSince: 0 });
    expect((await store.read.conversionPage(ALL)).rows).toEqual([]);
    await store.write.releaseCorrections({ ...letGo, waitingSince: Number.MAX_SAFE_INTEGER });
    expect((await store.read.conversionPage(ALL)).rows).toMatchObject([{ status: 'approved', payout: 900 }]);
    await store.take([{ id: 'T-1', call: 'C-1', result: 'Repeat', payout: 0 }]);
    expect((await store.read.conversionPage(ALL)).rows).toMatchObject([{ status: 'approved', payout: 900 }]);
    await store.take([{ id: 'T-3', call: 'C-1', corrects: 'T-2', result: 'Expired', payout: 0 }]);
    expect((await store.read.conversionPage(ALL)).rows).toMatchObject([{ status: 'rejected', payout: 0 }]);
  });
});

describe('the stored ledger', () => {
  const row = fc.record({
    call: fc.constantFrom('A', 'B', 'C'),
    result: fc.constantFrom('Paid', 'No Sale', 'Repeat', 'Odd'),
    payout: fc.integer({ min: 0, max: 5000 }),
    corrects: fc.option(fc.nat({ max: 11 }), { nil: undefined }),
  });

  it('is the same for any split into pages and any repeats', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 12 }),
        fc.array(fc.nat({ max: 12 }), { maxLength: 4 }),
        fc.array(fc.nat({ max: 11 }), { maxLength: 5 }),
        async (drafts, cuts, repeats) => {
          const rows = drafts.map(({ call, result, payout, corrects }, place): PracticeRow => ({
            id: `T-${place}`,
            call: `C-${call}`,
            result,
            payout,
            ...(corrects === undefined ? {} : { corrects: `T-${corrects}` }),
          }));
          const whole = await testStore();
          const split = await testStore();
          try {
            await whole.take(rows);
            const edges = [...new Set([0, ...cuts, rows.length])].filter((cut) => cut <= rows.length);
            const sorted = edges.toSorted((a, b) => a - b);
            for (const [place, start] of sorted.entries()) {
              const page = rows.slice(start, sorted[place + 1] ?? rows.length);
              const seen = rows.slice(0, start);
              await split.take([
                ...repeats.flatMap((repeat) => seen[repeat] ?? []),
                ...page,
                ...page.slice(0, 1),
              ]);
            }
            expect(await calls(split)).toEqual(await calls(whole));
          } finally {
            await whole.end();
            await split.end();
          }
        },
      ),
      { numRuns: 20 },
    );
  });
});

import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeskStore } from '#main/engine/ports/desk-store.ts';
import type { HistoryVerdict } from '#shared/ipc/history.ts';
import { decodeTransactionPage } from '#main/networks/invoca/transaction-page.ts';
import { keptLog, testStore } from '#test/support/store-workspace.ts';
import type { TestStore } from '#test/support/store-workspace.ts';
import { openTestStore } from '#test/support/test-store.ts';

let store: TestStore;
beforeEach(async () => {
  store = await testStore();
  await store.take([
    { id: 'T-1', call: 'C-1', result: 'Sale', payout: 900, revenue: 1500 },
    { id: 'T-2', call: 'C-2', result: 'Paid', payout: 800 },
    { id: 'T-3', call: 'C-3', result: 'Sale' },
  ]);
  await verdict();
  await store.take([
    { id: 'T-4', call: 'C-1', corrects: 'T-1', result: 'Paid', payout: 1100, revenue: 1700 },
    { id: 'T-5', call: 'C-3', result: 'Repeat' },
    { id: 'T-6', call: 'C-4', result: 'Paid' },
  ]);
  await verdict();
});
afterEach(() => store.end());

const verdict = (notedHead: string | null = null, of: DeskStore = store): Promise<HistoryVerdict> =>
  of.read.verifyHistory({ notedHead });

/** Changes the file as any program could, and gives what the check says then. */
function tamper(sql: string): Promise<HistoryVerdict> {
  const db = new Database(store.file);
  db.pragma('foreign_keys = OFF');
  db.exec(sql);
  db.close();
  return verdict();
}

async function chainOf(invocaId: string): Promise<string> {
  const [found] = await store.read.conversionsOfCall({ invocaId });
  return (await store.read.conversionDetail({ id: found?.id ?? 0 })).chain;
}

const C1 = "conversion_id = (SELECT id FROM conversions WHERE call_id = 'C-1')";

describe('an untouched history', () => {
  it('holds, over pages, corrections and a reopened file', async () => {
    const found = await verdict();
    expect(found).toMatchObject({ entries: 6, ok: true, firstBroken: null, unsealed: 0 });
    expect(found.head).toMatch(/^[0-9a-f]{64}$/);
    expect(await chainOf('C-1')).toBe('holds');
    const reading = await openTestStore({
      file: store.file,
      decode: decodeTransactionPage,
      log: keptLog(),
      now: () => 0,
      readOnly: true,
    });
    expect(await verdict(found.head, reading)).toEqual(found);
    await reading.close();
  });

  it('grows on the head that was noted', async () => {
    const { head } = await verdict();
    await store.take([{ id: 'T-7', call: 'C-1', corrects: 'T-4', result: 'Not Approved' }]);
    const later = await verdict(head);
    expect(later).toMatchObject({ entries: 7, ok: true });
    expect(later.head).not.toBe(head);
    expect(await verdict('0'.repeat(64))).toMatchObject({ ok: false });
  });

  it('is sealed for a file of an older version, and while nothing was sealed yet holds unsealed', async () => {
    const sealed = await verdict();
    const db = new Database(store.file);
    db.exec(`UPDATE history SET position = NULL, chain = NULL; DELETE FROM history_chain; DELETE FROM unsealed;
      UPDATE sealed SET through = 0, position = 0, head = NULL`);
    db.close();
    expect(await verdict()).toEqual({ entries: 6, ok: true, firstBroken: null, head: null, unsealed: 6 });
    expect(await chainOf('C-1')).toBe('pending');
    await store.take([{ id: 'T-7', call: 'C-5', result: 'Paid' }]);
    const again = await verdict();
    expect(again).toMatchObject({ entries: 7, ok: true, unsealed: 0 });
    expect(again.head).not.toBe(sealed.head);
    expect(await verdict(sealed.head)).toMatchObject({ ok: false });
  });
});

describe('a change of the file', () => {
  it.each([
    ['conversion_id', '999'],
    ['seq', '7'],
    ['at', 'at + 1'],
    ['cause', "'decision'"],
    ['transaction_id', "'T-9'"],
    ['corrects_id', "'T-9'"],
    ['corrects_id', 'NULL'],
    ['status_before', "'rejected'"],
    ['status_after', "'pending'"],
    ['result_before', "'Saler'"],
    ['result_after', "''"],
    ['payout_before', '901'],
    ['payout_after', '110000'],
    ['revenue_before', 'NULL'],
    ['revenue_after', '-1700'],
    ['position', '2'],
    ['position', 'NULL'],
    ['chain', 'NULL'],
    ['chain', 'zeroblob(32)'],
    ['chain', "x'00'"],
  ])('of %s to %s is found at its entry', async (column, value) => {
    const found = await tamper(`UPDATE history SET ${column} = ${value} WHERE ${C1} AND seq = 2`);
    expect(found.ok).toBe(false);
    expect(found.firstBroken).toMatchObject({ invocaId: 'C-1', seq: 2 });
    if (column !== 'conversion_id') expect(await chainOf('C-1')).toBe('broken');
  });

  it.each([1, 2, 3, 4, 5, 6])('that takes the entry at place %i away is found', async (position) => {
    const db = new Database(store.file);
    const gone = db
      .prepare(
        'SELECT call_id, seq FROM history_chain JOIN conversions ON id = conversion_id WHERE position = ?',
      )
      .get(position);
    db.close();
    const of = `(SELECT conversion_id, seq FROM history_chain WHERE position = ${position})`;
    const found = await tamper(`DELETE FROM history WHERE (conversion_id, seq) IN ${of}`);
    expect({ call_id: found.firstBroken?.invocaId, seq: found.firstBroken?.seq }).toEqual(gone);
  });

  it.each([1, 2, 3, 4, 5, 6])(
    'that takes it away with its place in the chain, %i, is found',
    async (position) => {
      const of = `(SELECT conversion_id, seq FROM history_chain WHERE position = ${position})`;
      const found = await tamper(`UPDATE conversions SET changes = changes - 1
        WHERE id = (SELECT conversion_id FROM history_chain WHERE position = ${position});
      DELETE FROM history WHERE (conversion_id, seq) IN ${of};
      DELETE FROM history_chain WHERE position = ${position}`);
      expect(found.ok).toBe(false);
    },
  );

  it.each([
    ['with nothing else', 'NULL, NULL', ''],
    [
      'counted with its conversion',
      'NULL, NULL',
      `UPDATE conversions SET changes = 3 WHERE call_id = 'C-1';`,
    ],
    [
      'with a place another has',
      '2, zeroblob(32)',
      `UPDATE conversions SET changes = 3 WHERE call_id = 'C-1';`,
    ],
    [
      'with a place at the end',
      '7, zeroblob(32)',
      `UPDATE conversions SET changes = 3 WHERE call_id = 'C-1'; INSERT INTO history_chain SELECT 7, id, 3 FROM conversions WHERE call_id = 'C-1';`,
    ],
    [
      'with a place at the end that is said to be the last',
      '7, zeroblob(32)',
      `UPDATE conversions SET changes = 3 WHERE call_id = 'C-1'; UPDATE sealed SET position = 7, head = zeroblob(32);
       INSERT INTO history_chain SELECT 7, id, 3 FROM conversions WHERE call_id = 'C-1';`,
    ],
  ])('that slips an entry in, %s, is found', async (_how, place, more) => {
    const found =
      await tamper(`INSERT INTO history (conversion_id, seq, at, cause, status_after, result_after,
        payout_after, revenue_after, position, chain)
      SELECT id, 3, 5, 'decision', 'approved', 'Paid', 99900, 99900, ${place} FROM conversions WHERE call_id = 'C-1';
      ${more}`);
    expect(found).toMatchObject({ ok: false, firstBroken: { invocaId: 'C-1', seq: 3 } });
    expect(await chainOf('C-1')).toBe('broken');
  });

  it.each([
    ['of a conversion that is not there', 9_999, 1],
    ['before all others', -1, 1],
  ])('that slips in an entry %s is found', async (_whose, id, seq) => {
    const found =
      await tamper(`INSERT INTO history (conversion_id, seq, at, cause, status_after, result_after,
      payout_after, revenue_after) VALUES (${id}, ${seq}, 5, 'first', 'approved', 'Paid', 1, 1)`);
    expect(found).toMatchObject({ ok: false, firstBroken: { invocaId: null, seq: 1 } });
  });

  it.each([
    [
      'two entries of one conversion',
      `UPDATE history SET seq = -seq WHERE ${C1}; UPDATE history SET seq = 3 + seq WHERE ${C1};`,
    ],
    [
      'two places of the chain',
      `UPDATE history_chain SET position = -1 WHERE position = 2; UPDATE history_chain SET position = 2 WHERE position = 3;
       UPDATE history_chain SET position = 3 WHERE position = -1;`,
    ],
    [
      'two whole entries, places, digests and all',
      `CREATE TEMP TABLE t AS SELECT * FROM history WHERE position IN (2, 3);
       DELETE FROM history WHERE position IN (2, 3);
       UPDATE t SET position = 5 - position, chain = (SELECT chain FROM t AS o WHERE o.position = 5 - t.position);
       INSERT INTO history SELECT * FROM t;
       DELETE FROM history_chain WHERE position IN (2, 3);
       INSERT INTO history_chain SELECT position, conversion_id, seq FROM t;`,
    ],
    [
      'the histories of two conversions',
      `UPDATE history SET conversion_id = -conversion_id WHERE conversion_id IN (2, 3);
       UPDATE history SET conversion_id = 5 + conversion_id WHERE conversion_id < 0;`,
    ],
    [
      'the calls of two conversions',
      `UPDATE conversions SET call_id = 'x' WHERE call_id = 'C-1'; UPDATE conversions SET call_id = 'C-1' WHERE call_id = 'C-2';
       UPDATE conversions SET call_id = 'C-2' WHERE call_id = 'x';`,
    ],
  ])('that swaps %s is found', async (_what, sql) => {
    expect(await tamper(sql)).toMatchObject({ ok: false });
  });

  it.each([
    ['the end of the chain', `UPDATE sealed SET head = zeroblob(32)`],
    ['the count of the chain', `UPDATE sealed SET position = position - 1`],
    ['whose workspace it is', `UPDATE meta SET value = 'another' WHERE name = 'workspace_id'`],
    ['whose network it is', `UPDATE networks SET key = 'another'`],
    ['how many entries there are', `UPDATE conversions SET changes = 1 WHERE call_id = 'C-1'`],
  ])('of %s is found', async (_what, sql) => {
    expect(await tamper(sql)).toMatchObject({ ok: false });
  });

  it.each([
    ['status', "'pending'"],
    ['payout', 'payout + 100'],
    ['revenue', '0'],
    ['raw_result', "'Nothing'"],
  ])('of what a conversion says, its %s, without an entry is found', async (column, value) => {
    const found = await tamper(`UPDATE conversions SET ${column} = ${value} WHERE call_id = 'C-1'`);
    expect(found).toMatchObject({
      ok: false,
      firstBroken: {
        invocaId: 'C-1',
        seq: 2,
        what: 'The conversion says something else than its newest entry.',
      },
    });
  });

  it('stays found after the app went on', async () => {
    await tamper(`UPDATE history SET payout_after = 1 WHERE ${C1} AND seq = 1`);
    await store.take([{ id: 'T-7', call: 'C-1', corrects: 'T-4', result: 'Not Approved' }]);
    expect(await verdict()).toMatchObject({
      entries: 7,
      ok: false,
      firstBroken: { invocaId: 'C-1', seq: 1 },
    });
  });
});

import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { decodeTransactionPage } from '#main/networks/invoca/transaction-page.ts';
import { openStoreInProcess } from '#main/store/open-store.ts';
import { foldCall } from '#shared/domain/ledger.ts';
import type { CallState } from '#shared/domain/ledger.ts';
import { crashStream } from '#test/support/crash-stream.ts';
import { keptLog, NETWORK, pageOf } from '#test/support/store-workspace.ts';
import { folderOnDisk, testProgram } from '#test/support/test-program.ts';

const KILLS = 20;

let file: string;
let removeFolder: () => Promise<void>;
beforeEach(async () => {
  const folder = await folderOnDisk();
  file = join(folder, 'desk.sqlite');
  removeFolder = () => rm(folder, { recursive: true, force: true });
});
afterEach(() => removeFolder());

const open = () =>
  openStoreInProcess({ file, decode: decodeTransactionPage, log: keptLog(), now: () => 1_700_000_000_000 });

/** Lets a child commit pages and kills it after some of them, in the middle of the next. */
async function runAndKill(pages: number): Promise<{ readonly acknowledged: string; readonly done: boolean }> {
  const child: ChildProcess = spawn(process.execPath, [testProgram('store-crash-child'), file], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_COMPILE_CACHE: join(dirname(file), 'compiled') },
  });
  const ended = once(child, 'exit');
  let acknowledged = '';
  let committed = 0;
  if (!child.stdout) throw new Error('The child has no output.');
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === 'done') {
      await ended;
      return { acknowledged, done: true };
    }
    if (line === 'open') continue;
    acknowledged = line;
    committed += 1;
    if (committed === pages) child.kill('SIGKILL');
  }
  await ended;
  return { acknowledged, done: false };
}

it('loses nothing and doubles nothing when the process is killed at random instants', async () => {
  const preparing = await open();
  await preparing.write.addNetwork({ network: NETWORK, now: 1 });
  const draft = {
    id: null,
    name: 'all',
    url: 'https://partner.example/cb?id={invoca_id}',
    scope: { networkId: null, partnerId: null, offerId: null },
    startsAt: 0,
    active: true,
  };
  await preparing.write.saveTemplate({ draft, now: 1 });
  await preparing.close();

  let seed = 20_260_501;
  for (let kill = 0; kill < KILLS; kill += 1) {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    const { acknowledged, done } = await runAndKill(1 + (seed % 14));
    expect(done).toBe(false);
    const db = new Database(file);
    const stored = db.prepare<[], { cursor: string }>('SELECT cursor FROM networks').get()?.cursor ?? '';
    expect(stored >= acknowledged).toBe(true);
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    const rows = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM transactions').get()?.n;
    expect(rows).toBe(crashStream().findIndex(({ id }) => id === stored) + 1);
    db.close();
  }
  expect(await runAndKill(Infinity)).toMatchObject({ done: true });

  const page = decodeTransactionPage(pageOf(crashStream()), { currency: 'USD', user: 'network' });
  if (page.kind === 'unreadable') throw new Error(page.reason);
  const transactions = page.rows.flatMap((row) => (row.kind === 'transaction' ? [row.transaction] : []));
  expect(transactions).toHaveLength(crashStream().length);
  const wanted = [...Map.groupBy(transactions, ({ callId }) => callId)].flatMap(([callId, rows]) =>
    told(callId, foldCall(rows)),
  );

  const store = await open();
  const got = await store.read.exportPage({ filter: {}, after: 0, limit: 10_000 });
  expect(
    got
      .map(({ row }) => [row.invocaId, row.status, row.payout, row.revenue, row.rawResult])
      .toSorted(byFirst),
  ).toEqual(wanted.toSorted(byFirst));
  const totals = await store.read.conversionTotals({
    filter: {},
    order: { by: 'status', descending: false },
  });
  expect(totals.count).toBe(wanted.length);
  const { rows: deliveries, count } = await store.read.deliveryPage({ filter: {}, index: 0, limit: 10_000 });
  expect(new Set(deliveries.map(({ conversionId }) => conversionId)).size).toBe(count);
  expect(new Set(deliveries.map(({ deliveryId }) => deliveryId)).size).toBe(count);
  const owing = new Set(deliveries.map(({ invocaId }) => invocaId));
  const approved = wanted.filter(([, status]) => status === 'approved').map(([callId]) => callId);
  expect(approved.filter((callId) => !owing.has(String(callId)))).toEqual([]);
  await store.close();
}, 60_000);

function told(callId: string, { verdict }: CallState): (string | number)[][] {
  return verdict ? [[callId, verdict.status, verdict.payout, verdict.revenue, verdict.rawResult]] : [];
}

function byFirst(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  return String(a[0]) < String(b[0]) ? -1 : 1;
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import Database from 'better-sqlite3';
import { DEFAULT_INVOCA_VERSIONS } from '#shared/domain/invoca-versions.ts';
import { syncOnce } from '#main/engine/sync/sync-once.ts';
import { invocaClients } from '#main/networks/invoca/invoca-client.ts';
import { openStore } from '#main/store/open-store.ts';
import { startChildServer } from './support/child-server.ts';
import type { Figure } from './support/figures.ts';

const ROWS = 100_000;
const PAGE = 4_000;
const quiet = {
  info: () => undefined,
  warn: () => undefined,
  error: (message: string) => console.error(message),
};

/** Ingest of 100,000 transactions over HTTP, and what it does to the loop that stands for the main process. */
export async function ingestFigures(): Promise<readonly Figure[]> {
  const server = await startChildServer(new URL('./support/page-server.ts', import.meta.url), [
    String(ROWS),
    String(PAGE),
  ]);
  const folder = await mkdtemp(join(tmpdir(), 'switchboard-bench-'));
  try {
    const floor = await ingestRaw(server.origin, join(folder, 'floor.sqlite'));
    const { seconds, delayMs } = await ingestForReal(server.origin, join(folder, 'desk.sqlite'));
    return [
      {
        name: `ingest of ${ROWS.toLocaleString('en-US')} transactions over HTTP`,
        measured: seconds,
        unit: 's',
        floor,
        goal: '≤ 1.5×',
        met: seconds / floor <= 1.5,
      },
      {
        name: 'loop delay p99 beside the store during that ingest',
        measured: delayMs,
        unit: 'ms',
        floor: null,
        goal: '≤ 20 ms',
        met: delayMs <= 20,
      },
    ];
  } finally {
    server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The floor: the same pages fetched, parsed and inserted raw, one statement a row, one transaction a page. */
async function ingestRaw(origin: string, file: string): Promise<number> {
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec('CREATE TABLE raw (transaction_id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT');
  const insert = database.prepare('INSERT INTO raw VALUES (?, ?)');
  const started = performance.now();
  for (let cursor = ''; ;) {
    const url = `${origin}/api/2020-10-01/networks/transactions/142.json?limit=${PAGE}&start_after_transaction_id=${cursor}`;
    const rows = await pageOf(url);
    if (rows.length === 0) break;
    database.transaction(() => {
      for (const row of rows) insert.run(row.transaction_id, JSON.stringify(row));
    })();
    cursor = rows.at(-1)?.transaction_id ?? '';
  }
  const seconds = (performance.now() - started) / 1000;
  database.close();
  return seconds;
}

interface RawRow {
  readonly transaction_id: string;
}

/** A page parsed and no more: checking each row would make the floor higher than it is. */
async function pageOf(url: string): Promise<readonly RawRow[]> {
  const parsed: unknown = await (await fetch(url)).json();
  return isPage(parsed) ? parsed : [];
}

function isPage(value: unknown): value is readonly RawRow[] {
  return (
    Array.isArray(value) &&
    value.every((row: unknown) => typeof row === 'object' && row !== null && 'transaction_id' in row)
  );
}

async function ingestForReal(origin: string, file: string): Promise<{ seconds: number; delayMs: number }> {
  const store = await openStore({
    file,
    threadScript: new URL('../../src/main/store-thread.ts', import.meta.url),
    readers: 1,
    log: quiet,
    now: Date.now,
  });
  await store.write.addNetwork({
    network: {
      kind: 'invoca',
      name: 'Bench',
      baseUrl: origin,
      organisationId: '142',
      user: 'network',
      currency: 'USD',
      versions: DEFAULT_INVOCA_VERSIONS,
      token: { keeping: 'session' },
      practice: true,
    },
    now: Date.now(),
  });
  const histogram = monitorEventLoopDelay({ resolution: 1 });
  histogram.enable();
  const started = performance.now();
  const report = await syncOnce({
    store,
    clients: invocaClients({ random: Math.random }),
    tokens: () => Promise.resolve('token'),
    clock: Date.now,
    log: quiet,
    signal: new AbortController().signal,
  });
  const seconds = (performance.now() - started) / 1000;
  histogram.disable();
  await store.close();
  if (report.new !== ROWS) throw new Error(`${report.new} of ${ROWS} transactions arrived.`);
  return { seconds, delayMs: histogram.percentile(99) / 1e6 };
}

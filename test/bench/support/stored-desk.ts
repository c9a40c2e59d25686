import { createHash } from 'node:crypto';
import { mkdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DEFAULT_INVOCA_VERSIONS } from '#shared/domain/invoca-versions.ts';
import { MIGRATIONS } from '#main/store/migrations/index.ts';
import { openStore } from '#main/store/open-store.ts';
import { transactionRow } from '#test/support/transaction-rows.ts';

const PAGE = 4_000;
const quiet = {
  info: () => undefined,
  warn: () => undefined,
  error: (message: string) => console.error(message),
};

/** Names the shape of the file: what another schema wrote is made anew. */
const SHAPE = createHash('sha256')
  .update(MIGRATIONS.map(({ sql }) => sql).join(''))
  .digest('hex')
  .slice(0, 12);

/**
 * A data folder whose workspace holds this many conversions, made through the store's own door. Kept between runs in
 * the system's temporary folder, since a million takes minutes to make.
 */
export async function storedDesk(conversions: number): Promise<{ folder: string; file: string }> {
  const folder = join(tmpdir(), `switchboard-bench-${SHAPE}-${conversions}`);
  const file = join(folder, 'workspaces', 'main', 'desk.sqlite');
  const done = join(folder, 'complete');
  if (await exists(done)) return { folder, file };
  await rm(folder, { recursive: true, force: true });
  await mkdir(dirname(file), { recursive: true });
  await fill(file, conversions);
  await mkdir(done);
  return { folder, file };
}

async function fill(file: string, conversions: number): Promise<void> {
  const store = await openStore({
    file,
    threadScript: new URL('../../../src/main/store-thread.ts', import.meta.url),
    readers: 1,
    log: quiet,
    now: Date.now,
  });
  const now = Date.now();
  const network = await store.write.addNetwork({
    network: {
      kind: 'invoca',
      name: 'Bench',
      baseUrl: 'http://127.0.0.1:9',
      organisationId: '142',
      user: 'network',
      currency: 'USD',
      versions: DEFAULT_INVOCA_VERSIONS,
      token: { keeping: 'environment', variable: 'SWITCHBOARD_BENCH_TOKEN' },
      practice: false,
    },
    now,
  });
  for (let from = 0, cursor = ''; from < conversions; from += PAGE) {
    const rows = Array.from({ length: Math.min(PAGE, conversions - from) }, (_, offset) =>
      transactionRow(from + offset),
    );
    const outcome = await store.write.commitPage({
      networkId: network.id,
      cursorBefore: cursor,
      body: new TextEncoder().encode(JSON.stringify(rows)),
      receivedAt: now,
      purpose: 'stream',
    });
    if (outcome.kind !== 'committed') throw new Error(`A page of the benchmark was ${outcome.kind}.`);
    cursor = outcome.cursor;
  }
  // The first read waits until all is listed; a benchmark of lists is not one of listing.
  const order = { by: 'call_started_at', descending: true } as const;
  await store.read.conversionPage({ filter: {}, order, index: 0, limit: 1 });
  await store.close();
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

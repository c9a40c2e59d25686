import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DeskError } from '#shared/ipc/errors.ts';
import { openStore } from '#main/store/open-store.ts';
import { keptLog, NETWORK, pageOf, scratchFolder } from '#test/support/store-workspace.ts';
import type { PracticeRow } from '#test/support/store-workspace.ts';

const SCRIPT = new URL('../../src/main/store-thread.ts', import.meta.url);
const LIST = { filter: {}, order: { by: 'invoca_id', descending: false }, index: 0, limit: 200 } as const;

let folder: string;
let removeFolder: () => Promise<void>;
beforeEach(async () => {
  const scratch = await scratchFolder();
  folder = scratch.path;
  removeFolder = scratch.remove;
});
afterEach(() => removeFolder());

const options = () => ({
  file: join(folder, 'desk.sqlite'),
  threadScript: SCRIPT,
  readers: 2,
  log: keptLog(),
  now: () => 1_700_000_000_000,
});

it('reads what was written before, over threads, and hands pages over instead of copying them', async () => {
  const store = await openStore(options());
  const { id } = await store.write.addNetwork({ network: NETWORK, now: 1 });
  let cursor = '';
  for (let page = 0; page < 3; page += 1) {
    const rows = Array.from({ length: 150 }, (_, k): PracticeRow => ({
      id: `T-${page}-${k}`,
      call: `C-${page}-${k}`,
      result: 'Paid',
    }));
    const body = pageOf(rows);
    const receivedAt = 5;
    const outcome = await store.write.commitPage({
      networkId: id,
      cursorBefore: cursor,
      body,
      receivedAt,
      purpose: 'stream',
    });
    expect(body.byteLength).toBe(0);
    if (outcome.kind !== 'committed') throw new Error(outcome.kind);
    cursor = outcome.cursor;
    const [totals, list] = await Promise.all([
      store.read.conversionTotals(LIST),
      store.read.conversionPage(LIST),
    ]);
    expect(totals.count).toBe((page + 1) * 150);
    expect(list.rows).toHaveLength(Math.min(200, totals.count));
  }
  await store.close();
  await expect(store.read.networks()).rejects.toBeInstanceOf(DeskError);
});

it('gives errors back as they were thrown', async () => {
  const store = await openStore(options());
  const refusal = await store.read.conversionDetail({ id: 5 }).catch((cause: unknown) => cause);
  expect(refusal).toBeInstanceOf(DeskError);
  expect(refusal).toMatchObject({ code: 'not_found', message: 'There is no conversion with the id 5.' });
  const second = await openStore(options()).catch((cause: unknown) => cause);
  expect(second).toBeInstanceOf(DeskError);
  expect(second).toMatchObject({ code: 'workspace_in_use' });
  await store.close();
});

it('rejects what waits when a thread dies, and says so in the log', async () => {
  const script = join(folder, 'dying.mjs');
  await writeFile(
    script,
    `import { parentPort } from 'node:worker_threads';
     parentPort.postMessage({ kind: 'opened' });
     parentPort.on('message', () => { throw new Error('out of memory'); });`,
  );
  const given = { ...options(), threadScript: pathToFileURL(script) };
  const store = await openStore(given);
  await expect(store.read.networks()).rejects.toMatchObject({ code: 'internal' });
  await expect(store.read.networks()).rejects.toMatchObject({ code: 'internal' });
  expect(given.log.lines).toContain('A thread of the store ended unexpectedly.');
});

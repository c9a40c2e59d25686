import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
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

it('reads a page ahead in one thread and commits it in another, without copying it', async () => {
  const store = await openStore(options());
  const { id, currency, user } = await store.write.addNetwork({ network: NETWORK, now: 1 });
  const rows = Array.from({ length: 700 }, (_, k): PracticeRow => ({
    id: `T-${k}`,
    call: `C-${k % 690}`,
    result: 'Paid',
  }));
  const body = pageOf(rows);
  const ahead = await store.read.readAhead({ body, currency, user });
  expect(body.byteLength).toBe(0);
  if (ahead.kind !== 'ahead') throw new Error(ahead.kind);
  const page = { networkId: id, cursorBefore: '', ahead, receivedAt: 5 };
  expect(await store.write.commitAhead(page)).toMatchObject({
    kind: 'committed',
    rows: 700,
    fresh: 700,
    changed: { approved: 690 },
    cursor: 'T-699',
  });
  expect((await store.read.conversionTotals(LIST)).count).toBe(690);
  await store.read.endAhead();
  expect(await store.write.commitAhead({ ...page, cursorBefore: 'T-699' })).toEqual({ kind: 'stale' });
  await store.close();
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

describe('kept back until the window was seen', () => {
  const late = (firstSight: Promise<unknown>) => ({
    ...options(),
    late: { firstSight, onRefused: (cause: unknown) => expect.unreachable(String(cause)) },
  });
  const never = new Promise<never>(() => undefined);

  /** A workspace with a network and a call, closed again. */
  const stored = async (): Promise<void> => {
    const store = await openStore(options());
    const { id } = await store.write.addNetwork({ network: NETWORK, now: 1 });
    const body = pageOf([{ id: 'T-1', call: 'C-1', result: 'Paid' }]);
    await store.write.commitPage({ networkId: id, cursorBefore: '', body, receivedAt: 5, purpose: 'stream' });
    await store.close();
  };

  it('reads the first sight without a thread, and the same afterwards with them', async () => {
    await stored();
    const workers: Worker[] = [];
    const keep = (worker: Worker): void => void workers.push(worker);
    process.on('worker', keep);
    try {
      const store = await openStore(late(never));
      const first = await store.read.conversionPage(LIST);
      const networks = await store.read.networks();
      expect(workers).toEqual([]);
      await store.write.setOwnership({ mode: 'observe', now: 9 });
      expect(workers).not.toEqual([]);
      expect(await store.read.conversionPage(LIST)).toEqual(first);
      expect(await store.read.networks()).toEqual(networks);
      expect(await store.read.ownership()).toBe('observe');
      await store.close();
    } finally {
      process.off('worker', keep);
    }
  });

  it('opens with the threads at once where the file has to be made', async () => {
    const store = await openStore(late(never));
    expect(await store.read.networks()).toEqual([]);
    await store.close();
  });

  it('says at once that another process writes the workspace', async () => {
    await stored();
    const other = await openStore(options());
    await expect(openStore(late(never))).rejects.toMatchObject({ code: 'workspace_in_use' });
    await other.close();
  });
});

describe('a thread that dies', () => {
  const workers: Worker[] = [];
  const keep = (worker: Worker): void => void workers.push(worker);
  beforeEach(() => {
    workers.length = 0;
    process.on('worker', keep);
  });
  afterEach(() => process.off('worker', keep));

  it('is started again, and reading and writing go on', async () => {
    const given = { ...options(), readers: 1, onTrouble: vi.fn<() => void>() };
    const store = await openStore(given);
    const { id } = await store.write.addNetwork({ network: NETWORK, now: 1 });
    expect(store.trouble()).toBeNull();
    const [writer, reader] = workers;
    const page = {
      networkId: id,
      cursorBefore: '',
      body: pageOf([{ id: 'T-1', call: 'C-1', result: 'Paid' }]),
      receivedAt: 5,
      purpose: 'stream',
    } as const;

    await writer?.terminate();
    expect(await store.write.commitPage(page)).toMatchObject({ kind: 'committed', fresh: 1 });
    const reading = store.read.conversionPage(LIST);
    await reader?.terminate();
    expect((await reading).rows).toMatchObject([{ invocaId: 'C-1' }]);
    expect((await store.read.conversionPage(LIST)).rows).toHaveLength(1);

    expect(workers).toHaveLength(4);
    expect(store.trouble()).toMatchObject({ lasting: false });
    expect(given.onTrouble).toHaveBeenCalledTimes(2);
    expect(given.log.lines).toContain('A thread of the store ended unexpectedly: It ended with code 1.');
    await store.close();
    expect(workers).toHaveLength(4);
  });

  it('fails what was under way, and is given up when it dies again and again, with the reason in every later error', async () => {
    const script = join(folder, 'dying.mjs');
    await writeFile(
      script,
      `import { parentPort } from 'node:worker_threads';
       parentPort.on('message', ({ method }) => {
         if (method !== 'open') throw new Error('out of memory');
         parentPort.postMessage({ kind: 'opened' });
       });`,
    );
    let now = 1_700_000_000_000;
    const given = { ...options(), readers: 1, threadScript: pathToFileURL(script), now: () => now };
    const store = await openStore(given);
    const dies = { message: expect.stringContaining('stopped in the middle of this') };
    for (let time = 0; time < 3; time += 1) {
      await expect(store.write.nextDueAt()).rejects.toMatchObject(dies);
    }
    now += 10 * 60 * 1000;
    for (let time = 0; time < 4; time += 1) {
      await expect(store.write.nextDueAt()).rejects.toMatchObject(dies);
    }
    const over = {
      code: 'internal',
      message: expect.stringContaining('4 times within ten minutes: out of memory.'),
    };
    await expect(store.write.nextDueAt()).rejects.toMatchObject(over);
    await expect(store.write.nextDueAt()).rejects.toMatchObject(over);
    expect(store.trouble()).toEqual({ reason: 'out of memory.', lasting: true });
    expect(workers).toHaveLength(2 + 6);
    for (const worker of workers) await worker.terminate();
  });
});

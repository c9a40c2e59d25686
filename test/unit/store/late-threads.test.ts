import { describe, expect, test } from 'vitest';
import { lateThreads } from '#main/store/threads/late-threads.ts';
import type { StoreCalls } from '#main/store/threads/store-calls.ts';

const pending = new Promise<never>(() => undefined);
const ORDER = { by: 'invoca_id', descending: false } as const;
const LIST = { filter: {}, order: ORDER, index: 0, limit: 10 } as const;

/** A late store whose parts only note what they are asked, and do not answer. */
function noted(open?: () => Promise<void>) {
  const steps: string[] = [];
  const refusals: unknown[] = [];
  const seen = Promise.withResolvers<undefined>();
  let closed = false;
  const note = (who: string) => (method: string) => {
    steps.push(`${who} ${method}`);
    return closed && who === 'early' ? Promise.reject(new Error('closed')) : pending;
  };
  const threads: StoreCalls = {
    read: note('thread'),
    write: note('thread'),
    trouble: () => ({ reason: 'It ended.', lasting: false }),
    close: async () => void steps.push('threads closed'),
  };
  const store = lateThreads({
    early: {
      call: note('early'),
      close: async () => {
        closed = true;
        steps.push('early closed');
      },
    },
    firstSight: seen.promise,
    open: async () => {
      steps.push('threads started');
      await open?.();
      return threads;
    },
    onRefused: (cause) => refusals.push(cause),
  });
  return { store, steps, refusals, seen: () => seen.resolve(undefined) };
}

/** Lets everything that is ready happen. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('a store whose threads start after the first sight', () => {
  test('answers the first sight at once, and starts nothing for it', async () => {
    const { store, steps } = noted();
    void store.read('networks', []);
    void store.read('conversionPage', [LIST]);
    await turn();
    expect(steps).toEqual(['early networks', 'early conversionPage']);
    expect(store.trouble()).toBeNull();
  });

  test('goes over to the threads once the window was seen, and closes what was there before', async () => {
    const { store, steps, seen } = noted();
    seen();
    await turn();
    void store.read('networks', []);
    await turn();
    expect(steps).toEqual(['threads started', 'early closed', 'thread networks']);
    expect(store.trouble()).toEqual({ reason: 'It ended.', lasting: false });
  });

  test('starts the threads, once, for the first write and for any other read', async () => {
    const { store, steps, seen } = noted();
    void store.write('saveLink', []);
    void store.read('exportPage', []);
    await turn();
    seen();
    await turn();
    expect(steps).toEqual(['threads started', 'early closed', 'thread saveLink', 'thread exportPage']);
  });

  test('tells once why the file could not be opened, and everybody who asks for it afterwards', async () => {
    const inUse = new Error('in use');
    const { store, refusals, seen } = noted(() => Promise.reject(inUse));
    seen();
    await turn();
    await expect(store.write('saveLink', [])).rejects.toBe(inUse);
    await expect(store.read('networks', [])).rejects.toBe(inUse);
    expect(refusals).toEqual([inUse]);
    await store.close();
  });

  test('closed before the window was seen, it never starts them', async () => {
    const { store, steps, seen } = noted();
    await store.close();
    seen();
    await turn();
    expect(steps).toEqual(['early closed']);
  });

  test('closed while they start, it waits for them and closes them', async () => {
    const started = Promise.withResolvers<undefined>();
    const { store, steps, seen } = noted(() => started.promise.then(() => undefined));
    seen();
    await turn();
    const closing = store.close();
    started.resolve(undefined);
    await closing;
    expect(steps).toEqual(['threads started', 'early closed', 'threads closed']);
  });
});

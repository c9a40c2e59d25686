import type { DeskReader } from '#main/engine/ports/desk-store.ts';
import { FIRST_SIGHT_READS } from './first-sight.ts';
import type { StoreCalls } from './store-calls.ts';
import type { ThreadClient } from './thread-client.ts';

const FIRST_SIGHT: ReadonlySet<keyof DeskReader> = new Set(FIRST_SIGHT_READS);

/** What begins later, and what is there until then. */
export interface LateThreads {
  /** Answers the first reads. */
  readonly early: Pick<ThreadClient, 'call' | 'close'>;
  /** Settles when the threads may compete with the window for the machine. */
  readonly firstSight: Promise<unknown>;
  readonly open: () => Promise<StoreCalls>;
  /** Told when the threads could not open the file after all. */
  readonly onRefused: (cause: unknown) => void;
}

/**
 * A store whose threads start after the first sight of the desk, or as soon as something is asked for that only they
 * can do. Until they are there the early reader answers what the first sight needs.
 */
export function lateThreads({ early, firstSight, open, onRefused }: LateThreads): StoreCalls {
  let opened: StoreCalls | null = null;
  let opening: Promise<StoreCalls> | null = null;
  let closed = false;

  const begin = async (): Promise<StoreCalls> => {
    try {
      const threads = await open();
      opened = threads;
      return threads;
    } catch (cause) {
      if (!closed) onRefused(cause);
      throw cause;
    } finally {
      await early.close();
    }
  };
  const threads = (): Promise<StoreCalls> => (opening ??= begin());
  void firstSight.then(() => {
    // Who asks later is told why it failed; here nobody waits.
    if (!closed) threads().catch(() => undefined);
  });

  return {
    read: async (method, args, transfer) => {
      if (opened) return opened.read(method, args, transfer);
      if (opening || !FIRST_SIGHT.has(method)) return (await threads()).read(method, args, transfer);
      return early.call(method, args).catch(async (cause: unknown) => {
        // It may have been closed in the middle of this, since the threads are there.
        if (!opening) throw cause;
        return (await opening).read(method, args);
      });
    },
    write: async (method, args, transfer) => (await threads()).write(method, args, transfer),
    trouble: () => opened?.trouble() ?? null,
    close: async () => {
      closed = true;
      if (!opening) return early.close();
      const there = await opening.catch(() => null);
      await there?.close();
    },
  };
}

import { stat } from 'node:fs/promises';
import type { Clock } from '#main/engine/ports/clock.ts';
import type { DeskReader, StoreTrouble } from '#main/engine/ports/desk-store.ts';
import type { EngineLog } from '#main/engine/ports/engine-log.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import {
  CALL_LIST_READS,
  HISTORY_READS,
  LIST_READS,
  WHOLE_CALL_LIST_READS,
  WHOLE_HISTORY_READS,
} from '../list-reads.ts';
import { CALLS_CAUGHT_UP, CAUGHT_UP, SEALED } from './messages.ts';
import type { ThreadRole } from './messages.ts';
import type { Peer } from './peer.ts';
import { SteadyThread } from './steady-thread.ts';
import type { StoreCalls } from './store-calls.ts';
import { ThreadClient, ThreadStopped } from './thread-client.ts';

/** A list of calls that is far behind is shown as it is after so many slices, with how many are still to come. */
const CALL_SLICES_WAITED = 4;

/** One conversion is shown after so many slices of sealing, with what is not sealed yet marked so. */
const SEAL_SLICES_WAITED = 4;

/** Where a store is, and what its threads work with. */
export interface ThreadOptions {
  /** The workspace's file; made, with its folder, when it is not there. */
  readonly file: string;
  /** How many reading threads; one unless said otherwise. */
  readonly readers?: number;
  /** Opens without the right to write, which is possible while another process writes. */
  readonly readOnly?: boolean;
  readonly log: EngineLog;
  readonly now: Clock;
  /** Told when a thread died, whether or not it could be started again. */
  readonly onTrouble?: () => void;
}

/**
 * Starts a store's threads: one writes, the others read.
 * @throws DeskError workspace_in_use, newer_file, damaged_file, read_only, not_found
 */
export async function openThreads(
  options: ThreadOptions,
  peerOf: (role: ThreadRole) => Peer,
): Promise<StoreCalls> {
  const unlisted = new SharedArrayBuffer(3 * Int32Array.BYTES_PER_ELEMENT);
  let trouble: StoreTrouble | null = null;
  const open = (mode: ThreadRole['mode'], turn?: Promise<unknown>): Promise<SteadyThread> =>
    SteadyThread.open(
      {
        start: () => {
          const role = { mode, file: options.file, openedAt: options.now(), unlisted };
          return new ThreadClient(peerOf(role), options.log);
        },
        now: options.now,
        onLoss: (loss) => {
          trouble = loss;
          options.onTrouble?.();
        },
      },
      turn,
    );
  // All threads are started at once. Readers wait for the writer only where the file must be made or brought up to date.
  const writing = options.readOnly ? undefined : open('writer');
  const openReader = async (): Promise<SteadyThread> => {
    if (!writing) return open('reader');
    return open('reader', madeBy(options.file, writing)).catch(async () => {
      await writing;
      return open('reader');
    });
  };
  const opening = await Promise.allSettled([
    ...Array.from({ length: Math.max(1, options.readers ?? 1) }, openReader),
    ...(writing ? [writing] : []),
  ]);
  const threads = opening.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  // The writer's refusal says more than a reader's, which may only follow from it.
  const refused = opening.findLast((one) => one.status === 'rejected');
  if (refused) {
    await Promise.all(threads.map((thread) => thread.close()));
    throw refused.reason;
  }
  const writer = (await writing) ?? null;
  const readers = threads.filter((thread) => thread !== writer);
  const count = new Int32Array(unlisted);
  return {
    read: readerOf(readers, async (method) => {
      if (!writer) return;
      const ofHistory = WHOLE_HISTORY_READS.has(method) || HISTORY_READS.has(method);
      if (ofHistory && Atomics.load(count, 2) > 0) {
        await writer.call(SEALED, WHOLE_HISTORY_READS.has(method) ? [] : [SEAL_SLICES_WAITED]);
      }
      const whole = WHOLE_CALL_LIST_READS.has(method);
      const ofCalls = whole || CALL_LIST_READS.has(method);
      if (!ofCalls && !LIST_READS.has(method)) return;
      if (Atomics.load(count, 0) > 0) await writer.call(CAUGHT_UP, []);
      if (ofCalls && Atomics.load(count, 1) > 0) {
        await writer.call(CALLS_CAUGHT_UP, whole ? [] : [CALL_SLICES_WAITED]);
      }
    }),
    write: (method, args, transfer) => (writer ? writer.call(method, args, transfer) : refuseToWrite(method)),
    trouble: () => trouble,
    close: async () => {
      await Promise.all(readers.map((reader) => reader.close()));
      await writer?.close();
    },
  };
}

/** Resolves when there is a file, at the latest when the writer has made it. */
async function madeBy(file: string, writing: Promise<unknown>): Promise<void> {
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  if (size === 0) await writing;
}

/**
 * A read whose thread died is asked once more, of the thread that took its place. Reads in turn on the reading threads, but pages of the list always on the first, which remembers their places.
 */
function readerOf(
  readers: readonly SteadyThread[],
  listed: (method: keyof DeskReader) => Promise<void>,
): StoreCalls['read'] {
  let turn = 0;
  const threadFor = (method: keyof DeskReader): SteadyThread | undefined => {
    if (method === 'conversionPage' || readers.length === 1) return readers[0];
    if (method === 'readAhead' || method === 'endAhead') return readers.at(-1);
    turn = (turn % (readers.length - 1)) + 1;
    return readers[turn];
  };
  const read: StoreCalls['read'] = async (method, args, transfer) => {
    await listed(method);
    const thread = threadFor(method);
    if (!thread) throw new DeskError('internal', 'The workspace has no thread to read with.');
    return thread.call(method, args, transfer);
  };
  return (method, args, transfer = []) =>
    read(method, args, transfer).catch((cause: unknown) => {
      // What was handed over died with the thread.
      if (cause instanceof ThreadStopped && transfer.length === 0) return read(method, args);
      throw cause;
    });
}

async function refuseToWrite(method: string): Promise<never> {
  throw new DeskError('read_only', `The workspace was opened for reading only; ${method} would write.`);
}

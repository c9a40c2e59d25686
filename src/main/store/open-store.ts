import type { CallFieldsReader } from '#main/engine/ports/call-store.ts';
import type { DeskStore } from '#main/engine/ports/desk-store.ts';
import type { PageDecoder } from '#main/engine/ports/page-decoder.ts';
import { allowSharedMemory } from './ahead/shared-memory.ts';
import { lateThreads } from './threads/late-threads.ts';
import type { ThreadRole } from './threads/messages.ts';
import type { Peer } from './threads/peer.ts';
import { channelPeer, threadPeer } from './threads/peer.ts';
import { deskStore } from './threads/store-calls.ts';
import { openThreads } from './threads/store-threads.ts';
import type { ThreadOptions } from './threads/store-threads.ts';
import { ThreadClient } from './threads/thread-client.ts';

// Whoever can open a store has not opened any connection yet.
allowSharedMemory();

/** Where a store is, and what it works with. */
export interface StoreOptions extends ThreadOptions {
  /** The script every thread of the store runs (store-thread). */
  readonly threadScript: URL;
  /** Keeps the threads back while a window is drawn for the first time; see {@link openStore}. */
  readonly late?: {
    /** Settles once the window was seen. */
    readonly firstSight: Promise<unknown>;
    /** Told when the threads could not open the file after all. */
    readonly onRefused: (cause: unknown) => void;
  };
}

/**
 * Opens a workspace: one thread writes, others read, and nothing is done on the calling thread. Reads see everything
 * whose write was answered before.
 *
 * With `late` the few quick reads of the first sight are done on the calling thread, where the file allows it: starting
 * threads takes longer than these reads, on a machine that is busy with the window (decision 0011).
 * @throws DeskError workspace_in_use, newer_file, damaged_file, read_only, not_found
 */
export async function openStore(options: StoreOptions): Promise<DeskStore> {
  const peerOf = (role: ThreadRole): Peer => threadPeer(options.threadScript, role);
  const open = () => openThreads(options, peerOf);
  if (options.late) {
    // Loaded here only: it brings SQLite with it, which the calling thread otherwise has no use for.
    const { earlyReader } = await import('./threads/early-reader.ts');
    const peer = earlyReader(options.file);
    if (peer) {
      const early = new ThreadClient(peer, options.log);
      return deskStore(lateThreads({ early, open, ...options.late }));
    }
  }
  return deskStore(await open());
}

/**
 * Opens a workspace in this thread, for tests: the same parts as the threads run, without the threads.
 * @throws DeskError as {@link openStore}
 */
export async function openStoreInProcess(
  options: ThreadOptions & {
    readonly decode: PageDecoder;
    readonly callFields?: CallFieldsReader;
  },
): Promise<DeskStore> {
  const { runStoreThread } = await import('./threads/store-thread-main.ts');
  const { decode, callFields = () => ({}) } = options;
  const peerOf = (role: ThreadRole): Peer =>
    channelPeer((port) => runStoreThread(port, role, decode, callFields));
  return deskStore(await openThreads(options, peerOf));
}

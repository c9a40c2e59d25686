import { setImmediate as nextTurn } from 'node:timers/promises';
import { deserialize, serialize } from 'node:v8';
import type { DeskReader, DeskStore, DeskWriter, PageDecoder } from '#main/engine/ports.ts';
import { openWorkspace, openWorkspaceForReading } from './file/open-workspace.ts';
import { deskReads, LIST_READS } from './reader.ts';
import { remoteReader, remoteWriter } from './threads/remote-ports.ts';
import { deskWrites } from './writer.ts';

/**
 * Opens a workspace in this thread, for tests: the same parts as the threads run, without the threads.
 * @throws DeskError workspace_in_use, newer_file, damaged_file, read_only
 */
export async function openStoreInProcess(options: {
  readonly file: string;
  readonly decode: PageDecoder;
  readonly now: () => number;
}): Promise<DeskStore> {
  const workspace = await openWorkspace(options.file, options.now());
  const reading = openWorkspaceForReading(options.file);
  const { handlers, settleAll } = deskWrites(workspace.db, options.decode);
  const reads = new Map<string, (...args: readonly never[]) => unknown>(
    Object.entries(deskReads(reading, async () => nextTurn())),
  );
  const writes = new Map<string, (...args: readonly never[]) => unknown>(Object.entries(handlers));
  const read: DeskReader = remoteReader(async (method, args) => {
    if (LIST_READS.has(method)) settleAll();
    return callHere(reads, method, args);
  });
  const write: DeskWriter = remoteWriter(async (method, args) => callHere(writes, method, args));
  return {
    read,
    write,
    close: async () => {
      reading.close();
      workspace.close();
    },
  };
}

type Served = ReadonlyMap<string, (...args: readonly never[]) => unknown>;

/** Calls as between threads: what goes in and what comes out is copied, so that nothing is shared by accident. */
async function callHere(served: Served, method: string, args: readonly unknown[]): Promise<never> {
  const given: { readonly args: readonly never[] } = deserialize(serialize({ args }));
  const handler = served.get(method);
  if (!handler) throw new Error(`The store has no method ${method}.`);
  const answer: { readonly value: never } = deserialize(serialize({ value: await handler(...given.args) }));
  return answer.value;
}

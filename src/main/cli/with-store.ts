import { join } from 'node:path';
import type { DeskStore } from '#main/engine/ports/desk-store.ts';
import { openStore } from '#main/store/open-store.ts';
import type { CommandContext } from './command.ts';
import { terminalLog } from './terminal-log.ts';

/**
 * Runs work against the workspace's store and closes it again, whatever happens.
 * @throws DeskError workspace_in_use when the app has the workspace open and the work would write
 */
export async function withStore<T>(
  context: CommandContext,
  work: (store: DeskStore) => Promise<T>,
  mode: { readonly readOnly?: boolean } = {},
): Promise<T> {
  const open = context.openStore ?? openStore;
  const store = await open({
    file: workspaceFile(context.dataFolder, context.workspace),
    threadScript: threadScript(),
    readers: 1,
    readOnly: mode.readOnly ?? false,
    // How long a query took is for the app's log; a terminal is told what went wrong.
    log: { ...terminalLog(context), warn: () => undefined },
    now: context.now,
  });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** The file of a workspace inside the data folder. */
export function workspaceFile(dataFolder: string, workspace: string): string {
  return join(dataFolder, 'workspaces', workspace, 'desk.sqlite');
}

function threadScript(): URL {
  return import.meta.url.endsWith('.ts')
    ? new URL('../store-thread.ts', import.meta.url)
    : new URL('./store-thread.cjs', import.meta.url);
}

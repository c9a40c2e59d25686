import type { EngineLog } from '#main/engine/ports/engine-log.ts';

/** Shows one of the app's folders in the system's file manager; what keeps it from that is logged. */
export function folderOpener(
  open: (path: string) => Promise<string>,
  folders: { readonly data: string; readonly logs: string },
  log: EngineLog,
): (folder: 'data' | 'logs') => Promise<void> {
  return async (folder) => {
    const problem = await open(folders[folder]);
    if (problem) log.warn(`The folder could not be opened: ${problem}`);
  };
}

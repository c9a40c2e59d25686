import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { App } from 'electron';

/** Where the app keeps what, and where its own files lie. */
export interface AppFolders {
  /** The person's data: settings, workspaces. */
  readonly data: string;
  readonly workspaces: string;
  readonly logs: string;
  /** The built window. */
  readonly page: string;
  readonly preload: string;
  /** Icons. */
  readonly resources: string;
  readonly storeThread: URL;
  readonly reconcileThread: URL;
  readonly practiceScript: string;
}

/**
 * Puts the app's data where `SWITCHBOARD_DATA` says, or where the system keeps such things, with the browser's own
 * files apart from the person's. Must be called before the app is ready.
 * @param base the address of the built main program
 */
export function settleFolders(
  app: App,
  environment: Readonly<Record<string, string | undefined>>,
  base: URL,
): AppFolders {
  const chosen = environment['SWITCHBOARD_DATA'];
  if (chosen) app.setPath('userData', chosen);
  const data = app.getPath('userData');
  app.setPath('sessionData', join(data, 'browser'));
  app.setPath('crashDumps', join(data, 'crashes'));
  app.setAppLogsPath(join(data, 'logs'));
  const own = fileURLToPath(new URL('.', base));
  return {
    data,
    workspaces: join(data, 'workspaces'),
    logs: app.getPath('logs'),
    page: join(own, '..', 'renderer'),
    preload: join(own, '..', 'preload', 'index.cjs'),
    resources: join(app.getAppPath(), 'resources'),
    storeThread: new URL('./store-thread.cjs', base),
    reconcileThread: new URL('./reconcile-thread.cjs', base),
    practiceScript: join(own, 'sandbox-process.cjs'),
  };
}

import { app, crashReporter, dialog, Menu } from 'electron';
import { settleFolders } from './app-folders.ts';
import type { AppFolders } from './app-folders.ts';
import { begin } from './beginning.ts';
import { declareAppScheme } from './page/app-protocol.ts';

/**
 * What must be settled before Electron is ready, and the window; the app itself is loaded while the window's page begins.
 */
const folders = settleFolders(app, process.env, new URL(import.meta.url));
crashReporter.start({ uploadToServer: false });
declareAppScheme();
// Else Electron builds a menu of its own, only for ours to replace it.
Menu.setApplicationMenu(null);

// One desk a data folder: a second start shows the window of the first and ends.
if (app.requestSingleInstanceLock()) void start(folders);
else app.quit();

async function start(settled: AppFolders): Promise<void> {
  try {
    const beginning = await begin(settled);
    const { openApp } = await import('../index.ts');
    openApp(beginning);
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    dialog.showErrorBox('Switchboard could not start', reason);
    app.exit(1);
  }
}

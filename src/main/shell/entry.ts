import { app, crashReporter, dialog, Menu } from 'electron';
import { settleFolders } from './app-folders.ts';
import type { AppFolders } from './app-folders.ts';
import { declareAppScheme } from './page/app-protocol.ts';

/**
 * What must be settled before Electron is ready, and no more: the app itself is loaded while Electron gets ready.
 */
const folders = settleFolders(app, process.env, new URL(import.meta.url));
crashReporter.start({ uploadToServer: false });
declareAppScheme();
// Else Electron builds a menu of its own, only for ours to replace it.
Menu.setApplicationMenu(null);

// One desk a data folder: a second start shows the window of the first and ends.
if (app.requestSingleInstanceLock()) void loadApp(folders);
else app.quit();

async function loadApp(settled: AppFolders): Promise<void> {
  try {
    const { openApp } = await import('../index.ts');
    openApp(settled);
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    dialog.showErrorBox('Switchboard could not start', reason);
    app.exit(1);
  }
}

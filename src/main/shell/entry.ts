import { app, crashReporter, dialog, Menu } from 'electron';
import { settleFolders } from './app-folders.ts';
import type { AppFolders } from './app-folders.ts';
import { begin } from './beginning.ts';
import { declareAppScheme } from './page/app-protocol.ts';

/**
 * What must be settled before Electron is ready, and the window; the app itself is loaded while the window's page begins.
 * @param base the address of the built main program
 * @param refused files of the program whose compiled part this Electron refused
 */
export function startApp(base: URL, refused: readonly string[]): void {
  const folders = settleFolders(app, process.env, base);
  crashReporter.start({ uploadToServer: false });
  declareAppScheme();
  // Else Electron builds a menu of its own, only for ours to replace it.
  Menu.setApplicationMenu(null);

  // One desk a data folder: a second start shows the window of the first and ends.
  if (app.requestSingleInstanceLock()) void start(folders, refused);
  else app.quit();
}

async function start(settled: AppFolders, refused: readonly string[]): Promise<void> {
  try {
    const load = () => import('../index.ts');
    const beginning = await begin(settled, load);
    if (refused.length > 0) beginning.log.info(`Not made for this Electron: ${refused.join(', ')}.`);
    const { openApp } = await load();
    openApp(beginning);
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    dialog.showErrorBox('Switchboard could not start', reason);
    app.exit(1);
  }
}

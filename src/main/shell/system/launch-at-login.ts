import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app } from 'electron';
import { autostartEntry, HIDDEN_ARGUMENT, startCommand } from './start-command.ts';
import type { StartCommand } from './start-command.ts';

/**
 * Makes the app start at login, or not. macOS and Windows have a list for it; on Linux it is a file in the
 * person's autostart folder.
 * @throws Error when the file cannot be written
 */
export async function launchAtLogin(
  wanted: boolean,
  running: Pick<NodeJS.Process, 'platform' | 'execPath' | 'env'>,
): Promise<void> {
  const start = startCommand({
    execPath: running.execPath,
    appPath: app.getAppPath(),
    packaged: app.isPackaged,
    environment: running.env,
  });
  if (running.platform === 'linux') {
    await writeAutostart(wanted, start, join(app.getPath('appData'), 'autostart'));
    return;
  }
  const args = [...start.args, HIDDEN_ARGUMENT];
  app.setLoginItemSettings({ openAtLogin: wanted, path: start.program, args });
}

async function writeAutostart(wanted: boolean, start: StartCommand, folder: string): Promise<void> {
  const file = join(folder, 'switchboard.desktop');
  if (!wanted) {
    await rm(file, { force: true });
    return;
  }
  await mkdir(folder, { recursive: true });
  await writeFile(file, autostartEntry(start), 'utf8');
}

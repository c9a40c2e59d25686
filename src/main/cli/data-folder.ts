import { homedir } from 'node:os';
import { join } from 'node:path';

const PRODUCT = 'Switchboard';

/**
 * Where the app keeps its data when nobody says otherwise: the same folder Electron calls `userData`.
 * @param platform as `process.platform`
 */
export function defaultDataFolder(
  platform: string,
  environment: Readonly<Record<string, string | undefined>>,
  home: string = homedir(),
): string {
  const chosen = environment['SWITCHBOARD_DATA'];
  if (chosen) return chosen;
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', PRODUCT);
  if (platform === 'win32') return join(environment['APPDATA'] ?? join(home, 'AppData', 'Roaming'), PRODUCT);
  return join(environment['XDG_CONFIG_HOME'] ?? join(home, '.config'), PRODUCT);
}

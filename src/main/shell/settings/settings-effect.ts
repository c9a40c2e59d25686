import { nativeTheme } from 'electron';
import type { Settings } from '#shared/ipc/settings.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { Change, JsonFile } from './json-file.ts';

/**
 * Keeps a change of the settings and puts it into effect. Starting at login is arranged first, since it can fail:
 * then nothing is kept.
 * @throws DeskError not_permitted when the system does not let the app start at login
 */
export async function saveSettings(
  change: Change<Settings>,
  parts: {
    readonly settings: JsonFile<Settings>;
    readonly startAtLogin: (wanted: boolean) => Promise<void>;
  },
): Promise<Settings> {
  const { settings } = parts;
  const { startAtLogin } = change;
  if (startAtLogin !== undefined && startAtLogin !== settings.get().startAtLogin) {
    await parts.startAtLogin(startAtLogin).catch((cause: unknown) => {
      throw new DeskError('not_permitted', 'The system did not let the app start at login.', {
        field: 'startAtLogin',
        cause,
      });
    });
  }
  const saved = settings.set(change);
  nativeTheme.themeSource = saved.theme;
  return saved;
}

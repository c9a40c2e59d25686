import { settings } from '#shared/ipc/settings.ts';
import type { Settings } from '#shared/ipc/settings.ts';
import { openJsonFile } from './json-file.ts';
import type { JsonFile } from './json-file.ts';

/** What the app does until someone says otherwise. */
export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  pollMinutes: 10,
  closeToTray: true,
  startAtLogin: false,
  notifications: true,
  postbackTimeoutSeconds: 15,
  attemptDays: 400,
  drillDown: false,
  drillDownPort: 47_115,
  linkCheckHours: 24,
};

/** The person's settings, in `settings.json` of the data folder. */
export function openSettings(folder: string, now: () => number): JsonFile<Settings> {
  return openJsonFile({ folder, name: 'settings', schema: settings, defaults: DEFAULT_SETTINGS, now });
}

import { ask } from '#renderer/state/desk-client.ts';
import { reportFault } from '#renderer/state/toasts.ts';
import type { Settings } from '#shared/ipc/settings.ts';

/** Saves a change of the settings; the screen follows when the engine tells the new state. */
export function saveSettings(change: Partial<Settings>): void {
  ask('settings.save', change).catch(reportFault);
}

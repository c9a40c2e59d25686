import type { Settings } from '#shared/ipc/settings.ts';
import type { Change } from '#main/shell/settings/json-file.ts';
import type { RequestHandlers } from '../request-handlers.ts';

/** @param save keeps what changed and puts it into effect */
export function settingsHandlers(
  save: (change: Change<Settings>) => Promise<Settings>,
): RequestHandlers<'settings.save'> {
  return { 'settings.save': (change) => save(change) };
}

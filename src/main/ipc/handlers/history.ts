import { DeskError } from '#shared/ipc/errors.ts';
import { isTimeZone } from '#shared/domain/wall-clock.ts';
import type { historyRequests } from '#shared/ipc/requests/history.ts';
import { exportBundle } from '#main/engine/bundle/export-bundle.ts';
import type { RequestHandlers } from '../request-handlers.ts';
import type { FileChoices } from './calls.ts';
import type { DeskAccess } from './desk-access.ts';

/** The history as evidence: whether it holds, and a conversion's dispute bundle. */
export function historyHandlers(
  desk: DeskAccess,
  files: Pick<FileChoices, 'saveAs'>,
): RequestHandlers<keyof typeof historyRequests> {
  const read = () => desk.workspace().store.read;
  return {
    'history.verify': () => read().verifyHistory({ notedHead: null }),
    async 'history.exportBundle'({ id, zone }) {
      if (!isTimeZone(zone))
        throw new DeskError('invalid_input', `“${zone}” is no time zone.`, { field: 'zone' });
      const reader = read();
      const { row } = await reader.conversionDetail({ id });
      const named = row.invocaId.replaceAll(/[^\w.-]/g, '_').slice(0, 80);
      const file = await files.saveAs(`dispute-${named}.html`, 'html');
      if (file !== null) await exportBundle({ reader, id, zone, file, now: desk.now() });
      return { file };
    },
  };
}

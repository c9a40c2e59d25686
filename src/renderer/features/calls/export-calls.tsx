import { countText } from '#renderer/app/format/count.ts';
import { callsText as text } from '#renderer/app/messages/en/calls.ts';
import { ExportDialog } from '#renderer/features/exports/export-dialog.tsx';
import { ask } from '#renderer/state/desk-client.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import type { ExportFormat } from '#shared/ipc/calls.ts';
import type { CallView } from './call-view.ts';
import { columnWords, describedFilter } from './call-words.ts';
import type { CallNames } from './use-call-names.ts';
import { useCallFilter } from './use-calls.ts';

/** Writes the calls or groups shown to a file, with zone and filter. */
export function ExportCalls(props: {
  readonly view: CallView;
  readonly columns: readonly string[];
  readonly names: CallNames;
  readonly count: number;
  readonly onClose: () => void;
}) {
  const { view, columns } = props;
  const zone = useTimeZone();
  const filter = useCallFilter(view);
  const groups = useRequest(
    'calls.groups',
    view.group === null ? null : { filter, by: view.group, zone, order: view.groupOrder, index: 0, limit: 1 },
  ).data;
  const count = view.group === null ? props.count : (groups?.count ?? 0);
  const described = describedFilter(view, zone, props.names.valueOf);
  const write = async (format: ExportFormat): Promise<string | null> => {
    const { group, groupOrder, order } = view;
    const grouped = group === null ? null : { by: group, order: groupOrder };
    const request = { filter, order, columns: [...columns], groups: grouped, zone, format, described };
    const { file, rows } = await ask('calls.export', request);
    return file === null ? null : text.exported(rows, countText(rows), file);
  };
  return (
    <ExportDialog title={text.exportTitle} onClose={props.onClose} onExport={write}>
      <p>
        {view.group === null
          ? text.exportWhat(countText(count), columns.length)
          : text.exportGroups(countText(count), columnWords(view.group))}{' '}
        {text.exportFilter(described)}
      </p>
      <p className="muted">{text.exportZone(zone)}</p>
    </ExportDialog>
  );
}

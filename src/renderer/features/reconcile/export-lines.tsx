import { countText } from '#renderer/app/format/count.ts';
import { reconcileText as text } from '#renderer/app/messages/en/reconcile.ts';
import { ExportDialog } from '#renderer/features/exports/export-dialog.tsx';
import { ask } from '#renderer/state/desk-client.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import type { ExportFormat } from '#shared/ipc/calls.ts';
import type { ReconcileRun } from '#shared/ipc/reconcile.ts';
import { filterOfLines, type LineView } from './line-view.ts';

/** Writes the lines shown to a file. */
export function ExportLines(props: {
  readonly run: ReconcileRun;
  readonly view: LineView;
  readonly onClose: () => void;
}) {
  const { run, view } = props;
  const zone = useTimeZone();
  const filter = filterOfLines(view);
  const count = useRequest('reconcile.rowTotals', { runId: run.id, filter }).data?.count ?? 0;
  const write = async (format: ExportFormat): Promise<string | null> => {
    const request = { runId: run.id, filter, order: view.order, format, zone, described: describedAs(view) };
    const { file, rows } = await ask('reconcile.export', request);
    return file === null ? null : text.exported(countText(rows), file);
  };
  return (
    <ExportDialog title={text.exportTitle} onClose={props.onClose} onExport={write}>
      <p>{text.exportWhat(countText(count))}</p>
    </ExportDialog>
  );
}

function describedAs(view: LineView): string {
  const parts = [
    view.equal ? text.equalRows : text.allDifferent,
    view.cause === null ? '' : text.cause[view.cause],
    view.accepted === null ? '' : view.accepted ? text.acceptedRows : text.openRows,
    view.since === null ? '' : text.sinceKind[view.since],
    view.text === '' ? '' : `“${view.text}”`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

import { useState } from 'react';
import { countText } from '#renderer/app/format/count.ts';
import { callsText } from '#renderer/app/messages/en/calls.ts';
import { reconcileText as text } from '#renderer/app/messages/en/reconcile.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { RadioGroup } from '#renderer/ui/radio-group.tsx';
import type { ReconcileRun } from '#shared/ipc/reconcile.ts';
import { filterOfLines, type LineView } from './line-view.ts';

type Format = 'xlsx' | 'csv' | 'json';

const FORMATS: readonly Format[] = ['xlsx', 'csv', 'json'];

/** Writes the lines shown to a file: says what it will hold, then asks where. */
export function ExportLines(props: {
  readonly run: ReconcileRun;
  readonly view: LineView;
  readonly onClose: () => void;
}) {
  const { run, view } = props;
  const zone = useTimeZone();
  const filter = filterOfLines(view);
  const count = useRequest('reconcile.rowTotals', { runId: run.id, filter }).data?.count ?? 0;
  const [format, setFormat] = useState<Format>('xlsx');
  const [busy, setBusy] = useState(false);
  const write = async (): Promise<void> => {
    setBusy(true);
    try {
      const request = {
        runId: run.id,
        filter,
        order: view.order,
        format,
        zone,
        described: describedAs(view),
      };
      const { file, rows } = await ask('reconcile.export', request);
      setBusy(false);
      if (file === null) return;
      toast(text.exported(countText(rows), file));
      props.onClose();
    } catch (thrown) {
      setBusy(false);
      reportFault(thrown);
    }
  };
  return (
    <Dialog
      open
      onOpen={(open) => !open && props.onClose()}
      title={text.exportTitle}
      foot={
        <>
          <Button onClick={props.onClose}>{uiText.cancel}</Button>
          <Button kind="primary" disabled={busy} onClick={() => void write()}>
            {busy ? text.exporting : text.chooseTarget}
          </Button>
        </>
      }
    >
      <p>{text.exportWhat(countText(count))}</p>
      <RadioGroup
        label={text.format}
        value={format}
        onValue={setFormat}
        options={FORMATS.map((value) => ({
          value,
          label: callsText.formats[value],
          hint: callsText.formatHints[value],
        }))}
      />
    </Dialog>
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

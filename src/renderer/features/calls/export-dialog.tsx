import { useState } from 'react';
import { countText } from '#renderer/app/format/count.ts';
import { callsText as text } from '#renderer/app/messages/en/calls.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { RadioGroup } from '#renderer/ui/radio-group.tsx';
import type { ExportFormat } from '#shared/ipc/calls.ts';
import type { CallView } from './call-view.ts';
import { columnWords, describedFilter } from './call-words.ts';
import type { CallNames } from './use-call-names.ts';
import { useCallFilter } from './use-calls.ts';

const FORMATS: readonly ExportFormat[] = ['xlsx', 'csv', 'json'];

/** Writes what is shown to a file: says what it will hold, then asks where. */
export function ExportDialog(props: {
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
  const [format, setFormat] = useState<ExportFormat>('xlsx');
  const [busy, setBusy] = useState(false);
  const described = describedFilter(view, zone, props.names.valueOf);
  const run = async (): Promise<void> => {
    setBusy(true);
    try {
      const { group, groupOrder, order } = view;
      const grouped = group === null ? null : { by: group, order: groupOrder };
      const request = { filter, order, columns: [...columns], groups: grouped, zone, format, described };
      const { file, rows } = await ask('calls.export', request);
      setBusy(false);
      if (file === null) return;
      toast(text.exported(rows, countText(rows), file));
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
          <Button kind="primary" disabled={busy} onClick={() => void run()}>
            {busy ? text.exporting : text.chooseFile}
          </Button>
        </>
      }
    >
      <p>
        {view.group === null
          ? text.exportWhat(countText(count), columns.length)
          : text.exportGroups(countText(count), columnWords(view.group))}{' '}
        {text.exportFilter(described)}
      </p>
      <p className="muted">{text.exportZone(zone)}</p>
      <RadioGroup
        label={text.format}
        value={format}
        onValue={setFormat}
        options={FORMATS.map((value) => ({
          value,
          label: text.formats[value],
          hint: text.formatHints[value],
        }))}
      />
    </Dialog>
  );
}

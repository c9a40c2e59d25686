import { type ReactNode, useState } from 'react';
import { exportsText as text } from '#renderer/app/messages/en/exports.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { ConfirmDialog } from '#renderer/ui/dialog.tsx';
import { RadioGroup } from '#renderer/ui/radio-group.tsx';
import type { ExportFormat } from '#shared/ipc/calls.ts';

const FORMATS: readonly ExportFormat[] = ['xlsx', 'csv', 'json'];

/** Writes what is shown to a file: says what it will hold, then asks where. */
export function ExportDialog(props: {
  readonly title: string;
  readonly onClose: () => void;
  /** Asks where and writes; gives what to say of it, or null when no file was chosen. */
  readonly onExport: (format: ExportFormat) => Promise<string | null>;
  readonly children: ReactNode;
}) {
  const [format, setFormat] = useState<ExportFormat>('xlsx');
  const [busy, setBusy] = useState(false);
  const write = async (): Promise<void> => {
    setBusy(true);
    try {
      const said = await props.onExport(format);
      if (said === null) return;
      toast(said);
      props.onClose();
    } catch (thrown) {
      reportFault(thrown);
    } finally {
      setBusy(false);
    }
  };
  return (
    <ConfirmDialog
      title={props.title}
      confirm={busy ? text.writing : text.chooseFile}
      ready={!busy}
      onConfirm={() => void write()}
      onClose={props.onClose}
    >
      {props.children}
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
    </ConfirmDialog>
  );
}

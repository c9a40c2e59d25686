import { useState } from 'react';
import { countText } from '#renderer/app/format/count.ts';
import { reconcileText as text } from '#renderer/app/messages/en/reconcile.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { ConfirmDialog } from '#renderer/ui/dialog.tsx';
import { TextArea } from '#renderer/ui/field.tsx';
import type { RequestInput } from '#shared/ipc/contract.ts';

type Lines = RequestInput<'reconcile.accept'>['lines'];

/** Accepts lines as they are, with a note; what was done can be taken back from the toast. */
export function AcceptDialog(props: {
  readonly runId: number;
  readonly lines: Lines;
  readonly count: number;
  readonly onClose: () => void;
}) {
  const { runId, lines, onClose } = props;
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const counted = props.count === 1 ? text.acceptOne : text.acceptMany(countText(props.count));
  const accept = async (): Promise<void> => {
    setBusy(true);
    try {
      const { count, at } = await ask('reconcile.accept', { runId, lines, note: note.trim() });
      const done = count === 1 ? text.acceptOne : text.acceptMany(countText(count));
      toast(text.accepted(done), {
        label: text.undo,
        run: () => {
          ask('reconcile.accept', { runId, lines: { acceptedAt: at }, note: null }).catch(reportFault);
        },
      });
      onClose();
    } catch (thrown) {
      setBusy(false);
      reportFault(thrown);
    }
  };
  return (
    <ConfirmDialog
      title={text.acceptTitle(counted)}
      confirm={text.accept}
      ready={!busy}
      onConfirm={() => void accept()}
      onClose={onClose}
    >
      <p>{text.acceptText}</p>
      <TextArea label={text.note} rows={3} maxLength={500} value={note} onValue={setNote} />
    </ConfirmDialog>
  );
}

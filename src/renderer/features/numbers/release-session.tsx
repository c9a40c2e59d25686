import { numbersText as text } from '#renderer/app/messages/en/numbers.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { ConfirmDialog } from '#renderer/ui/dialog.tsx';
import type { SessionRow } from '#shared/ipc/sessions.ts';
import { numberText } from './session-words.ts';

/** Asks before a number is released, saying what ends. */
export function ReleaseSession(props: { readonly row: SessionRow; readonly onClose: () => void }) {
  const { row, onClose } = props;
  const release = async (): Promise<void> => {
    try {
      await ask('sessions.release', { id: row.id });
      toast(text.releaseQueued);
      onClose();
    } catch (fault) {
      reportFault(fault);
    }
  };
  return (
    <ConfirmDialog
      title={text.releaseTitle(numberText(row))}
      confirm={text.releaseConfirm}
      danger
      onConfirm={() => void release()}
      onClose={onClose}
    >
      <p>{text.releaseText}</p>
      {row.waitingUpdates > 0 && <p>{text.releaseWaiting(row.waitingUpdates)}</p>}
    </ConfirmDialog>
  );
}

import { numbersText as text } from '#renderer/app/messages/en/numbers.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
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
    <Dialog
      open
      onOpen={(open) => !open && onClose()}
      title={text.releaseTitle(numberText(row))}
      foot={
        <>
          <Button onClick={onClose}>{uiText.cancel}</Button>
          <Button kind="danger" onClick={() => void release()}>
            {text.releaseConfirm}
          </Button>
        </>
      }
    >
      <p>{text.releaseText}</p>
      {row.waitingUpdates > 0 && <p>{text.releaseWaiting(row.waitingUpdates)}</p>}
    </Dialog>
  );
}

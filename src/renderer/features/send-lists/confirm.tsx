import type { ReactNode } from 'react';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';

/** Asks before something is done, saying what it means. */
export function Confirm(props: {
  readonly open: boolean;
  readonly title: string;
  readonly confirm: string;
  readonly danger?: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const { open, title, confirm, danger = false, onConfirm, onClose } = props;
  return (
    <Dialog
      open={open}
      onOpen={(next) => !next && onClose()}
      title={title}
      foot={
        <>
          <Button onClick={onClose}>{uiText.cancel}</Button>
          <Button kind={danger ? 'danger' : 'primary'} onClick={onConfirm}>
            {confirm}
          </Button>
        </>
      }
    >
      <p>{props.children}</p>
    </Dialog>
  );
}

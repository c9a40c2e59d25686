import { type ReactNode, type SyntheticEvent, useState } from 'react';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { asDeskFault, type DeskFault } from '#renderer/state/desk-fault.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';

/** A form over the screen; it closes when what it asks for was taken on, and says why when it was not. */
export function FormDialog(props: {
  readonly title: string;
  readonly confirm: string;
  readonly danger?: boolean;
  readonly wide?: boolean;
  readonly ready: boolean;
  readonly onClose: () => void;
  readonly onConfirm: () => Promise<void>;
  readonly children: ReactNode;
}) {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<DeskFault>();
  const confirm = async (): Promise<void> => {
    setBusy(true);
    setFault(undefined);
    try {
      await props.onConfirm();
      props.onClose();
    } catch (thrown) {
      setFault(asDeskFault(thrown));
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      wide={props.wide ?? false}
      onOpen={(open) => !open && props.onClose()}
      title={props.title}
      foot={
        <>
          <Button onClick={props.onClose}>{uiText.cancel}</Button>
          <Button
            kind={props.danger ? 'danger' : 'primary'}
            type="submit"
            form="numbers-dialog"
            disabled={!props.ready || busy}
          >
            {props.confirm}
          </Button>
        </>
      }
    >
      <form
        id="numbers-dialog"
        className="numbers-form"
        noValidate
        onSubmit={(event: SyntheticEvent) => {
          event.preventDefault();
          if (props.ready && !busy) void confirm();
        }}
      >
        {fault && <ErrorNote fault={fault} />}
        {props.children}
      </form>
    </Dialog>
  );
}

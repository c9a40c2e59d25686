import { type ReactNode, type SyntheticEvent, useId, useState } from 'react';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { asDeskFault, type DeskFault } from '#renderer/state/desk-fault.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';

/** A form over the screen; it closes when what it asks for is done, and says at the field why when it is not. */
export function RecordDialog(props: {
  readonly title: string;
  readonly confirm: string;
  readonly danger?: boolean;
  readonly wide?: boolean;
  readonly ready?: boolean;
  /** Fields that show what is wrong with them by themselves. */
  readonly fields?: readonly string[];
  readonly onClose: () => void;
  readonly onConfirm: () => Promise<void>;
  readonly children: ReactNode | ((errorOf: (field: string) => string | null) => ReactNode);
}) {
  const { ready = true, fields = [], children } = props;
  const form = useId();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<DeskFault>();
  const atField = fault?.field !== undefined && fields.includes(fault.field);
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
  const errorOf = (field: string): string | null => (fault?.field === field ? fault.message : null);
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
            form={form}
            disabled={!ready || busy}
          >
            {props.confirm}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="records-form"
        noValidate
        onSubmit={(event: SyntheticEvent) => {
          event.preventDefault();
          if (ready && !busy) void confirm();
        }}
      >
        {fault && !atField && <ErrorNote fault={fault} />}
        {typeof children === 'function' ? children(errorOf) : children}
      </form>
    </Dialog>
  );
}

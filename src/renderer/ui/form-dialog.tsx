import { type ReactNode, type SyntheticEvent, useId } from 'react';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import type { DeskFault } from '#renderer/state/desk-fault.ts';
import { useSubmit } from '#renderer/state/use-submit.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { ErrorNote } from './error-note.tsx';

/** A form over the screen, sent by Enter or by the button at its foot. */
export function FormDialog(props: {
  readonly title: string;
  readonly confirm: string;
  readonly danger?: boolean;
  readonly wide?: boolean;
  /** Whether it can be sent now. */
  readonly ready: boolean;
  /** What went wrong and is said at none of the fields. */
  readonly fault?: DeskFault | undefined;
  readonly onClose: () => void;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}) {
  const form = useId();
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
            disabled={!props.ready}
          >
            {props.confirm}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="dialog-form"
        noValidate
        onSubmit={(event: SyntheticEvent) => {
          event.preventDefault();
          if (props.ready) props.onSubmit();
        }}
      >
        {props.fault && <ErrorNote fault={props.fault} />}
        {props.children}
      </form>
    </Dialog>
  );
}

/** A form that closes when what it asks for is done, and says why when it is not, at the field if that can be. */
export function RequestDialog(props: {
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
  const { ready = true, fields = [], children, onClose, onConfirm, ...looks } = props;
  const { busy, fault, submit } = useSubmit();
  const atField = fault?.field !== undefined && fields.includes(fault.field);
  const errorOf = (field: string): string | null => (fault?.field === field ? fault.message : null);
  return (
    <FormDialog
      {...looks}
      ready={ready && !busy}
      fault={atField ? undefined : fault}
      onClose={onClose}
      onSubmit={() =>
        submit(async () => {
          await onConfirm();
          onClose();
        })
      }
    >
      {typeof children === 'function' ? children(errorOf) : children}
    </FormDialog>
  );
}

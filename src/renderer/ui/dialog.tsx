import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { Button, IconButton } from './button.tsx';
import { classNames } from './class-names.ts';
import { popupRegion } from './popup-region.tsx';
import './dialog.css';

export interface DialogProps {
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly title: string;
  readonly wide?: boolean;
  readonly children: ReactNode;
  /** The buttons, the primary one last. */
  readonly foot?: ReactNode;
}

/** A question or form that needs an answer first. Escape and the cross close it; focus goes back where it was. */
export function Dialog({ open, onOpen, title, wide = false, children, foot }: DialogProps) {
  return (
    <BaseDialog.Root open={open} onOpenChange={(next) => onOpen(next)}>
      <BaseDialog.Portal container={popupRegion}>
        <BaseDialog.Backdrop className="dialog-backdrop" />
        <BaseDialog.Popup className={classNames('dialog', wide && 'dialog-wide')}>
          <div className="dialog-head">
            <BaseDialog.Title className="dialog-title grow">{title}</BaseDialog.Title>
            <BaseDialog.Close
              render={<IconButton label={uiText.close} icon={<X size={16} aria-hidden />} />}
            />
          </div>
          <div className="dialog-body">{children}</div>
          {foot !== undefined && <div className="dialog-foot">{foot}</div>}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}

/** Asks before something is done, saying what it means, with a way out. */
export function ConfirmDialog(props: {
  readonly open?: boolean;
  readonly title: string;
  readonly confirm: string;
  readonly danger?: boolean;
  readonly wide?: boolean;
  /** Whether it can be done now. */
  readonly ready?: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  return (
    <Dialog
      open={props.open ?? true}
      wide={props.wide ?? false}
      onOpen={(open) => !open && props.onClose()}
      title={props.title}
      foot={
        <>
          <Button onClick={props.onClose}>{uiText.cancel}</Button>
          <Button
            kind={props.danger ? 'danger' : 'primary'}
            disabled={props.ready === false}
            onClick={props.onConfirm}
          >
            {props.confirm}
          </Button>
        </>
      }
    >
      {props.children}
    </Dialog>
  );
}

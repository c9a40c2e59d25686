import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { IconButton } from './button.tsx';
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

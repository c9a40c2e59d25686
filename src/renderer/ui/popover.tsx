import { Popover as BasePopover } from '@base-ui/react/popover';
import type { ReactElement, ReactNode } from 'react';
import { popupRegion } from './popup-region.tsx';
import './popup.css';

export interface PopoverProps {
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  /** What it is about, for readers. */
  readonly label: string;
  readonly trigger: ReactElement;
  readonly children: ReactNode;
}

/** A small form that belongs to a button. Escape and a click elsewhere close it. */
export function Popover({ open, onOpen, label, trigger, children }: PopoverProps) {
  return (
    <BasePopover.Root open={open} onOpenChange={(next) => onOpen(next)}>
      <BasePopover.Trigger render={trigger} />
      <BasePopover.Portal container={popupRegion}>
        <BasePopover.Positioner className="popup-positioner" sideOffset={6} align="start">
          <BasePopover.Popup className="popup popup-pad" aria-label={label}>
            {children}
          </BasePopover.Popup>
        </BasePopover.Positioner>
      </BasePopover.Portal>
    </BasePopover.Root>
  );
}

import { Menu as BaseMenu } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { popupRegion } from './popup-region.tsx';
import './popup.css';

export interface MenuProps {
  /** The button that opens it. */
  readonly trigger: ReactElement;
  readonly align?: 'start' | 'end';
  readonly children: ReactNode;
}

/** A list of actions behind a button. */
export function Menu({ trigger, align = 'start', children }: MenuProps) {
  return (
    <BaseMenu.Root>
      <BaseMenu.Trigger render={trigger} />
      <BaseMenu.Portal container={popupRegion}>
        <BaseMenu.Positioner className="popup-positioner" sideOffset={4} align={align}>
          <BaseMenu.Popup className="popup">{children}</BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}

export interface MenuItemProps {
  readonly onPick: () => void;
  readonly icon?: ReactNode;
  readonly aside?: ReactNode;
  readonly disabled?: boolean;
  readonly children: ReactNode;
}

/** One action of a menu. */
export function MenuItem({ onPick, icon, aside, disabled = false, children }: MenuItemProps) {
  return (
    <BaseMenu.Item className="choice" onClick={onPick} disabled={disabled}>
      <span className="choice-mark">{icon}</span>
      {children}
      {aside !== undefined && <span className="choice-aside">{aside}</span>}
    </BaseMenu.Item>
  );
}

/** One of several choices of which one is in force. */
export function MenuChoice({
  chosen,
  onPick,
  children,
}: {
  readonly chosen: boolean;
  readonly onPick: () => void;
  readonly children: ReactNode;
}) {
  return (
    <BaseMenu.CheckboxItem className="choice" checked={chosen} onCheckedChange={onPick} closeOnClick>
      <span className="choice-mark">
        <BaseMenu.CheckboxItemIndicator>
          <Check size={14} aria-hidden />
        </BaseMenu.CheckboxItemIndicator>
      </span>
      {children}
    </BaseMenu.CheckboxItem>
  );
}

/** Something in a menu that is on or off; the menu stays open. */
export function MenuToggle({
  on,
  onToggle,
  children,
}: {
  readonly on: boolean;
  readonly onToggle: (on: boolean) => void;
  readonly children: ReactNode;
}) {
  return (
    <BaseMenu.CheckboxItem className="choice" checked={on} onCheckedChange={onToggle} closeOnClick={false}>
      <span className="choice-mark">
        <BaseMenu.CheckboxItemIndicator>
          <Check size={14} aria-hidden />
        </BaseMenu.CheckboxItemIndicator>
      </span>
      {children}
    </BaseMenu.CheckboxItem>
  );
}

/** A heading over the items it holds. */
export function MenuGroup({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <BaseMenu.Group>
      <BaseMenu.GroupLabel className="choice-label">{label}</BaseMenu.GroupLabel>
      {children}
    </BaseMenu.Group>
  );
}

/** A line between groups. */
export function MenuSeparator() {
  return <BaseMenu.Separator className="choice-separator" />;
}

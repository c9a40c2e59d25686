import { X } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import { IconButton } from './button.tsx';
import { classNames } from './class-names.ts';
import './split-view.css';

/** A list, and beside it a panel while something in it is open. Without the list its room is kept. */
export function SplitView(props: {
  readonly frame: Ref<HTMLDivElement>;
  readonly panel: ReactNode;
  readonly children: ReactNode;
}) {
  const { frame, panel, children } = props;
  return (
    <div className={classNames('split', panel ? 'split-open' : null)} ref={frame}>
      {children || <div className="table-wait" />}
      {panel}
    </div>
  );
}

/** What is open beside a list. Escape closes it; the list that opens it listens for the key. */
export function SidePanel(props: {
  readonly label: string;
  readonly title: string;
  readonly closeLabel: string;
  readonly onClose: () => void;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <aside className="side-panel" aria-label={props.label}>
      <div className="side-panel-head">
        <h2 className="grow truncate">{props.title}</h2>
        {props.actions}
        <IconButton
          size="small"
          label={props.closeLabel}
          aria-keyshortcuts="Escape"
          icon={<X size={16} aria-hidden />}
          onClick={props.onClose}
        />
      </div>
      {props.children}
    </aside>
  );
}

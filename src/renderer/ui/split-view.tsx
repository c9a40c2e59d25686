import { Maximize2, X } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import { hashHref } from '#renderer/app/hash-location.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import type { Asked } from '#renderer/state/use-request.ts';
import { buttonClass, IconButton } from './button.tsx';
import { classNames } from './class-names.ts';
import { ErrorNote } from './error-note.tsx';
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

/** One thing of a list beside it, with the way to its own page. */
export function DetailPanel<D>(props: {
  readonly asked: Asked<D>;
  readonly title: (detail: D) => string;
  /** The address of its page. */
  readonly page: string;
  readonly words: { readonly panel: string; readonly closePanel: string; readonly openPage: string };
  readonly onClose: () => void;
  readonly children: (detail: D) => ReactNode;
}) {
  const { words } = props;
  const { data, fault, reload } = props.asked;
  return (
    <SidePanel
      label={words.panel}
      title={data ? props.title(data) : uiText.loading}
      closeLabel={words.closePanel}
      onClose={props.onClose}
      actions={
        <a
          className={classNames(buttonClass('quiet', 'small'), 'button-icon')}
          href={hashHref(props.page)}
          aria-label={words.openPage}
          title={words.openPage}
        >
          <Maximize2 size={14} aria-hidden />
        </a>
      }
    >
      {fault && <ErrorNote fault={fault} onRetry={reload} />}
      {data && props.children(data)}
    </SidePanel>
  );
}

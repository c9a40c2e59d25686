import { Maximize2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { hashHref } from '#renderer/app/hash-location.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import type { Asked } from '#renderer/state/use-request.ts';
import { buttonClass } from './button.tsx';
import { classNames } from './class-names.ts';
import { ErrorNote } from './error-note.tsx';
import { SidePanel } from './split-view.tsx';

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

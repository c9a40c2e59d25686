import type { ReactNode } from 'react';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import type { Asked } from '#renderer/state/use-request.ts';
import { BackLink } from './back-link.tsx';
import { classNames } from './class-names.ts';
import { EmptyState } from './empty-state.tsx';
import { ErrorNote } from './error-note.tsx';
import { PageHeader } from './page-header.tsx';

/** One thing of a list as a place of its own; says so when there is none such. */
export function DetailPage<D>(props: {
  /** What was asked for; null when the address names nothing. */
  readonly asked: Asked<D> | null;
  readonly title: (detail: D) => string;
  /** The address of the list it belongs to. */
  readonly list: string;
  readonly words: { readonly notFound: string; readonly backToList: string };
  /** What can be done with it, before the way back. */
  readonly actions?: ReactNode;
  readonly className?: string;
  readonly children: (detail: D) => ReactNode;
}) {
  const { asked, words } = props;
  const missing = asked === null || asked.fault?.code === 'not_found';
  const data = missing ? undefined : asked.data;
  return (
    <div className={classNames('page', props.className)}>
      <PageHeader
        title={data ? props.title(data) : missing ? words.notFound : uiText.loading}
        actions={
          <>
            {data && props.actions}
            <BackLink to={props.list} label={words.backToList} />
          </>
        }
      />
      <div className="page-scroll">
        {missing && <EmptyState title={words.notFound} />}
        {!missing && asked.fault && <ErrorNote fault={asked.fault} onRetry={asked.reload} />}
        {data && props.children(data)}
      </div>
    </div>
  );
}

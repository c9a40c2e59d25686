import { numbersText as text } from '#renderer/app/messages/en/numbers.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { BackLink } from '#renderer/ui/back-link.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { SectionLevel } from '#renderer/ui/section-title.tsx';
import { SessionActions } from './session-actions.tsx';
import { SessionCalls } from './session-calls.tsx';
import { SessionFacts } from './session-facts.tsx';
import { SessionHistory, SessionJobs } from './session-history.tsx';
import { SessionInformationSection } from './session-information.tsx';
import { numberText } from './session-words.ts';
import { VisitTimeline } from './visit-timeline.tsx';

/** One session number as a place of its own; `given` is the last part of the address. */
export function SessionPage({ given }: { readonly given: string }) {
  const id = /^[1-9]\d{0,14}$/.test(given) ? Number(given) : null;
  const { data, fault, reload } = useRequest('sessions.detail', id === null ? null : { id });
  const missing = id === null || fault?.code === 'not_found';
  return (
    <div className="page numbers">
      <PageHeader
        title={data ? numberText(data.row) : missing ? text.notFound : uiText.loading}
        actions={
          <>
            {data && <SessionActions detail={data} />}
            <BackLink to="/numbers" label={text.backToList} />
          </>
        }
      />
      <div className="page-scroll">
        {missing && <EmptyState title={text.notFound} />}
        {fault && !missing && <ErrorNote fault={fault} onRetry={reload} />}
        {data && (
          <SectionLevel value={2}>
            <div className="session-page">
              <div className="session-part">
                <SessionFacts detail={data} />
                <SessionInformationSection detail={data} />
                <SessionJobs detail={data} />
              </div>
              <div className="session-part">
                {data.row.purpose === 'drill_down' && <VisitTimeline sessionNumberId={data.row.id} />}
                <SessionHistory detail={data} />
                <SessionCalls detail={data} />
              </div>
            </div>
          </SectionLevel>
        )}
      </div>
    </div>
  );
}

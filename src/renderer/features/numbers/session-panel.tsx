import { Maximize2 } from 'lucide-react';
import { hashHref } from '#renderer/app/hash-location.ts';
import { numbersText as text } from '#renderer/app/messages/en/numbers.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { SidePanel } from '#renderer/ui/split-view.tsx';
import { SessionActions } from './session-actions.tsx';
import { SessionCalls } from './session-calls.tsx';
import { SessionFacts } from './session-facts.tsx';
import { SessionHistory, SessionJobs } from './session-history.tsx';
import { SessionInformationSection } from './session-information.tsx';
import { numberText } from './session-words.ts';
import { VisitTimeline } from './visit-timeline.tsx';

/** One session number beside the list. */
export function SessionPanel(props: { readonly id: number; readonly onClose: () => void }) {
  const { data, fault, reload } = useRequest('sessions.detail', { id: props.id });
  return (
    <SidePanel
      label={text.panel}
      title={data ? numberText(data.row) : uiText.loading}
      closeLabel={text.closePanel}
      onClose={props.onClose}
      actions={
        <a
          className="button button-quiet button-icon button-small"
          href={hashHref(`/numbers/sessions/${props.id}`)}
          aria-label={text.openPage}
          title={text.openPage}
        >
          <Maximize2 size={14} aria-hidden />
        </a>
      }
    >
      {fault && <ErrorNote fault={fault} onRetry={reload} />}
      {data && (
        <>
          <SessionFacts detail={data} />
          <SessionActions detail={data} />
          <SessionInformationSection detail={data} />
          <SessionJobs detail={data} />
          {data.row.purpose === 'drill_down' && <VisitTimeline sessionNumberId={data.row.id} />}
          <SessionHistory detail={data} />
          <SessionCalls detail={data} />
        </>
      )}
    </SidePanel>
  );
}

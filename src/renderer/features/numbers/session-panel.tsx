import { numbersText as text } from '#renderer/app/messages/en/numbers.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { DetailPanel } from '#renderer/ui/split-view.tsx';
import { SessionActions } from './session-actions.tsx';
import { SessionCalls } from './session-calls.tsx';
import { SessionFacts } from './session-facts.tsx';
import { SessionHistory, SessionJobs } from './session-history.tsx';
import { SessionInformationSection } from './session-information.tsx';
import { numberText } from './session-words.ts';
import { VisitTimeline } from './visit-timeline.tsx';

/** One session number beside the list. */
export function SessionPanel(props: { readonly id: number; readonly onClose: () => void }) {
  return (
    <DetailPanel
      asked={useRequest('sessions.detail', { id: props.id })}
      title={({ row }) => numberText(row)}
      page={`/numbers/sessions/${props.id}`}
      words={text}
      onClose={props.onClose}
    >
      {(data) => (
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
    </DetailPanel>
  );
}

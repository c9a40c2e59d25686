import { numbersText as text } from '#renderer/app/messages/en/numbers.ts';
import { recordIdOf } from '#renderer/app/hash-location.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { DetailPage } from '#renderer/ui/detail-page.tsx';
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
  const id = recordIdOf(given);
  const asked = useRequest('sessions.detail', id === null ? null : { id });
  return (
    <DetailPage
      asked={id === null ? null : asked}
      title={({ row }) => numberText(row)}
      list="/numbers"
      words={text}
      className="numbers"
      actions={asked.data && <SessionActions detail={asked.data} />}
    >
      {(data) => (
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
    </DetailPage>
  );
}

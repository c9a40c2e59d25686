import { durationText } from '#renderer/app/format/duration.ts';
import { instantText } from '#renderer/app/format/instant.ts';
import { phoneText } from '#renderer/app/format/phone.ts';
import { hashHref } from '#renderer/app/hash-location.ts';
import { numbersText as text } from '#renderer/app/messages/en/numbers.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { SectionTitle } from '#renderer/ui/section-title.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import type { SessionDetail } from '#shared/ipc/sessions.ts';
import { InformationList } from './session-information.tsx';

/** The calls on the number, each with the information it began with. */
export function SessionCalls({ detail }: { readonly detail: SessionDetail }) {
  const zone = useTimeZone();
  const { calls, row } = detail;
  return (
    <section>
      <SectionTitle>{text.calls}</SectionTitle>
      {calls.length === 0 && <p className="muted">{text.callsEmpty}</p>}
      <ul className="session-calls">
        {calls.map((call) => (
          <li key={call.id} className="session-call">
            <p className="session-call-head">
              <b>{phoneText(call.callerNumber)}</b>
              <span className="muted">{text.callStatus[call.status]}</span>
              {call.late && <Tag tone="wait">{text.late}</Tag>}
              <span className="muted number">{text.talk(durationText(call.talkSeconds))}</span>
            </p>
            <p className="muted">
              {instantText(call.startedAt, zone)} · {text.began(call.informationVersion)}
            </p>
            <InformationList information={call.information} />
          </li>
        ))}
      </ul>
      {calls.length > 0 && row.sessionId !== null && (
        <a href={hashHref(`/calls?${new URLSearchParams({ session_id: row.sessionId }).toString()}`)}>
          {text.allCalls}
        </a>
      )}
    </section>
  );
}

import { elapsedText } from '#renderer/app/format/duration.ts';
import { exactInstantText, instantText } from '#renderer/app/format/instant.ts';
import { postbacksText as text } from '#renderer/app/messages/en/postbacks.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { Tag } from '#renderer/ui/tag.tsx';
import type { DeliveryAttempt } from '#shared/ipc/postbacks.ts';
import { toneOfVerdict } from './delivery-tone.ts';

/** One attempt: when, how it ended and how long it took; what was sent and answered unfolds below. */
export function AttemptDetails(props: { readonly attempt: DeliveryAttempt; readonly unfolded?: boolean }) {
  const { attempt, unfolded = false } = props;
  const zone = useTimeZone();
  return (
    <div className="attempt">
      <p className="attempt-head">
        <b>{attempt.test ? text.testMark : text.attempt(attempt.number)}</b>
        <Tag tone={toneOfVerdict(attempt.verdict)}>{text.verdicts[attempt.verdict]}</Tag>
        <span className="number">
          {attempt.httpStatus === null ? text.noAnswer : text.http(attempt.httpStatus)} ·{' '}
          {elapsedText(attempt.durationMs)}
        </span>
      </p>
      <p className="muted wrap-anywhere">{attempt.reason}</p>
      <p className="faint number" title={exactInstantText(attempt.startedAt, zone)}>
        {instantText(attempt.startedAt, zone)}
      </p>
      <details open={unfolded}>
        <summary>{text.details}</summary>
        <Part title={text.url} content={attempt.url} />
        <Part title={text.requestHeaders} content={attempt.requestHeaders} />
        <Part title={text.responseHeaders} content={attempt.responseHeaders} />
        <Part title={text.body} content={attempt.bodyStart} />
      </details>
    </div>
  );
}

function Part({ title, content }: { readonly title: string; readonly content: string }) {
  return (
    <div className="attempt-part">
      <p className="faint">{title}</p>
      {content === '' ? (
        <p className="muted">{text.nothing}</p>
      ) : (
        <pre className="mono attempt-text">{content}</pre>
      )}
    </div>
  );
}

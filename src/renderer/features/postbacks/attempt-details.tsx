import { elapsedText } from '#renderer/app/format/duration.ts';
import { exactInstantText, instantText } from '#renderer/app/format/instant.ts';
import { postbacksText as text } from '#renderer/app/messages/en/postbacks.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { Tag } from '#renderer/ui/tag.tsx';
import type { DeliveryAttempt } from '#shared/ipc/postbacks.ts';
import type { ReplayRequest } from '#shared/ipc/replays.ts';
import { toneOfVerdict } from './delivery-tone.ts';
import { Lateness } from './lateness.tsx';
import { CompareRequests } from './replays/compare-requests.tsx';
import { isSameRequest } from './replays/same-request.ts';

/** One attempt: when, how it ended and how long it took; what was sent and answered unfolds below. */
export function AttemptDetails(props: {
  readonly attempt: DeliveryAttempt;
  /** The attempt before it, to be compared with. */
  readonly previous?: DeliveryAttempt | undefined;
  readonly unfolded?: boolean;
}) {
  const { attempt, previous, unfolded = false } = props;
  const before = previous && requestOf(previous);
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
        <Lateness dueAt={attempt.dueAt} sentAt={attempt.startedAt} waitedFor={attempt.waitedFor} />
      </p>
      {before && !isSameRequest({ before, after: requestOf(attempt) }) && (
        <details>
          <summary>{text.changedSince}</summary>
          <CompareRequests
            before={before}
            after={requestOf(attempt)}
            afterLabel={text.attempt(attempt.number)}
          />
        </details>
      )}
      <details open={unfolded}>
        <summary>{text.details}</summary>
        <Part title={text.url} content={`${attempt.method} ${attempt.url}`} />
        <Part title={text.requestHeaders} content={attempt.requestHeaders} />
        {attempt.body !== null && <Part title={text.requestBodyPart} content={attempt.body} />}
        <Part title={text.responseHeaders} content={attempt.responseHeaders} />
        <Part title={text.body} content={attempt.bodyStart} />
      </details>
    </div>
  );
}

function requestOf({ method, url, body }: DeliveryAttempt): ReplayRequest {
  return { method, url, body: body ?? '' };
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

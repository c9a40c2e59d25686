import { useState } from 'react';
import { receiversText as text } from '#renderer/app/messages/en/receivers.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { TextArea, TextInput } from '#renderer/ui/field.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { judge } from '#shared/domain/acceptance-rule.ts';
import type { AcceptanceRule } from '#shared/domain/acceptance-rule.ts';
import { headersOf } from './receiver-form.ts';

/** So many of the receiver's deliveries are offered for trying. */
const PAST = 20;
const TYPED = '';

interface TriedAnswer {
  readonly status: string;
  readonly headers: string;
  readonly body: string;
}

const BLANK: TriedAnswer = { status: '200', headers: 'content-type: text/plain', body: '' };

/** What a rule says of an answer: one this receiver gave before, or one that is typed. */
export function TryRule(props: {
  readonly receiver: string;
  /** Null while the rule has faults. */
  readonly rule: AcceptanceRule | null;
}) {
  const { receiver, rule } = props;
  const [chosen, setChosen] = useState<string | null>(null);
  const [typed, setTyped] = useState<TriedAnswer>(BLANK);
  const past = useRequest('deliveries.page', { filter: { receiver }, index: 0, limit: PAST });
  const tried = (past.data?.rows ?? []).filter(({ attempts }) => attempts > 0);
  const deliveryId = chosen ?? tried[0]?.deliveryId ?? TYPED;
  const detail = useRequest('deliveries.detail', deliveryId === TYPED ? null : { deliveryId });
  const attempt = detail.data?.attempts.findLast(({ httpStatus }) => httpStatus !== null);
  const given: TriedAnswer | null =
    deliveryId === TYPED
      ? typed
      : attempt
        ? {
            status: String(attempt.httpStatus ?? ''),
            headers: attempt.responseHeaders,
            body: attempt.bodyStart,
          }
        : null;
  return (
    <details className="try-rule">
      <summary>{text.tryRule}</summary>
      <p className="muted">{text.tryText}</p>
      <Select
        label={text.pastAnswer}
        value={deliveryId}
        options={[
          ...tried.map((row) => ({ value: row.deliveryId, label: `${row.invocaId}: ${row.lastReason}` })),
          { value: TYPED, label: text.typedAnswer },
        ]}
        onValue={setChosen}
      />
      {deliveryId === TYPED ? (
        <TypedAnswer answer={typed} onAnswer={setTyped} />
      ) : (
        given && (
          <pre className="mono attempt-text">{`HTTP ${given.status}\n${given.headers}\n\n${given.body}`}</pre>
        )
      )}
      {rule && given && <Verdict rule={rule} answer={given} />}
    </details>
  );
}

function TypedAnswer(props: {
  readonly answer: TriedAnswer;
  readonly onAnswer: (answer: TriedAnswer) => void;
}) {
  const { answer, onAnswer } = props;
  return (
    <>
      <TextInput
        label={text.tryStatus}
        inputMode="numeric"
        maxLength={3}
        value={answer.status}
        onValue={(status) => onAnswer({ ...answer, status })}
      />
      <TextArea
        label={text.tryHeaders}
        mono
        rows={2}
        value={answer.headers}
        onValue={(headers) => onAnswer({ ...answer, headers })}
      />
      <TextArea
        label={text.tryBody}
        mono
        rows={3}
        value={answer.body}
        onValue={(body) => onAnswer({ ...answer, body })}
      />
    </>
  );
}

function Verdict({ rule, answer }: { readonly rule: AcceptanceRule; readonly answer: TriedAnswer }) {
  const said = judge(rule, {
    status: Number(answer.status),
    headers: headersOf(answer.headers),
    body: answer.body,
  });
  return (
    <output className="try-verdict">
      {said === null ? (
        <>
          <Tag tone="no">{text.saysNothing}</Tag> {text.saysNothingText}
        </>
      ) : (
        <>
          <Tag tone={said.accepted ? 'ok' : 'no'}>{said.accepted ? text.saysYes : text.saysNo}</Tag>{' '}
          <span className="wrap-anywhere">{said.reason}</span>
        </>
      )}
    </output>
  );
}

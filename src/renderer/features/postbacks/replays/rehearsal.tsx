import { useEffect, useState } from 'react';
import { countText } from '#renderer/app/format/count.ts';
import { elapsedText } from '#renderer/app/format/duration.ts';
import { postbacksText } from '#renderer/app/messages/en/postbacks.ts';
import { replaysText as text } from '#renderer/app/messages/en/replays.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { asDeskFault, type DeskFault } from '#renderer/state/desk-fault.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import type { RehearsedRequest, ReplayDraft } from '#shared/ipc/replays.ts';
import { toneOfVerdict } from '../delivery-tone.ts';

/** So many requests are tried; they show what the others look like. */
const TRIED = 5;

/** The first requests of a replay as they arrive at a receiver inside the app. */
export function Rehearsal(props: { readonly draft: ReplayDraft; readonly onClose: () => void }) {
  const { draft } = props;
  const [data, setData] = useState<readonly RehearsedRequest[]>();
  const [fault, setFault] = useState<DeskFault>();
  useEffect(() => {
    let open = true;
    ask('replays.rehearse', { draft, most: TRIED }).then(
      (arrived) => open && setData(arrived),
      (thrown: unknown) => open && setFault(asDeskFault(thrown)),
    );
    return () => {
      open = false;
    };
  }, [draft]);
  return (
    <Dialog
      open
      onOpen={(open) => !open && props.onClose()}
      title={text.rehearsalTitle}
      wide
      foot={<Button onClick={props.onClose}>{text.close}</Button>}
    >
      {fault && <ErrorNote fault={fault} />}
      {!data && !fault && <p className="muted">{text.rehearsing}</p>}
      {data && (
        <>
          <p>{text.rehearsalText(data.length, countText(data.length))}</p>
          <ol className="attempts" aria-label={text.arrived}>
            {data.map((request) => (
              <li key={request.deliveryId}>
                <Arrived request={request} />
              </li>
            ))}
          </ol>
        </>
      )}
    </Dialog>
  );
}

function Arrived({ request }: { readonly request: RehearsedRequest }) {
  const { attempt } = request;
  return (
    <div className="attempt">
      <p className="attempt-head">
        <b className="mono">{request.invocaId}</b>
        <Tag tone={toneOfVerdict(attempt.verdict)}>{postbacksText.verdicts[attempt.verdict]}</Tag>
        <span className="number">
          {attempt.httpStatus === null ? postbacksText.noAnswer : postbacksText.http(attempt.httpStatus)} ·{' '}
          {elapsedText(attempt.durationMs)}
        </span>
      </p>
      <pre className="mono attempt-text">{[request.line, request.headers].join('\n')}</pre>
      {request.body !== '' && <pre className="mono attempt-text">{request.body}</pre>}
    </div>
  );
}

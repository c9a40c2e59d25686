import { useMemo } from 'react';
import { replaysText as text } from '#renderer/app/messages/en/replays.ts';
import { textDifference } from '#shared/domain/text-difference.ts';
import type { DifferencePiece } from '#shared/domain/text-difference.ts';
import type { ReplayRequest } from '#shared/ipc/replays.ts';

/** The request of then above the new one, character by character: what is gone struck out, what was added underlined. */
export function CompareRequests(props: {
  readonly before: ReplayRequest;
  readonly after: ReplayRequest;
  /** What the lower one is: it would be sent, or it was put into the outbox. */
  readonly afterLabel: string;
}) {
  const { before, after, afterLabel } = props;
  const lines = useMemo(
    () => [
      textDifference(`${before.method} ${before.url}`, `${after.method} ${after.url}`),
      ...(before.body === '' && after.body === '' ? [] : [textDifference(before.body, after.body)]),
    ],
    [before, after],
  );
  const same = lines.every((pieces) => pieces.every(({ kind }) => kind === 'same'));
  if (same) {
    return (
      <div className="compare">
        <p className="muted">{text.same}</p>
        <Side pieces={lines} hidden="added" />
      </div>
    );
  }
  return (
    <dl className="compare">
      <dt>{text.was}</dt>
      <dd>
        <Side pieces={lines} hidden="added" />
      </dd>
      <dt>{afterLabel}</dt>
      <dd>
        <Side pieces={lines} hidden="gone" />
      </dd>
    </dl>
  );
}

/** One of the two requests: everything but what only the other one has. */
function Side(props: {
  readonly pieces: readonly (readonly DifferencePiece[])[];
  readonly hidden: 'gone' | 'added';
}) {
  return props.pieces.map((pieces, line) => (
    // Line 0 is the URL, line 1 the body: their order never changes.
    <pre key={line === 0 ? 'url' : 'body'} className="mono compare-text">
      {pieces
        .filter(({ kind }) => kind !== props.hidden)
        .map((piece, place) => (
          <Piece key={`${place} ${piece.kind}`} piece={piece} />
        ))}
    </pre>
  ));
}

function Piece({ piece }: { readonly piece: DifferencePiece }) {
  if (piece.kind === 'gone') return <del>{piece.text}</del>;
  if (piece.kind === 'added') return <ins>{piece.text}</ins>;
  return piece.text;
}

import { QrCode } from 'lucide-react';
import { useState } from 'react';
import { exactInstantText, instantText } from '#renderer/app/format/instant.ts';
import { numbersText as text } from '#renderer/app/messages/en/numbers.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { useNow } from '#renderer/state/now.ts';
import { Button } from '#renderer/ui/button.tsx';
import { CopyButton } from '#renderer/ui/copy-button.tsx';
import { Note } from '#renderer/ui/error-note.tsx';
import { Fact } from '#renderer/ui/fact.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { CLOCK_WARNING_MS } from '#shared/domain/session-expiry.ts';
import type { SessionDetail, SessionRow } from '#shared/ipc/sessions.ts';
import { NumberQr } from './number-qr.tsx';
import { leftText, numberText, secondsLeft, toneOfSession } from './session-words.ts';

/** What a session number is: how to call it, where it leads, what is left of it. */
export function SessionFacts({ detail }: { readonly detail: SessionDetail }) {
  const { row, clockDifferenceMs } = detail;
  const [qr, setQr] = useState(false);
  return (
    <>
      <p className="session-standing">
        <Tag tone={toneOfSession(row.state)}>{text.states[row.state]}</Tag>
        <Left row={row} clockDifferenceMs={clockDifferenceMs} />
      </p>
      {row.number && (
        <p className="session-number">
          <a className="mono" href={`tel:${row.number.e164}`} title={text.callNumber(numberText(row))}>
            {row.number.e164}
          </a>
          <CopyButton text={row.number.e164} what={text.theNumber} />
          <Button size="small" aria-expanded={qr} onClick={() => setQr(!qr)}>
            <QrCode size={13} aria-hidden />
            {text.showQr}
          </Button>
        </p>
      )}
      {qr && row.number && <NumberQr e164={row.number.e164} shown={numberText(row)} />}
      {row.reason !== '' && (
        <Note>
          {text.failedBecause}: {row.reason}
        </Note>
      )}
      {!row.sure && <Note>{text.unsure}</Note>}
      {clockDifferenceMs !== null && Math.abs(clockDifferenceMs) >= CLOCK_WARNING_MS && (
        <Note>{text.clock(clockText(clockDifferenceMs))}</Note>
      )}
      <Rows row={row} />
      {row.replayed && <p className="faint">{text.replayed}</p>}
    </>
  );
}

function Left(props: { readonly row: SessionRow; readonly clockDifferenceMs: number | null }) {
  const { row } = props;
  const zone = useTimeZone();
  const now = useNow(1000);
  const left = secondsLeft(row, now, props.clockDifferenceMs);
  if (left !== null) {
    return (
      <span className="number" role="timer">
        {text.endsIn} <b>{leftText(left)}</b>
      </span>
    );
  }
  if (row.endedAt === null) return null;
  return <span className="muted">{text.ended(instantText(row.endedAt, zone))}</span>;
}

function Rows({ row }: { readonly row: SessionRow }) {
  const zone = useTimeZone();
  const when = (at: number) => <span title={exactInstantText(at, zone)}>{instantText(at, zone)}</span>;
  return (
    <dl className="facts">
      {row.destination && (
        <Fact label={text.destination}>
          <span className="mono wrap-anywhere">{row.destination.address}</span>
          <span className="faint">{row.destination.kind}</span>
        </Fact>
      )}
      <Fact label={text.campaign}>
        {row.campaignId} <span className="faint">{row.networkName}</span>
      </Fact>
      <Fact label={text.reference}>
        <span className="mono wrap-anywhere">{row.clientReference}</span>
        <CopyButton text={row.clientReference} what={text.theReference} />
      </Fact>
      {row.sessionId !== null && (
        <Fact label={text.session}>
          <span className="mono wrap-anywhere">{row.sessionId}</span>
          <CopyButton text={row.sessionId} what={text.theSession} />
        </Fact>
      )}
      <Fact label={text.requested}>
        {when(row.createdAt)} <span className="faint">{text.by(text.origins[row.purpose])}</span>
      </Fact>
      {row.allocatedAt !== null && <Fact label={text.given}>{when(row.allocatedAt)}</Fact>}
      {row.expiresAt !== null && <Fact label={text.expires}>{when(row.expiresAt)}</Fact>}
      {row.quarantinedUntil !== null && row.state !== 'active' && (
        <Fact label={text.rests}>{when(row.quarantinedUntil)}</Fact>
      )}
    </dl>
  );
}

function clockText(differenceMs: number): string {
  const seconds = Math.round(Math.abs(differenceMs) / 1000);
  return differenceMs > 0 ? text.clockAhead(seconds) : text.clockBehind(seconds);
}

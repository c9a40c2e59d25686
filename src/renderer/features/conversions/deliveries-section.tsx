import { useState } from 'react';
import { elapsedText } from '#renderer/app/format/duration.ts';
import { instantText } from '#renderer/app/format/instant.ts';
import { hashHref } from '#renderer/app/hash-location.ts';
import { conversionsText as text } from '#renderer/app/messages/en/conversions.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Button } from '#renderer/ui/button.tsx';
import { CopyButton } from '#renderer/ui/copy-button.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { Tag, type Tone } from '#renderer/ui/tag.tsx';
import type { ConversionDetail } from '#shared/ipc/conversions.ts';
import type { DeliveryAttempt, DeliveryRow, DeliveryState } from '#shared/ipc/postbacks.ts';
import { SectionTitle } from '#renderer/ui/section-title.tsx';

const SHOWN_AT_MOST = 20;

/** What the conversion owes to whom and how it went. Asked for only when there is something to show. */
export function DeliveriesSection({ detail }: { readonly detail: ConversionDetail }) {
  const owed = detail.deliveryIds.length > 0;
  const { data, fault, reload } = useRequest(
    'deliveries.page',
    owed ? { filter: { conversionId: detail.row.id }, index: 0, limit: SHOWN_AT_MOST } : null,
  );
  return (
    <section>
      <SectionTitle>{text.deliveries}</SectionTitle>
      {!owed && (
        <p className="muted">
          {detail.row.status === 'pending' ? text.noDeliveriesPending : text.noDeliveries}
        </p>
      )}
      {fault && <ErrorNote fault={fault} onRetry={reload} />}
      <ul className="deliveries">
        {data?.rows.map((row) => (
          <li key={row.deliveryId} className="delivery">
            <Delivery row={row} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Delivery({ row }: { readonly row: DeliveryRow }) {
  const zone = useTimeZone();
  const [open, setOpen] = useState(false);
  return (
    <>
      <p className="delivery-head">
        <b className="truncate">{row.receiver}</b>
        <Tag tone={toneOf(row.state)}>{text.deliveryState[row.state]}</Tag>
      </p>
      <p className="mono muted wrap-anywhere">{row.url}</p>
      <p className="faint">
        {[
          text.attempts(row.attempts),
          row.dueAt === null ? '' : text.due(instantText(row.dueAt, zone)),
          row.receiverPaused ? text.receiverPaused : '',
          row.lastReason,
        ]
          .filter((part) => part !== '')
          .join(' · ')}
      </p>
      <p className="delivery-tools">
        <Button size="small" kind="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? text.hideAttempts : text.showAttempts}
        </Button>
        <CopyButton text={row.deliveryId} what={text.deliveryId} />
        <a href={hashHref(`/postbacks/deliveries?open=${encodeURIComponent(row.deliveryId)}`)}>
          {text.openDelivery}
        </a>
      </p>
      {open && <Attempts deliveryId={row.deliveryId} />}
    </>
  );
}

function Attempts({ deliveryId }: { readonly deliveryId: string }) {
  const { data, fault, reload } = useRequest('deliveries.detail', { deliveryId });
  if (fault) return <ErrorNote fault={fault} onRetry={reload} />;
  if (!data) return null;
  if (data.attempts.length === 0) return <p className="muted">{text.noAttempts}</p>;
  return (
    <ol className="delivery-attempts">
      {data.attempts.map((attempt, index) => (
        <li key={index}>
          <Attempt attempt={attempt} />
        </li>
      ))}
    </ol>
  );
}

function Attempt({ attempt }: { readonly attempt: DeliveryAttempt }) {
  const zone = useTimeZone();
  return (
    <>
      <p>
        {text.attempt(attempt.number)}{' '}
        <b>{attempt.httpStatus === null ? text.noAnswer : text.httpStatus(attempt.httpStatus)}</b>{' '}
        <span className="muted">{attempt.reason}</span> {attempt.test && <Tag>{text.testAttempt}</Tag>}
      </p>
      <p className="faint number">
        {instantText(attempt.startedAt, zone)} · {elapsedText(attempt.durationMs)}
      </p>
      {attempt.bodyStart !== '' && <p className="mono muted wrap-anywhere">{attempt.bodyStart}</p>}
    </>
  );
}

function toneOf(state: DeliveryState): Tone {
  if (state === 'accepted') return 'ok';
  return state === 'waiting' || state === 'sending' ? 'wait' : 'no';
}

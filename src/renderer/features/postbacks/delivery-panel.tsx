import { Link } from 'wouter';
import { durationText } from '#renderer/app/format/duration.ts';
import { exactInstantText, instantText, timeText } from '#renderer/app/format/instant.ts';
import { hashHref } from '#renderer/app/hash-location.ts';
import { postbacksText as text } from '#renderer/app/messages/en/postbacks.ts';
import { replaysText } from '#renderer/app/messages/en/replays.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { useNow } from '#renderer/state/now.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Button, buttonClass } from '#renderer/ui/button.tsx';
import { CopyButton } from '#renderer/ui/copy-button.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { SidePanel } from '#renderer/ui/split-view.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import type { DeliveryDetail, DeliveryRow } from '#shared/ipc/postbacks.ts';
import { AttemptDetails } from './attempt-details.tsx';
import { addressOfNewReplay } from './replays/replay-address.ts';
import { ReplaysOfDelivery } from './replays/replays-of-delivery.tsx';
import { toneOfState } from './delivery-tone.ts';
import { Lateness } from './lateness.tsx';
import { ValueList } from './value-list.tsx';

/** One delivery beside the list: where it stands, what comes next, where its values came from, every attempt. */
export function DeliveryPanel(props: { readonly deliveryId: string; readonly onClose: () => void }) {
  const { data, fault, reload } = useRequest('deliveries.detail', { deliveryId: props.deliveryId });
  return (
    <SidePanel
      label={text.panel}
      title={data ? text.to(data.row.receiver) : uiText.loading}
      closeLabel={text.closePanel}
      onClose={props.onClose}
    >
      {fault && <ErrorNote fault={fault} onRetry={reload} />}
      {data && <Delivery detail={data} />}
    </SidePanel>
  );
}

function Delivery({ detail }: { readonly detail: DeliveryDetail }) {
  const { row, attempts, origins } = detail;
  return (
    <>
      <Standing row={row} />
      <Facts row={row} />
      <ReplaysOfDelivery deliveryId={row.deliveryId} />
      <Section title={text.values}>
        {origins.length === 0 ? <p className="muted">{text.noValues}</p> : <ValueList values={origins} />}
      </Section>
      <Section title={text.attempts}>
        {attempts.length === 0 && <p className="muted">{text.noAttempts}</p>}
        <ol className="attempts">
          {attempts.toReversed().map((attempt) => (
            <li key={`${attempt.number} ${attempt.startedAt}`}>
              <AttemptDetails
                attempt={attempt}
                previous={attempts.find(({ number }) => number === attempt.number - 1)}
              />
            </li>
          ))}
        </ol>
      </Section>
    </>
  );
}

/** The state, what it means for the person, and the button that tries again. */
function Standing({ row }: { readonly row: DeliveryRow }) {
  const zone = useTimeZone();
  const now = useNow(1000);
  const explanation = text.whatNow[row.state];
  return (
    <div className="delivery-standing">
      <p className="delivery-standing-lead">
        <Tag tone={toneOfState(row.state)}>{text.states[row.state]}</Tag>
        <span className="wrap-anywhere">{row.lastReason}</span>
      </p>
      {row.dueAt !== null && !row.receiverPaused && (
        <p className="number">
          {text.nextTry}{' '}
          {row.dueAt > now
            ? text.dueIn(durationText((row.dueAt - now) / 1000), timeText(row.dueAt, zone))
            : text.dueNow}
        </p>
      )}
      {row.waitedFor !== null && row.state === 'waiting' && !row.receiverPaused && (
        <p>{text.waitsFor(row.waitedFor)}</p>
      )}
      {row.receiverPaused && row.state !== 'accepted' && (
        <p>
          {text.receiverIsPaused} <Link href="/postbacks/receivers">{text.toReceivers}</Link>
        </p>
      )}
      {explanation !== '' && <p className="muted">{explanation}</p>}
      {row.state !== 'accepted' && row.state !== 'sending' && (
        <p className="delivery-retry">
          <Button
            onClick={() => {
              ask('deliveries.retry', { deliveryId: row.deliveryId }).then(
                () => toast(text.retried),
                reportFault,
              );
            }}
          >
            {text.retry}
          </Button>
          <span className="faint">{text.retryHint}</span>
        </p>
      )}
      {row.state !== 'sending' && row.state !== 'waiting' && (
        <p>
          <Link
            href={addressOfNewReplay({ deliveryIds: [row.deliveryId] })}
            className={buttonClass('plain', 'small')}
          >
            {replaysText.replayOne}
          </Link>
        </p>
      )}
    </div>
  );
}

function Facts({ row }: { readonly row: DeliveryRow }) {
  const zone = useTimeZone();
  return (
    <dl className="facts-list">
      <dt>{text.url}</dt>
      <dd className="mono wrap-anywhere">
        {row.method === 'POST' && 'POST '}
        {row.url} <CopyButton text={row.url} what={text.copyUrl} />
      </dd>
      <dt>{text.invocaId}</dt>
      <dd className="mono">
        <a href={hashHref(`/conversions/${row.conversionId}`)} title={text.openConversion}>
          {row.invocaId}
        </a>
        <CopyButton text={row.invocaId} what={text.copyInvocaId} />
      </dd>
      <dt>{text.partner}</dt>
      <dd>{row.partnerName || uiText.none}</dd>
      <dt>{text.offer}</dt>
      <dd>{row.offerName || uiText.none}</dd>
      <dt>{text.template}</dt>
      <dd>
        <Link href={`/postbacks/templates/${row.templateId}`}>{row.templateName || row.receiver}</Link>
      </dd>
      <dt>{text.event}</dt>
      <dd>
        {text.turn(row.meaning, row.turn)}
        {row.posting > 1 && `, ${text.posting(row.posting)}`}
      </dd>
      <dt>{text.owedSince}</dt>
      <dd title={exactInstantText(row.createdAt, zone)}>{instantText(row.createdAt, zone)}</dd>
      {row.sentDueAt !== null && (
        <>
          <dt>{text.due}</dt>
          <dd title={exactInstantText(row.sentDueAt, zone)}>{instantText(row.sentDueAt, zone)}</dd>
        </>
      )}
      {row.sentAt !== null && (
        <>
          <dt>{text.sent}</dt>
          <dd title={exactInstantText(row.sentAt, zone)}>
            {instantText(row.sentAt, zone)}
            <Lateness dueAt={row.sentDueAt} sentAt={row.sentAt} waitedFor={row.waitedFor} />
          </dd>
        </>
      )}
      {row.finishedAt !== null && (
        <>
          <dt>{text.settled}</dt>
          <dd title={exactInstantText(row.finishedAt, zone)}>{instantText(row.finishedAt, zone)}</dd>
        </>
      )}
      <dt>{text.deliveryId}</dt>
      <dd className="mono wrap-anywhere">
        {row.deliveryId} <CopyButton text={row.deliveryId} what={text.copyDeliveryId} />
      </dd>
    </dl>
  );
}

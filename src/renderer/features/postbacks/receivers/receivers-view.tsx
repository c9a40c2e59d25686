import { Link } from 'wouter';
import { countText } from '#renderer/app/format/count.ts';
import { agoText, durationText } from '#renderer/app/format/duration.ts';
import { exactInstantText } from '#renderer/app/format/instant.ts';
import { postbacksText } from '#renderer/app/messages/en/postbacks.ts';
import { receiversText as text } from '#renderer/app/messages/en/receivers.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { useNow } from '#renderer/state/now.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import type { PlainColumn } from '#renderer/ui/plain-table.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import type { ReceiverView } from '#shared/ipc/postbacks.ts';
import { toneOfVerdict } from '../delivery-tone.ts';
import { ShortList } from '../short-list.tsx';
import { HealthStrip } from './health-strip.tsx';
import { PauseButton } from './pause-button.tsx';
import { addressOfReceiver, deliveriesAt, NOT_ACCEPTED, QUEUED } from './receiver-address.ts';
import './receivers.css';

const COLUMNS: readonly PlainColumn[] = [
  { title: postbacksText.columnReceiver },
  { title: text.columnHealth },
  { title: postbacksText.columnVerdict },
  { title: text.columnWaiting, end: true },
  { title: text.columnFailing, end: true },
  { title: text.columnRate },
  { title: postbacksText.columnActions, unseen: true },
];

/** The hosts postbacks go to: how each is doing, what waits for it and why, how hard it is pressed. */
export function ReceiversView() {
  return (
    <ShortList
      list={useRequest('receivers.list', {})}
      empty={<EmptyState title={postbacksText.receiversEmpty}>{postbacksText.receiversEmptyText}</EmptyState>}
      label={postbacksText.receiversTab}
      columns={COLUMNS}
      renderRow={(receiver) => <ReceiverRow key={receiver.receiver} view={receiver} />}
    />
  );
}

function ReceiverRow({ view }: { readonly view: ReceiverView }) {
  const zone = useTimeZone();
  const now = useNow(30_000);
  const { receiver, waiting, failing, lastAttemptAt, settings } = view;
  return (
    <tr>
      <td>
        <Link href={addressOfReceiver(receiver)} className="strong wrap-anywhere">
          {receiver}
        </Link>
        <Trouble view={view} />
      </td>
      <td>
        <HealthStrip recent={view.recent} />
      </td>
      <td>
        {view.lastVerdict === null ? (
          <span className="muted">{postbacksText.neverTried}</span>
        ) : (
          <Tag tone={toneOfVerdict(view.lastVerdict)}>{postbacksText.verdicts[view.lastVerdict]}</Tag>
        )}{' '}
        {lastAttemptAt !== null && (
          <span className="muted nowrap" title={exactInstantText(lastAttemptAt, zone)}>
            {agoText(lastAttemptAt, now)}
          </span>
        )}
      </td>
      <td className="table-number">
        <a href={deliveriesAt(receiver, QUEUED)} title={text.waitingOf(countText(waiting), receiver)}>
          {countText(waiting)}
        </a>
      </td>
      <td className="table-number">
        <a href={deliveriesAt(receiver, NOT_ACCEPTED)} title={text.failingOf(countText(failing), receiver)}>
          {countText(failing)}
        </a>
      </td>
      <td className="muted nowrap">{text.rate(String(settings.limits.perSecond), settings.limits.atOnce)}</td>
      <td className="row-actions">
        <PauseButton view={view} size="small" />
      </td>
    </tr>
  );
}

/** Why nothing goes out to it now; nothing while all is well. */
function Trouble({ view }: { readonly view: ReceiverView }) {
  const now = useNow(1000);
  const { paused, pausedReason, breaker } = view;
  if (paused) {
    return (
      <p className="receiver-paused">
        <Tag tone="wait">{postbacksText.paused}</Tag> <span className="muted">{pausedReason}</span>
      </p>
    );
  }
  if (breaker.openedAt === null) return null;
  return (
    <p className="receiver-paused">
      <Tag tone="no">{text.open}</Tag>{' '}
      <span className="muted">
        {breaker.reason}
        {breaker.nextProbeAt !== null &&
          ` · ${
            breaker.nextProbeAt > now
              ? text.probeIn(durationText((breaker.nextProbeAt - now) / 1000))
              : text.probeNow
          }`}
      </span>
    </p>
  );
}

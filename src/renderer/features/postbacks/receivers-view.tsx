import { agoText } from '#renderer/app/format/duration.ts';
import { countText } from '#renderer/app/format/count.ts';
import { exactInstantText } from '#renderer/app/format/instant.ts';
import { hashHref } from '#renderer/app/hash-location.ts';
import { postbacksText as text } from '#renderer/app/messages/en/postbacks.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { useNow } from '#renderer/state/now.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import type { PlainColumn } from '#renderer/ui/plain-table.tsx';
import { Switch } from '#renderer/ui/switch.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import type { ReceiverView } from '#shared/ipc/postbacks.ts';
import { searchOfPlace } from './delivery-address.ts';
import { toneOfVerdict } from './delivery-tone.ts';
import { ShortList } from './short-list.tsx';

const COLUMNS: readonly PlainColumn[] = [
  { title: text.columnReceiver },
  { title: text.columnVerdict },
  { title: text.columnWaiting, end: true },
  { title: text.columnFailing, end: true },
  { title: text.columnLocal },
  { title: text.columnActions, unseen: true },
];

/** The hosts postbacks go to: how each is doing, whether it is paused, whether it may be a local one. */
export function ReceiversView() {
  return (
    <ShortList
      list={useRequest('receivers.list', {})}
      empty={<EmptyState title={text.receiversEmpty}>{text.receiversEmptyText}</EmptyState>}
      label={text.receiversTab}
      columns={COLUMNS}
      renderRow={(receiver) => <ReceiverRow key={receiver.receiver} receiver={receiver} />}
      foot={<p className="faint receivers-note">{text.localHint}</p>}
    />
  );
}

function ReceiverRow({ receiver: view }: { readonly receiver: ReceiverView }) {
  const zone = useTimeZone();
  const now = useNow(30_000);
  const { receiver, paused, lastAttemptAt } = view;
  const failing = ['needs_person', 'refused', 'exhausted', 'stopped'] as const;
  const setPaused = (next: boolean): void => {
    ask('receivers.setPaused', { receiver, paused: next }).then(
      () => toast(next ? text.pausedToast(receiver) : text.resumedToast(receiver)),
      reportFault,
    );
  };
  return (
    <tr>
      <td>
        <a href={deliveriesAt(receiver, [])} className="strong wrap-anywhere">
          {receiver}
        </a>
        {paused && (
          <p className="receiver-paused">
            <Tag tone="wait">{text.paused}</Tag> <span className="muted">{view.pausedReason}</span>
          </p>
        )}
      </td>
      <td>
        {view.lastVerdict === null ? (
          <span className="muted">{text.neverTried}</span>
        ) : (
          <Tag tone={toneOfVerdict(view.lastVerdict)}>{text.verdicts[view.lastVerdict]}</Tag>
        )}{' '}
        {lastAttemptAt !== null && (
          <span className="muted" title={exactInstantText(lastAttemptAt, zone)}>
            {agoText(lastAttemptAt, now)}
          </span>
        )}
      </td>
      <td className="table-number">
        <a href={deliveriesAt(receiver, ['waiting', 'sending'])}>{countText(view.waiting)}</a>
      </td>
      <td className="table-number">
        <a href={deliveriesAt(receiver, failing)}>{countText(view.failing)}</a>
      </td>
      <td className="table-control">
        <Switch
          label={<span className="visually-hidden">{text.allowLocalOf(receiver)}</span>}
          checked={view.allowLocal}
          onChecked={(allowLocal) => {
            ask('receivers.setAllowLocal', { receiver, allowLocal }).catch(reportFault);
          }}
        />
      </td>
      <td className="row-actions">
        <Button
          size="small"
          aria-label={paused ? text.resumeOf(receiver) : text.pauseOf(receiver)}
          onClick={() => setPaused(!paused)}
        >
          {paused ? text.resume : text.pause}
        </Button>
      </td>
    </tr>
  );
}

function deliveriesAt(
  receiver: string,
  states: readonly ('waiting' | 'sending' | 'needs_person' | 'refused' | 'exhausted' | 'stopped')[],
): string {
  const filter = { receiver, ...(states.length > 0 ? { states: [...states] } : {}) };
  return hashHref(`/postbacks/deliveries?${searchOfPlace({ filter, open: null })}`);
}

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
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import '#renderer/ui/plain-table.css';
import { Switch } from '#renderer/ui/switch.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import type { ReceiverView } from '#shared/ipc/postbacks.ts';
import { searchOfPlace } from './delivery-address.ts';
import { toneOfVerdict } from './delivery-tone.ts';

/** The hosts postbacks go to: how each is doing, whether it is paused, whether it may be a local one. */
export function ReceiversView() {
  const { data, fault, reload } = useRequest('receivers.list', {});
  return (
    <div className="page-scroll postbacks-list">
      {fault && <ErrorNote fault={fault} onRetry={reload} />}
      {data && data.length === 0 && (
        <EmptyState title={text.receiversEmpty}>{text.receiversEmptyText}</EmptyState>
      )}
      {data && data.length > 0 && (
        <>
          <table className="plain-table" aria-label={text.receiversTab}>
            <thead>
              <tr>
                <th scope="col">{text.columnReceiver}</th>
                <th scope="col">{text.columnVerdict}</th>
                <th scope="col" className="table-number">
                  {text.columnWaiting}
                </th>
                <th scope="col" className="table-number">
                  {text.columnFailing}
                </th>
                <th scope="col">{text.columnLocal}</th>
                <th scope="col">
                  <span className="visually-hidden">{text.columnActions}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {data.map((receiver) => (
                <ReceiverRow key={receiver.receiver} receiver={receiver} />
              ))}
            </tbody>
          </table>
          <p className="faint receivers-note">{text.localHint}</p>
        </>
      )}
    </div>
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

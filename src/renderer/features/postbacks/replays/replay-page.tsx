import { useMemo, useRef, useState } from 'react';
import { Link } from 'wouter';
import { countText } from '#renderer/app/format/count.ts';
import { instantText } from '#renderer/app/format/instant.ts';
import { replaysText as text } from '#renderer/app/messages/en/replays.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { useNow } from '#renderer/state/now.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { useRowWindow } from '#renderer/state/use-row-window.ts';
import { BackLink } from '#renderer/ui/back-link.tsx';
import { Button, buttonClass } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { Fact } from '#renderer/ui/fact.tsx';
import '#renderer/ui/facts.css';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { useShortcut } from '#renderer/ui/shortcut.ts';
import { SidePanel, SplitView } from '#renderer/ui/split-view.tsx';
import { DataTable } from '#renderer/ui/table/data-table.tsx';
import type { ReplayDetail, ReplayedItem, ReplayView } from '#shared/ipc/replays.ts';
import { CompareRequests } from './compare-requests.tsx';
import { replayColumns } from './replay-columns.tsx';
import { ReplayMark } from './replay-mark.tsx';
import { outcomeOf, whatText } from './replays-view.tsx';

/** One replay: how far it is, its deliveries with both requests of each, and taking back what was not tried. */
export function ReplayPage({ id }: { readonly id: number }) {
  const { data, fault, reload } = useRequest('replays.detail', { id, index: 0, limit: 1 });
  if (fault && !data) {
    return (
      <EmptyState
        alone
        title={text.noSuch}
        actions={
          <Link href="/postbacks/replays" className={buttonClass()}>
            {text.back}
          </Link>
        }
      >
        {fault.message}
      </EmptyState>
    );
  }
  if (!data) return null;
  return (
    <div className="page postbacks">
      <PageHeader
        title={text.replay(id)}
        note={whatText(data.replay.selection)}
        actions={
          <>
            <BackLink to="/postbacks/replays" label={text.back} />
            <Stop replay={data.replay} onStopped={reload} />
          </>
        }
      />
      <Standing detail={data} />
      <Items id={id} />
    </div>
  );
}

function Stop({ replay, onStopped }: { readonly replay: ReplayView; readonly onStopped: () => void }) {
  const [busy, setBusy] = useState(false);
  if (replay.waiting === 0) return null;
  const stop = async (): Promise<void> => {
    setBusy(true);
    try {
      const after = await ask('replays.cancel', { id: replay.id });
      const back = after.takenBack - replay.takenBack;
      toast(back > 0 ? text.stopped(back, countText(back)) : text.nothingToStop);
      onStopped();
    } catch (thrown) {
      reportFault(thrown);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button kind="danger" disabled={busy} onClick={() => void stop()}>
      {text.stop}
    </Button>
  );
}

function Standing({ detail }: { readonly detail: ReplayDetail }) {
  const zone = useTimeZone();
  const { replay, refusals } = detail;
  const { sends, waiting, perSecond, note, cancelledAt } = replay;
  const pace = Object.entries(text.paces).find(([value]) => Number(value) === perSecond)?.[1];
  return (
    <div className="replay-standing">
      <progress
        className="replay-progress"
        aria-label={text.columnProgress}
        max={Math.max(1, sends)}
        value={sends - waiting}
      />
      <p className="number">
        <ReplayMark replay={replay} />{' '}
        {sends > 0 && `${text.running(countText(sends - waiting), countText(sends))} · `}
        {outcomeOf(replay).join(' · ')}
      </p>
      <dl className="facts">
        <Fact label={text.columnBegun}>{instantText(replay.createdAt, zone)}</Fact>
        {cancelledAt !== null && <Fact label={text.cancelledAt}>{instantText(cancelledAt, zone)}</Fact>}
        <Fact label={text.ids}>{replay.identity === 'keep' ? text.keptId : text.newId}</Fact>
        <Fact label={text.paceFact}>{pace ?? text.otherPace(perSecond)}</Fact>
        {note !== '' && (
          <Fact label={text.noteFact}>
            <span className="wrap-anywhere">{note}</span>
          </Fact>
        )}
        {refusals.map(({ why, count }) => (
          <Fact key={why} label={text.refusedTag}>
            {text.refusedBecause(countText(count), why)}
          </Fact>
        ))}
      </dl>
    </div>
  );
}

function Items({ id }: { readonly id: number }) {
  const zone = useTimeZone();
  const now = useNow(30_000);
  const [place, setPlace] = useState<number | null>(null);
  const [open, setOpen] = useState<ReplayedItem | null>(null);
  const split = useRef<HTMLDivElement>(null);
  const columns = useMemo(() => replayColumns(zone, now), [zone, now]);
  const list = useRowWindow<ReplayedItem, { readonly count: number }>({
    key: String(id),
    request: 'replays.detail',
    load: async (index, limit) => (await ask('replays.detail', { id, index, limit })).rows,
    totals: async () => ({ count: (await ask('replays.detail', { id, index: 0, limit: 1 })).count }),
  });
  const show = (row: ReplayedItem): void => {
    setPlace(row.place);
    setOpen(row);
  };
  const close = (): void => {
    setPlace(null);
    setOpen(null);
    split.current?.querySelector<HTMLElement>('[role="grid"]')?.focus();
  };
  useShortcut('escape', close, open !== null);
  const current = place === null ? null : (list.rows?.rowAt(place) ?? open);
  return (
    <>
      {list.fault && <ErrorNote fault={list.fault} onRetry={list.reload} />}
      <SplitView frame={split} panel={current && <ItemPanel item={current} onClose={close} />}>
        {list.rows && (
          <DataTable
            key={list.key}
            label={text.itemsLabel}
            columns={columns}
            rows={list.rows}
            onOpen={show}
            onActive={(row) => open !== null && show(row)}
            isOpen={(row) => row.place === place}
            beside={current !== null}
            empty={null}
          />
        )}
      </SplitView>
    </>
  );
}

function ItemPanel({ item, onClose }: { readonly item: ReplayedItem; readonly onClose: () => void }) {
  const kept = item.deliveryId === item.originalId;
  return (
    <SidePanel label={text.itemPanel} title={item.invocaId} closeLabel={text.closeItem} onClose={onClose}>
      {item.refused !== null && <p>{text.refusals[item.refused]}</p>}
      <CompareRequests
        before={item.before}
        after={item.after}
        afterLabel={item.refused === null ? text.wentOut : text.is}
      />
      <dl className="facts replay-ids">
        <Fact label={kept ? text.sentAs : text.originalId}>
          <DeliveryLink id={item.originalId} />
        </Fact>
        {!kept && item.refused === null && !item.takenBack && (
          <Fact label={text.sentAs}>
            <DeliveryLink id={item.deliveryId} />
          </Fact>
        )}
      </dl>
    </SidePanel>
  );
}

function DeliveryLink({ id }: { readonly id: string }) {
  return (
    <Link
      href={`/postbacks/deliveries?text=${id}&open=${id}`}
      className="mono wrap-anywhere"
      title={text.openDelivery}
    >
      {id}
    </Link>
  );
}

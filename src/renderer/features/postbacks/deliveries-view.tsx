import { useCallback, useMemo, useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { countText } from '#renderer/app/format/count.ts';
import { postbacksText as text } from '#renderer/app/messages/en/postbacks.ts';
import { replaysText } from '#renderer/app/messages/en/replays.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { useNow } from '#renderer/state/now.ts';
import { useRowWindow } from '#renderer/state/use-row-window.ts';
import { Button, buttonClass } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { useShortcut } from '#renderer/ui/shortcut.ts';
import { SplitView } from '#renderer/ui/split-view.tsx';
import { DataTable } from '#renderer/ui/table/data-table.tsx';
import type { DeliveryFilter, DeliveryRow } from '#shared/ipc/postbacks.ts';
import { type DeliveryPlace, isFiltered, placeOfSearch, searchOfPlace } from './delivery-address.ts';
import { deliveryColumns } from './delivery-columns.tsx';
import { DeliveryFilterBar } from './delivery-filter-bar.tsx';
import { DeliveryPanel } from './delivery-panel.tsx';
import { addressOfNewReplay, settledOnly } from './replays/replay-address.ts';

/** Every delivery owed, newest first, filtered by the address, with a panel beside the list. */
export function DeliveriesView({ search, path }: { readonly search: string; readonly path: string }) {
  const [, goTo] = useLocation();
  const place = useMemo(() => placeOfSearch(search), [search]);
  const { filter, open } = place;
  const zone = useTimeZone();
  const now = useNow(30_000);
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const columns = useMemo(() => {
    const onMark = (id: string, on: boolean): void =>
      setMarked((last) => new Set(on ? [...last, id] : [...last].filter((each) => each !== id)));
    return deliveryColumns(zone, now, { marked, onMark });
  }, [zone, now, marked]);
  const split = useRef<HTMLDivElement>(null);
  const list = useRowWindow<DeliveryRow, { readonly count: number }>({
    key: JSON.stringify(filter),
    request: 'deliveries.page',
    load: async (index, limit) => (await ask('deliveries.page', { filter, index, limit })).rows,
    totals: async () => ({ count: (await ask('deliveries.page', { filter, index: 0, limit: 1 })).count }),
  });

  const go = useCallback(
    (next: DeliveryPlace, replace: boolean) => {
      const query = searchOfPlace(next);
      goTo(query === '' ? path : `${path}?${query}`, { replace });
    },
    [goTo, path],
  );
  const onOpen = useCallback(
    (row: DeliveryRow) => go({ filter, open: row.deliveryId }, open !== null),
    [go, filter, open],
  );
  const onActive = useCallback(
    (row: DeliveryRow) => {
      if (open !== null) go({ filter, open: row.deliveryId }, true);
    },
    [go, filter, open],
  );
  const isOpen = useCallback((row: DeliveryRow) => row.deliveryId === open, [open]);
  const close = (): void => {
    go({ filter, open: null }, false);
    split.current?.querySelector<HTMLElement>('[role="grid"]')?.focus();
  };
  useShortcut('escape', close, open !== null);
  const changeFilter = (next: DeliveryFilter, replace = false): void => go({ filter: next, open }, replace);

  return (
    <>
      <DeliveryFilterBar
        filter={filter}
        onFilter={changeFilter}
        note={list.totals && text.count(list.totals.count, countText(list.totals.count))}
        actions={
          list.totals !== undefined &&
          list.totals.count > 0 && (
            <ReplayBar filter={filter} marked={marked} onClear={() => setMarked(new Set())} />
          )
        }
      />
      {list.fault && <ErrorNote fault={list.fault} onRetry={list.reload} />}
      <SplitView
        frame={split}
        panel={open !== null && <DeliveryPanel key={open} deliveryId={open} onClose={close} />}
      >
        {list.rows && (
          <DataTable
            key={list.key}
            memory={`deliveries ${list.key ?? ''}`}
            label={text.deliveriesLabel}
            columns={columns}
            rows={list.rows}
            onOpen={onOpen}
            onActive={onActive}
            isOpen={isOpen}
            beside={open !== null}
            empty={<NothingOwed filtered={isFiltered(filter)} onClear={() => changeFilter({})} />}
          />
        )}
      </SplitView>
    </>
  );
}

/** What can be sent once more: the deliveries that are marked, or all that the filter finds. */
function ReplayBar(props: {
  readonly filter: DeliveryFilter;
  readonly marked: ReadonlySet<string>;
  readonly onClear: () => void;
}) {
  const { filter, marked } = props;
  const selection =
    marked.size > 0
      ? { deliveryIds: [...marked].slice(0, 1000) }
      : { filter: settledOnly(filter), from: null, to: null };
  return (
    <div className="replay-bar">
      <Link href={addressOfNewReplay(selection)} className={buttonClass('plain', 'small')}>
        {marked.size > 0 ? replaysText.replayMarked(countText(marked.size)) : replaysText.replayFiltered}
      </Link>
      {marked.size > 0 && (
        <Button kind="quiet" size="small" onClick={props.onClear}>
          {replaysText.unmarkAll}
        </Button>
      )}
    </div>
  );
}

function NothingOwed({ filtered, onClear }: { readonly filtered: boolean; readonly onClear: () => void }) {
  if (filtered) {
    return (
      <EmptyState title={text.noneFiltered} actions={<Button onClick={onClear}>{text.clearFilter}</Button>}>
        {text.noneFilteredText}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={text.noneTitle}
      actions={
        <Link href="/postbacks/templates" className={buttonClass()}>
          {text.toTemplates}
        </Link>
      }
    >
      {text.noneText}
    </EmptyState>
  );
}

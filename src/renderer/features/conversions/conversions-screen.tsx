import { useCallback, useEffect, useMemo, useRef } from 'react';
import { countText } from '#renderer/app/format/count.ts';
import { hashHref } from '#renderer/app/hash-location.ts';
import { conversionsText as text } from '#renderer/app/messages/en/conversions.ts';
import { filterText } from '#renderer/app/messages/en/filter.ts';
import { useToday } from '#renderer/app/use-today.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { useViewInAddress } from '#renderer/state/use-view-in-address.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { SearchBox } from '#renderer/ui/search-box.tsx';
import { useShortcut } from '#renderer/ui/shortcut.ts';
import { SplitView } from '#renderer/ui/split-view.tsx';
import { DataTable } from '#renderer/ui/table/data-table.tsx';
import { Tabs } from '#renderer/ui/tabs.tsx';
import type { ConversionRow } from '#shared/ipc/conversions.ts';
import { ColumnsMenu } from '#renderer/ui/columns-menu.tsx';
import { conversionColumns } from './conversion-columns.tsx';
import { ConversionPanel } from './conversion-panel.tsx';
import {
  addressOfView,
  type ConversionView,
  EVERYTHING,
  isFiltered,
  searchOfView,
  SORTS,
  viewOfSearch,
} from './conversion-view.ts';
import './conversions.css';
import { DecideShown } from './decide-shown.tsx';
import { FilterSentence } from './filter-sentence.tsx';
import { PickTools, useRowPicking } from './row-picking.tsx';
import { Sums } from './sums.tsx';
import { useColumns } from './use-columns.ts';
import { useConversionList } from './use-conversion-list.ts';

const COLUMN_GROUPS = [
  { label: filterText.columns, columns: SORTS.map((id) => ({ id, title: text.column[id] })) },
];

/** Every conversion, filtered, sorted and summed, with a panel beside the list. */
export function ConversionsScreen() {
  const { view, openId, change, open } = useViewInAddress(viewOfSearch, addressOfView);
  const [chosen, toggleColumn] = useColumns();
  const zone = useTimeZone();
  const { dayStart } = useToday(zone);
  const columns = useMemo(() => conversionColumns(chosen, zone, dayStart), [chosen, zone, dayStart]);
  const picking = useRowPicking();
  const { withTicks, onActive: onPickable } = picking;
  const shownColumns = useMemo(() => withTicks(columns), [withTicks, columns]);
  const list = useConversionList(view);
  const split = useRef<HTMLDivElement>(null);

  const onOpen = useCallback(
    (row: ConversionRow) => {
      onPickable(row);
      open(row.id, { replace: openId !== null });
    },
    [open, openId, onPickable],
  );
  const onActive = useCallback(
    (row: ConversionRow) => {
      onPickable(row);
      if (openId !== null) open(row.id, { replace: true });
    },
    [open, openId, onPickable],
  );
  const isOpen = useCallback((row: ConversionRow) => row.id === openId, [openId]);
  const close = (): void => {
    open(null);
    split.current?.querySelector<HTMLElement>('[role="grid"]')?.focus();
  };
  useShortcut('escape', close, openId !== null);
  useFocusedTable(split, list.rows !== undefined);

  return (
    <div className="page conversions">
      <PageHeader
        title={text.title}
        note={
          list.totals &&
          (list.totals.count === list.totals.all
            ? text.countAll(countText(list.totals.all))
            : text.countOf(countText(list.totals.count), countText(list.totals.all)))
        }
        actions={
          <>
            <SearchBox
              label={text.search}
              placeholder={text.searchPlaceholder}
              text={view.text}
              onText={(next) => change({ text: next }, { replace: true })}
            />
            <PickTools picking={picking} />
            {picking.picked === null && (
              <DecideShown view={view} count={list.totals?.count ?? 0} sums={list.totals?.sums ?? []} />
            )}
            <ColumnsMenu groups={COLUMN_GROUPS} chosen={chosen} onToggle={toggleColumn} />
          </>
        }
      />
      <Tabs label={text.views} tabs={viewTabs(view)} />
      <div className="conversions-bar">
        <FilterSentence view={view} onChange={change} />
        {view.unknownResult && <a href={hashHref('/attention/unknown-results')}>{text.unknownByValue}</a>}
        {list.totals && <Sums sums={list.totals.sums} />}
      </div>
      {list.fault && <ErrorNote fault={list.fault} onRetry={list.reload} />}
      <SplitView
        frame={split}
        panel={openId !== null && <ConversionPanel key={openId} id={openId} onClose={close} />}
      >
        {list.rows && (
          <DataTable
            key={list.key}
            memory={`conversions ${list.key}`}
            label={text.listLabel}
            columns={shownColumns}
            rows={list.rows}
            order={view.order}
            onOrder={(order) => {
              const by = SORTS.find((id) => id === order.by);
              if (by) change({ order: { by, descending: order.descending } });
            }}
            onOpen={onOpen}
            onActive={onActive}
            isOpen={isOpen}
            beside={openId !== null}
            empty={
              <NothingHere
                filtered={isFiltered(view)}
                onClear={() => change({ ...EVERYTHING, order: view.order })}
              />
            }
          />
        )}
      </SplitView>
    </div>
  );
}

function NothingHere({ filtered, onClear }: { readonly filtered: boolean; readonly onClear: () => void }) {
  if (!filtered) return <EmptyState title={text.emptyTitle}>{text.emptyText}</EmptyState>;
  return (
    <EmptyState
      title={text.emptyFilteredTitle}
      actions={<Button onClick={onClear}>{text.clearFilter}</Button>}
    >
      {text.emptyFilteredText}
    </EmptyState>
  );
}

function viewTabs(view: ConversionView) {
  const tab = (label: string, shown: Partial<ConversionView>) => {
    const target = { ...EVERYTHING, ...shown, order: view.order };
    return { label, address: addressOfView(target), current: searchOfView(target) === searchOfView(view) };
  };
  return [
    tab(text.viewAll, {}),
    tab(text.viewToday, { dates: { kind: 'last', days: 1 } }),
    tab(text.viewWeek, { dates: { kind: 'last', days: 7 } }),
    tab(text.viewUnknown, { unknownResult: true }),
    tab(text.viewZero, { zeroPayout: true }),
  ];
}

/** Puts the keys on the table as soon as it is there, unless a person is already somewhere else in the screen. */
function useFocusedTable(frame: { readonly current: HTMLElement | null }, ready: boolean): void {
  useEffect(() => {
    if (!ready) return;
    const at = document.activeElement;
    if (at === null || at === document.body || at.id === 'content') {
      frame.current?.querySelector<HTMLElement>('[role="grid"]')?.focus({ preventScroll: true });
    }
  }, [frame, ready]);
}

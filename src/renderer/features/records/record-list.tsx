import { type ComponentType, type ReactNode, useCallback, useMemo, useRef } from 'react';
import { useLocation } from 'wouter';
import { countText } from '#renderer/app/format/count.ts';
import { useHashSearch } from '#renderer/app/hash-location.ts';
import { recordsText as text } from '#renderer/app/messages/en/records.ts';
import { useRowWindow } from '#renderer/state/use-row-window.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { Menu, MenuChoice, MenuGroup } from '#renderer/ui/menu.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { SearchBox } from '#renderer/ui/search-box.tsx';
import { useShortcut } from '#renderer/ui/shortcut.ts';
import { SplitView } from '#renderer/ui/split-view.tsx';
import type { Column } from '#renderer/ui/table/column.ts';
import { DataTable } from '#renderer/ui/table/data-table.tsx';
import type { RequestName } from '#shared/ipc/contract.ts';
import {
  isNarrow,
  placeOfSearch,
  type RecordPlace,
  searchOfPlace,
  type StatusChoice,
} from './record-address.ts';
import './records.css';
import { SentenceTerm } from './sentence-term.tsx';

/** The words a list of offers or partners is told with. */
interface ListWords {
  readonly title: string;
  readonly label: string;
  readonly search: string;
  readonly searchPlaceholder: string;
  readonly count: (count: number, shown: string) => string;
  readonly noneTitle: string;
  readonly noneText: string;
  readonly noneFiltered: string;
  readonly noneFilteredText: string;
}

const STATUSES: readonly StatusChoice[] = [null, 'active', 'other'];

/** A list of records found by name, filtered by the address, with a panel beside it. */
export function RecordList<R extends { readonly id: number }>(props: {
  readonly address: string;
  readonly words: ListWords;
  readonly request: RequestName;
  readonly columns: readonly Column<R>[];
  readonly page: (
    place: RecordPlace,
    index: number,
    limit: number,
  ) => Promise<{ readonly count: number; readonly rows: readonly R[] }>;
  readonly actions: ReactNode;
  readonly panel: ComponentType<{ readonly id: number; readonly onClose: () => void }>;
}) {
  const { address, words, request, page, panel: Panel } = props;
  const [, goTo] = useLocation();
  const search = useHashSearch();
  const place = useMemo(() => placeOfSearch(search), [search]);
  const { open } = place;
  const split = useRef<HTMLDivElement>(null);
  const list = useRowWindow<R, { readonly count: number }>({
    key: searchOfPlace({ ...place, open: null }),
    request,
    load: async (index, limit) => [...(await page(place, index, limit)).rows],
    totals: async () => ({ count: (await page(place, 0, 1)).count }),
  });
  const go = useCallback(
    (next: RecordPlace, replace = false) => {
      const query = searchOfPlace(next);
      goTo(query === '' ? address : `${address}?${query}`, { replace });
    },
    [address, goTo],
  );
  const onOpen = useCallback((row: R) => go({ ...place, open: row.id }, open !== null), [go, place, open]);
  const onActive = useCallback(
    (row: R) => {
      if (open !== null) go({ ...place, open: row.id }, true);
    },
    [go, place, open],
  );
  const isOpen = useCallback((row: R) => row.id === open, [open]);
  const close = (): void => {
    go({ ...place, open: null });
    split.current?.querySelector<HTMLElement>('[role="grid"]')?.focus();
  };
  useShortcut('escape', close, open !== null);

  return (
    <div className="page records">
      <PageHeader title={words.title} actions={props.actions} />
      <div className="records-filter">
        <div className="records-sentence">
          <span>{text.show}</span>
          <Menu trigger={<SentenceTerm words={statusWords(place.status)} />}>
            <MenuGroup label={text.statusMenu}>
              {STATUSES.map((status) => (
                <MenuChoice
                  key={status ?? 'any'}
                  chosen={status === place.status}
                  onPick={() => go({ ...place, status })}
                >
                  {statusWords(status)}
                </MenuChoice>
              ))}
            </MenuGroup>
          </Menu>
        </div>
        <output className="muted number">
          {list.totals && words.count(list.totals.count, countText(list.totals.count))}
        </output>
        <SearchBox
          label={words.search}
          placeholder={words.searchPlaceholder}
          text={place.text}
          onText={(typed) => go({ ...place, text: typed }, true)}
        />
      </div>
      {list.fault && <ErrorNote fault={list.fault} onRetry={list.reload} />}
      <SplitView frame={split} panel={open !== null && <Panel key={open} id={open} onClose={close} />}>
        {list.rows && (
          <DataTable
            key={list.key}
            memory={`${address} ${list.key ?? ''}`}
            label={words.label}
            columns={props.columns}
            rows={list.rows}
            onOpen={onOpen}
            onActive={onActive}
            isOpen={isOpen}
            beside={open !== null}
            empty={
              isNarrow(place) ? (
                <EmptyState
                  title={words.noneFiltered}
                  actions={
                    <Button onClick={() => go({ text: '', status: null, networkId: null, open })}>
                      {text.clearFilter}
                    </Button>
                  }
                >
                  {words.noneFilteredText}
                </EmptyState>
              ) : (
                <EmptyState title={words.noneTitle}>{words.noneText}</EmptyState>
              )
            }
          />
        )}
      </SplitView>
    </div>
  );
}

function statusWords(status: StatusChoice): string {
  if (status === null) return text.anyStatus;
  return status === 'active' ? text.activeOnly : text.othersOnly;
}

import { Plus } from 'lucide-react';
import { useCallback, useMemo, useRef } from 'react';
import { Link, useLocation } from 'wouter';
import { countText } from '#renderer/app/format/count.ts';
import { hashHref, useHashSearch } from '#renderer/app/hash-location.ts';
import { numbersText as text } from '#renderer/app/messages/en/numbers.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { useNow } from '#renderer/state/now.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { useRowWindow } from '#renderer/state/use-row-window.ts';
import { Button, buttonClass } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { useShortcut } from '#renderer/ui/shortcut.ts';
import { SplitView } from '#renderer/ui/split-view.tsx';
import { DataTable } from '#renderer/ui/table/data-table.tsx';
import { ABOUT_TO_END_MS } from '#shared/domain/session-expiry.ts';
import type { SessionRow } from '#shared/ipc/sessions.ts';
import { NumbersHead } from './numbers-head.tsx';
import {
  EVERY_SESSION,
  filterOfPlace,
  isFiltered,
  placeOfSearch,
  searchOfPlace,
  type SessionPlace,
} from './session-address.ts';
import { sessionColumns } from './session-columns.tsx';
import { SessionPanel } from './session-panel.tsx';
import { SessionsFilter } from './sessions-filter.tsx';

const MINUTE_MS = 60_000;

/** Every session number, newest first, filtered by the address, with a panel beside the list. */
export function SessionsView() {
  const [, goTo] = useLocation();
  const search = useHashSearch();
  const place = useMemo(() => placeOfSearch(search), [search]);
  const zone = useTimeZone();
  const now = useNow(1000);
  const minute = Math.floor(now / MINUTE_MS) * MINUTE_MS;
  const filter = useMemo(() => filterOfPlace(place, minute + ABOUT_TO_END_MS), [place, minute]);
  const accounts = useRequest('spc.list', {}).data;
  const columns = useMemo(
    () =>
      sessionColumns(
        zone,
        now,
        (networkId) => accounts?.find(({ id }) => id === networkId)?.clockDifferenceMs ?? null,
      ),
    [zone, now, accounts],
  );
  const split = useRef<HTMLDivElement>(null);
  const list = useRowWindow<SessionRow, { readonly count: number }>({
    key: JSON.stringify(filter),
    request: 'sessions.page',
    load: async (index, limit) => (await ask('sessions.page', { filter, index, limit })).rows,
    totals: async () => ({ count: (await ask('sessions.page', { filter, index: 0, limit: 1 })).count }),
  });
  const change = useCallback(
    (next: Partial<SessionPlace>, replace = false) => {
      const query = searchOfPlace({ ...place, ...next });
      goTo(query === '' ? '/numbers' : `/numbers?${query}`, { replace });
    },
    [goTo, place],
  );
  const onOpen = useCallback(
    (row: SessionRow) => change({ open: row.id }, place.open !== null),
    [change, place.open],
  );
  const onActive = useCallback(
    (row: SessionRow) => {
      if (place.open !== null) change({ open: row.id }, true);
    },
    [change, place.open],
  );
  const isOpen = useCallback((row: SessionRow) => row.id === place.open, [place.open]);
  const close = (): void => {
    change({ open: null });
    split.current?.querySelector<HTMLElement>('[role="grid"]')?.focus();
  };
  useShortcut('escape', close, place.open !== null);

  return (
    <div className="page numbers">
      <NumbersHead
        actions={
          <Link href="/numbers/request" className={buttonClass('primary')}>
            <Plus size={14} aria-hidden />
            {text.request}
          </Link>
        }
      />
      <SessionsFilter
        place={place}
        onPlace={change}
        note={list.totals && text.count(list.totals.count, countText(list.totals.count))}
      />
      {list.fault && <ErrorNote fault={list.fault} onRetry={list.reload} />}
      <SplitView
        frame={split}
        panel={place.open !== null && <SessionPanel key={place.open} id={place.open} onClose={close} />}
      >
        {list.rows && (
          <DataTable
            memory={`sessions ${searchOfPlace({ ...place, open: null })}`}
            label={text.sessionsLabel}
            columns={columns}
            rows={list.rows}
            onOpen={onOpen}
            onActive={onActive}
            isOpen={isOpen}
            beside={place.open !== null}
            empty={
              <NoSession
                place={place}
                connected={accounts === undefined || accounts.length > 0}
                onClear={() => change(EVERY_SESSION)}
              />
            }
          />
        )}
      </SplitView>
    </div>
  );
}

function NoSession(props: {
  readonly place: SessionPlace;
  readonly connected: boolean;
  readonly onClear: () => void;
}) {
  if (isFiltered(props.place)) {
    const { ending } = props.place;
    return (
      <EmptyState
        title={ending ? text.noneEnding : text.noneFiltered}
        actions={<Button onClick={props.onClear}>{text.clearFilter}</Button>}
      >
        {ending ? text.noneEndingText : text.noneFilteredText}
      </EmptyState>
    );
  }
  if (!props.connected) {
    return (
      <EmptyState
        title={text.noneTitle}
        actions={
          <a className={buttonClass()} href={hashHref('/settings/networks')}>
            {text.toSettings}
          </a>
        }
      >
        {text.noAccountText}
      </EmptyState>
    );
  }
  return <EmptyState title={text.noneTitle}>{text.noneText}</EmptyState>;
}

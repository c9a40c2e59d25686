import { useCallback, useMemo, useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { countText } from '#renderer/app/format/count.ts';
import { useHashSearch } from '#renderer/app/hash-location.ts';
import { registerText as text } from '#renderer/app/messages/en/link-register.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { useNow } from '#renderer/state/now.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { useRowWindow } from '#renderer/state/use-row-window.ts';
import { Button, buttonClass } from '#renderer/ui/button.tsx';
import { ConfirmDialog } from '#renderer/ui/dialog.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { SearchBox } from '#renderer/ui/search-box.tsx';
import { useShortcut } from '#renderer/ui/shortcut.ts';
import { SplitView } from '#renderer/ui/split-view.tsx';
import { DataTable } from '#renderer/ui/table/data-table.tsx';
import type { LinkFilter, LinkRow } from '#shared/ipc/links.ts';
import { LimitsDialog } from './limits-dialog.tsx';
import { registerAddress, registerOfSearch, type RegisterPlace } from './link-address.ts';
import { LinkPanel } from './link-panel.tsx';
import { registerColumns } from './register-columns.tsx';
import { RegisterFilter } from './register-filter.tsx';

/** Every saved link, newest first, with where it is used and what its newest check showed. */
export function RegisterView() {
  const [, goTo] = useLocation();
  const search = useHashSearch();
  const { filter, open } = useMemo(() => registerOfSearch(search), [search]);
  const split = useRef<HTMLDivElement>(null);
  const [asking, setAsking] = useState<'limits' | 'batch' | null>(null);
  const zone = useTimeZone();
  const now = useNow(60_000);
  const columns = useMemo(() => registerColumns(zone, now), [zone, now]);
  const list = useRowWindow<LinkRow, { readonly count: number }>({
    key: JSON.stringify(filter),
    request: 'links.page',
    load: async (index, limit) => (await ask('links.page', { filter, index, limit })).rows,
    totals: async () => ({ count: (await ask('links.page', { filter, index: 0, limit: 1 })).count }),
  });
  const go = useCallback(
    (next: RegisterPlace, replace = false) => goTo(registerAddress(next), { replace }),
    [goTo],
  );
  const onOpen = useCallback(
    (row: LinkRow) => go({ filter, open: row.id }, open !== null),
    [go, filter, open],
  );
  const onActive = useCallback(
    (row: LinkRow) => {
      if (open !== null) go({ filter, open: row.id }, true);
    },
    [go, filter, open],
  );
  const isOpen = useCallback((row: LinkRow) => row.id === open, [open]);
  const close = (): void => {
    go({ filter, open: null });
    split.current?.querySelector<HTMLElement>('[role="grid"]')?.focus();
  };
  useShortcut('escape', close, open !== null && asking === null);
  const change = (next: LinkFilter): void => go({ filter: next, open }, true);
  const filtered = registerAddress({ filter, open: null }) !== '/links/saved';

  return (
    <>
      <div className="register-bar">
        <RegisterFilter filter={filter} onFilter={change} />
        <output className="muted number">
          {list.totals && text.count(list.totals.count, countText(list.totals.count))}
        </output>
        <SearchBox
          label={text.search}
          placeholder={text.searchPlaceholder}
          text={filter.text ?? ''}
          onText={(typed) => {
            const { text: _, ...rest } = filter;
            change(typed === '' ? rest : { ...rest, text: typed });
          }}
        />
        {filter.batchId !== undefined && (
          <Button size="small" onClick={() => setAsking('batch')}>
            {text.removeBatch}
          </Button>
        )}
        <Button size="small" kind="quiet" onClick={() => setAsking('limits')}>
          {text.limits}
        </Button>
      </div>
      {list.fault && <ErrorNote fault={list.fault} onRetry={list.reload} />}
      <SplitView frame={split} panel={open !== null && <LinkPanel key={open} id={open} onClose={close} />}>
        {list.rows && (
          <DataTable
            key={list.key}
            memory={`links ${list.key ?? ''}`}
            label={text.label}
            columns={columns}
            rows={list.rows}
            onOpen={onOpen}
            onActive={onActive}
            isOpen={isOpen}
            beside={open !== null}
            empty={filtered ? <NothingFits onClear={() => change({})} /> : <NothingSaved />}
          />
        )}
      </SplitView>
      {asking === 'limits' && <LimitsDialog onClose={() => setAsking(null)} />}
      {asking === 'batch' && filter.batchId !== undefined && (
        <RemoveBatch
          batchId={filter.batchId}
          count={countText(list.totals?.count ?? 0)}
          onClose={() => setAsking(null)}
        />
      )}
    </>
  );
}

function NothingSaved() {
  return (
    <EmptyState
      title={text.noneTitle}
      actions={
        <Link href="/links" className={buttonClass('primary')}>
          {text.toComposer}
        </Link>
      }
    >
      {text.noneText}
    </EmptyState>
  );
}

function NothingFits({ onClear }: { readonly onClear: () => void }) {
  return (
    <EmptyState title={text.noneFiltered} actions={<Button onClick={onClear}>{text.clearFilter}</Button>}>
      {text.noneFilteredText}
    </EmptyState>
  );
}

function RemoveBatch(props: {
  readonly batchId: number;
  readonly count: string;
  readonly onClose: () => void;
}) {
  const remove = async (): Promise<void> => {
    try {
      const { links } = await ask('links.removeBatch', { batchId: props.batchId });
      toast(text.batchRemoved(countText(links)));
      props.onClose();
    } catch (fault) {
      reportFault(fault);
    }
  };
  return (
    <ConfirmDialog
      title={text.removeBatchTitle(props.count)}
      confirm={text.removeBatchDo}
      danger
      onConfirm={() => void remove()}
      onClose={props.onClose}
    >
      <p>{text.removeBatchText}</p>
    </ConfirmDialog>
  );
}

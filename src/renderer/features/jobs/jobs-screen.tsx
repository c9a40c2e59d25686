import { useCallback, useMemo, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { countText } from '#renderer/app/format/count.ts';
import { useHashSearch } from '#renderer/app/hash-location.ts';
import { jobsText as text } from '#renderer/app/messages/en/jobs.ts';
import { FilterTerm, FixedTerm } from '#renderer/features/numbers/filter-term.tsx';
import { NumbersHead } from '#renderer/features/numbers/numbers-head.tsx';
import { useTimeZone } from '#renderer/state/desk.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { useNow } from '#renderer/state/now.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { useRowWindow } from '#renderer/state/use-row-window.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { Menu, MenuGroup, MenuToggle } from '#renderer/ui/menu.tsx';
import { useShortcut } from '#renderer/ui/shortcut.ts';
import { SplitView } from '#renderer/ui/split-view.tsx';
import { DataTable } from '#renderer/ui/table/data-table.tsx';
import type { JobRow } from '#shared/ipc/jobs.ts';
import { Batches, HeldJobs } from './held-jobs.tsx';
import { JOB_STATES, type JobPlace, placeOfSearch, searchOfPlace, withState } from './job-address.ts';
import { jobColumns } from './job-columns.tsx';
import { JobPanel } from './job-panel.tsx';

/** What networks have to do for us: what waits and why, what failed, and how far batches are. */
export function JobsScreen() {
  const [, goTo] = useLocation();
  const search = useHashSearch();
  const place = useMemo(() => placeOfSearch(search), [search]);
  const { filter } = place;
  const zone = useTimeZone();
  const now = useNow(15_000);
  const columns = useMemo(() => jobColumns(zone, now), [zone, now]);
  const split = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState<JobRow | null>(null);
  const failed = useRequest('jobs.counts', {}).data?.failed ?? 0;
  const list = useRowWindow<JobRow, { readonly count: number }>({
    key: JSON.stringify(filter),
    request: 'jobs.page',
    load: async (index, limit) => (await ask('jobs.page', { filter, index, limit })).rows,
    totals: async () => ({ count: (await ask('jobs.page', { filter, index: 0, limit: 1 })).count }),
  });
  const go = useCallback(
    (next: JobPlace, replace = false) => {
      const query = searchOfPlace(next);
      goTo(query === '' ? '/jobs' : `/jobs?${query}`, { replace });
    },
    [goTo],
  );
  const onOpen = useCallback(
    (row: JobRow) => {
      setOpened(row);
      go({ filter, open: row.id }, place.open !== null);
    },
    [go, filter, place.open],
  );
  const onActive = useCallback(
    (row: JobRow) => {
      if (place.open !== null) onOpen(row);
    },
    [onOpen, place.open],
  );
  const isOpen = useCallback((row: JobRow) => row.id === place.open, [place.open]);
  const close = (): void => {
    go({ filter, open: null });
    split.current?.querySelector<HTMLElement>('[role="grid"]')?.focus();
  };
  useShortcut('escape', close, place.open !== null);
  const job = place.open === null ? null : shownJob(list.rows, place.open, opened);

  return (
    <div className="page numbers">
      <NumbersHead
        actions={
          failed > 0 && (
            <Button
              kind="quiet"
              onClick={() => {
                ask('jobs.dismiss', { ids: null }).then(() => toast(text.dismissed), reportFault);
              }}
            >
              {text.dismissAll}
            </Button>
          )
        }
      />
      <HeldJobs />
      <Batches />
      <div className="numbers-filter">
        <div className="numbers-sentence">
          <span>{text.show}</span>
          <Menu trigger={<FilterTerm words={filter.states ? text.oneOf(filter.states) : text.anyState} />}>
            <MenuGroup label={text.statesMenu}>
              {JOB_STATES.map((state) => (
                <MenuToggle
                  key={state}
                  on={filter.states?.includes(state) ?? false}
                  onToggle={(on) => go({ filter: withState(filter, state, on), open: place.open })}
                >
                  {text.states[state]}
                </MenuToggle>
              ))}
            </MenuGroup>
          </Menu>
          {filter.batchId !== undefined && (
            <BatchTerm id={filter.batchId} onRemove={() => go(withoutBatch(place))} />
          )}
        </div>
        <output className="muted number">
          {list.totals && text.count(list.totals.count, countText(list.totals.count))}
        </output>
      </div>
      {list.fault && <ErrorNote fault={list.fault} onRetry={list.reload} />}
      <SplitView frame={split} panel={job && <JobPanel key={job.id} job={job} onClose={close} />}>
        {list.rows && (
          <DataTable
            key={list.key}
            memory={`jobs ${list.key ?? ''}`}
            label={text.label}
            columns={columns}
            rows={list.rows}
            onOpen={onOpen}
            onActive={onActive}
            isOpen={isOpen}
            beside={job !== null}
            empty={
              searchOfPlace({ filter, open: null }) === '' ? (
                <EmptyState title={text.noneTitle}>{text.noneText}</EmptyState>
              ) : (
                <EmptyState
                  title={text.noneFiltered}
                  actions={<Button onClick={() => go({ filter: {}, open: null })}>{text.clearFilter}</Button>}
                >
                  {text.noneFilteredText}
                </EmptyState>
              )
            }
          />
        )}
      </SplitView>
    </div>
  );
}

function BatchTerm(props: { readonly id: number; readonly onRemove: () => void }) {
  const { data } = useRequest('jobs.batch', { id: props.id });
  const words = text.ofBatch(data?.name ?? String(props.id));
  return <FixedTerm words={words} label={text.removeCondition(words)} onRemove={props.onRemove} />;
}

function withoutBatch({ filter, open }: JobPlace): JobPlace {
  const { batchId: _, ...rest } = filter;
  return { filter: rest, open };
}

/** The open job as it is now where the list has it at hand, else as it was when it was opened. */
function shownJob(
  rows: { readonly count: number; readonly rowAt: (index: number) => JobRow | undefined } | undefined,
  id: number,
  opened: JobRow | null,
): JobRow | null {
  for (let index = 0; index < Math.min(rows?.count ?? 0, 400); index += 1) {
    const row = rows?.rowAt(index);
    if (row?.id === id) return row;
  }
  return opened?.id === id ? opened : null;
}

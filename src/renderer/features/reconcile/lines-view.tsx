import { useCallback, useMemo, useRef, useState } from 'react';
import { countText } from '#renderer/app/format/count.ts';
import { reconcileText as text } from '#renderer/app/messages/en/reconcile.ts';
import { useToday } from '#renderer/app/use-today.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { useRowWindow } from '#renderer/state/use-row-window.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { SearchBox } from '#renderer/ui/search-box.tsx';
import { useShortcut } from '#renderer/ui/shortcut.ts';
import { SplitView } from '#renderer/ui/split-view.tsx';
import { DataTable } from '#renderer/ui/table/data-table.tsx';
import type { ReconcileRow, ReconcileRun, RowTotals } from '#shared/ipc/reconcile.ts';
import { AcceptDialog } from './accept-dialog.tsx';
import { CauseStrip } from './cause-strip.tsx';
import { lineColumns } from './line-columns.tsx';
import { LinePanel } from './line-panel.tsx';
import { ALL_DIFFERENT, filterOfLines } from './line-view.ts';
import { sideNames } from './run-words.ts';
import { TotalsView } from './totals-view.tsx';
import type { LinesInAddress } from './use-line-view.ts';

/** The lines of a run: totals, causes as a filter, every line, and one of them beside the list. */
export function LinesView({ run, lines }: { readonly run: ReconcileRun; readonly lines: LinesInAddress }) {
  const { view, openPlace, change, open } = lines;
  const zone = useTimeZone();
  const { dayStart } = useToday(zone);
  const [accepting, setAccepting] = useState(false);
  const split = useRef<HTMLDivElement>(null);
  const filter = useMemo(() => filterOfLines(view), [view]);
  const { order } = view;
  const list = useRowWindow<ReconcileRow, RowTotals>({
    key: JSON.stringify([run.id, filter, order]),
    request: 'reconcile.rows',
    load: async (index, limit) =>
      (await ask('reconcile.rows', { runId: run.id, filter, order, index, limit })).rows,
    totals: () => ask('reconcile.rowTotals', { runId: run.id, filter }),
  });
  const names = useMemo(() => sideNames(run), [run]);
  const columns = useMemo(() => lineColumns(names, zone, dayStart), [names, zone, dayStart]);
  const close = (): void => {
    open(null);
    split.current?.querySelector<HTMLElement>('[role="grid"]')?.focus();
  };
  useShortcut('escape', close, openPlace !== null && !accepting);
  const openRow = useCallback(
    (row: ReconcileRow) => open(row.place, { replace: openPlace !== null }),
    [open, openPlace],
  );
  const follow = useCallback(
    (row: ReconcileRow) => {
      if (openPlace !== null) open(row.place, { replace: true });
    },
    [open, openPlace],
  );
  const isOpen = useCallback((row: ReconcileRow) => row.place === openPlace, [openPlace]);
  const count = list.totals?.count ?? 0;
  const unaccepted = count - (list.totals?.accepted ?? 0);
  return (
    <>
      <TotalsView
        run={run}
        names={names}
        onCause={(cause, side) => change({ ...ALL_DIFFERENT, cause, side })}
      />
      <div className="reconcile-bar">
        <CauseStrip run={run} names={names} view={view} onView={change} />
        <span className="reconcile-bar-end">
          <span className="number muted">{text.count(count, countText(count))}</span>
          <SearchBox
            label={text.search}
            placeholder={text.searchPlaceholder}
            text={view.text}
            onText={(next) => change({ text: next }, { replace: true })}
          />
          {!view.equal && view.since !== 'gone' && view.moves === null && (
            <Button size="small" disabled={unaccepted === 0} onClick={() => setAccepting(true)}>
              {text.acceptAll}
            </Button>
          )}
        </span>
      </div>
      {list.fault && <ErrorNote fault={list.fault} onRetry={list.reload} />}
      <SplitView
        frame={split}
        panel={
          openPlace !== null && (
            <LinePanel key={openPlace} run={run} names={names} place={openPlace} onClose={close} />
          )
        }
      >
        {list.rows && (
          <DataTable
            key={list.key}
            memory={`reconcile ${list.key ?? ''}`}
            label={text.lines}
            columns={columns}
            rows={list.rows}
            order={order}
            onOrder={(next) =>
              change({ order: { by: next.by === 'amount' ? 'amount' : 'at', descending: next.descending } })
            }
            onOpen={openRow}
            onActive={follow}
            isOpen={isOpen}
            beside={openPlace !== null}
            empty={<Nothing run={run} onAll={() => change(ALL_DIFFERENT)} />}
          />
        )}
      </SplitView>
      {accepting && (
        <AcceptDialog
          runId={run.id}
          lines={{ filter: { ...filter, accepted: false } }}
          count={unaccepted}
          onClose={() => setAccepting(false)}
        />
      )}
    </>
  );
}

function Nothing({ run, onAll }: { readonly run: ReconcileRun; readonly onAll: () => void }) {
  if (run.summary?.lines.unequal === 0)
    return <EmptyState title={text.allEqual}>{text.allEqualText}</EmptyState>;
  return (
    <EmptyState title={text.noLines} actions={<Button onClick={onAll}>{text.showAll}</Button>}>
      {text.noLinesText}
    </EmptyState>
  );
}

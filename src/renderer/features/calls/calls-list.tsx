import { useCallback, useMemo } from 'react';
import { useToday } from '#renderer/app/use-today.ts';
import { callsText as text } from '#renderer/app/messages/en/calls.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import type { RowList } from '#renderer/state/use-row-window.ts';
import { DataTable } from '#renderer/ui/table/data-table.tsx';
import type { CallRow, CallTotals } from '#shared/ipc/calls.ts';
import { callTableColumns } from './call-table-columns.tsx';
import type { CallView } from './call-view.ts';
import { NothingHere } from './nothing-here.tsx';

/** The calls themselves, one a row. */
export function CallsList(props: {
  readonly view: CallView;
  readonly chosen: readonly string[];
  readonly list: RowList<CallRow, CallTotals>;
  readonly openId: number | null;
  readonly onChange: (change: Partial<CallView>) => void;
  readonly onOpen: (id: number | null, options?: { readonly replace?: boolean }) => void;
  readonly onImport: () => void;
}) {
  const { view, chosen, list, openId, onChange, onOpen } = props;
  const zone = useTimeZone();
  const { dayStart } = useToday(zone);
  const columns = useMemo(() => callTableColumns(chosen, zone, dayStart), [chosen, zone, dayStart]);
  const openRow = useCallback(
    (row: CallRow) => onOpen(row.id, { replace: openId !== null }),
    [onOpen, openId],
  );
  const follow = useCallback(
    (row: CallRow) => {
      if (openId !== null) onOpen(row.id, { replace: true });
    },
    [onOpen, openId],
  );
  const isOpen = useCallback((row: CallRow) => row.id === openId, [openId]);
  if (!list.rows) return null;
  return (
    <DataTable
      key={list.key}
      memory={`calls ${list.key}`}
      label={text.listLabel}
      columns={columns}
      rows={list.rows}
      order={view.order}
      onOrder={(order) => onChange({ order })}
      onOpen={openRow}
      onActive={follow}
      isOpen={isOpen}
      empty={<NothingHere view={view} onChange={onChange} onImport={props.onImport} />}
    />
  );
}

import { useMemo } from 'react';
import { goTo } from '#renderer/app/hash-location.ts';
import { useToday } from '#renderer/app/use-today.ts';
import { callsText as text } from '#renderer/app/messages/en/calls.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import type { RowList } from '#renderer/state/use-row-window.ts';
import { DataTable } from '#renderer/ui/table/data-table.tsx';
import type { CallGroup } from '#shared/ipc/calls.ts';
import { addressOfCalls, type CallView, GROUP_FIGURES } from './call-view.ts';
import { callsOfGroup, groupColumns } from './group-columns.tsx';
import { NothingHere } from './nothing-here.tsx';

/** Calls in groups with their figures; opening a group shows its calls. */
export function CallsGroups(props: {
  readonly view: CallView;
  readonly group: string;
  readonly list: RowList<CallGroup, { readonly count: number }>;
  readonly onChange: (change: Partial<CallView>) => void;
  readonly onImport: () => void;
}) {
  const { view, group, list, onChange } = props;
  const zone = useTimeZone();
  const { dayStart } = useToday(zone);
  const columns = useMemo(() => groupColumns(group, zone, dayStart), [group, zone, dayStart]);
  if (!list.rows) return null;
  return (
    <DataTable
      key={list.key}
      memory={`calls ${list.key}`}
      label={text.groupsLabel}
      columns={columns}
      rows={list.rows}
      order={view.groupOrder}
      onOrder={({ by, descending }) => {
        const figure = GROUP_FIGURES.find((one) => one === by);
        if (figure) onChange({ groupOrder: { by: figure, descending } });
      }}
      onOpen={(row) => goTo(addressOfCalls(callsOfGroup(view, row, zone)))}
      empty={<NothingHere view={view} onChange={onChange} onImport={props.onImport} />}
    />
  );
}

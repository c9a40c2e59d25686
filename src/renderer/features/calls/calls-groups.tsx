import { useMemo } from 'react';
import { goTo } from '#renderer/app/hash-location.ts';
import { useToday } from '#renderer/app/use-today.ts';
import { callsText as text } from '#renderer/app/messages/en/calls.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { DataTable } from '#renderer/ui/table/data-table.tsx';
import { addressOfCalls, type CallView, GROUP_FIGURES } from './call-view.ts';
import { callsOfGroup, groupColumns } from './group-columns.tsx';
import { NothingHere } from './nothing-here.tsx';
import { useCallGroups } from './use-calls.ts';

/** Calls in groups with their figures; opening a group shows its calls. */
export function CallsGroups(props: {
  readonly view: CallView;
  readonly group: string;
  readonly onChange: (change: Partial<CallView>) => void;
  readonly onImport: () => void;
}) {
  const { view, group, onChange } = props;
  const list = useCallGroups(view, group);
  const zone = useTimeZone();
  const { dayStart } = useToday(zone);
  const columns = useMemo(() => groupColumns(group, zone, dayStart), [group, zone, dayStart]);
  if (list.fault) return <ErrorNote fault={list.fault} onRetry={list.reload} />;
  if (!list.rows) return <div className="table-wait" />;
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

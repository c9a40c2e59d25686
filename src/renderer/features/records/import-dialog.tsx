import { useMemo, useState } from 'react';
import { countText } from '#renderer/app/format/count.ts';
import { recordsText as text } from '#renderer/app/messages/en/records.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { asDeskFault, type DeskFault } from '#renderer/state/desk-fault.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { useRowWindow } from '#renderer/state/use-row-window.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import { ConfirmDialog } from '#renderer/ui/dialog.tsx';
import { ErrorNote, Note } from '#renderer/ui/error-note.tsx';
import { Select } from '#renderer/ui/select.tsx';
import type { Column } from '#renderer/ui/table/column.ts';
import { DataTable } from '#renderer/ui/table/data-table.tsx';
import type { ImportField, ImportKind, ImportPlan, ImportRow } from '#shared/ipc/record-import.ts';
import { AccountSelect } from './account-select.tsx';
import './records.css';

const FIELDS: Readonly<Record<ImportKind, readonly ImportField[]>> = {
  offers: [
    'ignore',
    'id',
    'name',
    'status',
    'payout',
    'revenue',
    'currency',
    'pay_per_call',
    'campaign',
    'goal_name',
    'required_sub_ids',
    'ref_id',
    'note',
  ],
  partners: [
    'ignore',
    'id',
    'name',
    'status',
    'time_zone',
    'contact_name',
    'contact_email',
    'contact_phone',
    'click_id_in',
    'ref_id',
    'note',
  ],
};

/** Takes a file of offers or partners in: what its columns are, every row with what it would do, and only then. */
export function ImportDialog({ kind, onClose }: { readonly kind: ImportKind; readonly onClose: () => void }) {
  const [ticket, setTicket] = useState<string | null>(null);
  const [networkId, setNetworkId] = useState<number | null>(null);
  const [plan, setPlan] = useState<ImportPlan | null>(null);
  const [fault, setFault] = useState<DeskFault>();
  const [skipFaulty, setSkipFaulty] = useState(false);
  const [busy, setBusy] = useState(false);

  const read = async (
    from: string,
    how: { readonly mapping: readonly ImportField[] | null; readonly networkId: number | null },
  ): Promise<void> => {
    setFault(undefined);
    try {
      const mapping = how.mapping === null ? null : [...how.mapping];
      setPlan(
        await ask('imports.plan', { kind, networkId: how.networkId, source: { ticket: from }, mapping }),
      );
    } catch (thrown) {
      setFault(asDeskFault(thrown));
    }
  };
  const choose = async (): Promise<void> => {
    try {
      const chosen = await ask('imports.chooseFile', {});
      if (!chosen) return;
      setTicket(chosen.ticket);
      await read(chosen.ticket, { mapping: null, networkId });
    } catch (thrown) {
      setFault(asDeskFault(thrown));
    }
  };
  const start = async (): Promise<void> => {
    if (!plan) return;
    setBusy(true);
    setFault(undefined);
    try {
      const { added, changed, skipped } = await ask('imports.start', { planId: plan.planId, skipFaulty });
      toast(text.imported(countText(added), countText(changed), skipped));
      onClose();
    } catch (thrown) {
      setFault(asDeskFault(thrown));
      setBusy(false);
    }
  };
  const wanted = plan ? plan.added + plan.changed : 0;
  const ready =
    plan !== null && plan.fileFaults.length === 0 && wanted > 0 && (plan.faulty === 0 || skipFaulty);
  return (
    <ConfirmDialog
      wide
      title={text.importTitle[kind]}
      confirm={text.importStart(countText(wanted))}
      ready={ready && !busy}
      onConfirm={() => void start()}
      onClose={onClose}
    >
      {fault && <ErrorNote fault={fault} />}
      <div className="import-bar">
        <Button onClick={() => void choose()}>{text.importFile}</Button>
        <span className="grow muted">{plan ? plan.fileName : text.importDrop}</span>
      </div>
      <AccountSelect
        label={text.importAccount}
        none={text.importAny}
        networkId={networkId}
        onNetwork={(id) => {
          setNetworkId(id);
          if (ticket)
            void read(ticket, { mapping: plan?.columns.map(({ field }) => field) ?? null, networkId: id });
        }}
      />
      {plan && (
        <>
          {plan.fileFaults.map((one) => (
            <Note key={`${one.column} ${one.message}`}>{one.message}</Note>
          ))}
          <fieldset className="import-mapping">
            <legend>{text.mapping}</legend>
            {plan.columns.map((column, at) => (
              <Select
                key={`${at} ${column.heading}`}
                label={column.heading || text.columnNumbered(String(at + 1))}
                hint={column.sample || undefined}
                value={column.field}
                options={FIELDS[kind].map((field) => ({ value: field, label: text.fields[field] }))}
                onValue={(field) => {
                  if (!ticket) return;
                  const mapping = plan.columns.map((one, index) => (index === at ? field : one.field));
                  void read(ticket, { mapping, networkId });
                }}
              />
            ))}
          </fieldset>
          <ImportRows key={plan.planId} plan={plan} skipFaulty={skipFaulty} onSkipFaulty={setSkipFaulty} />
        </>
      )}
    </ConfirmDialog>
  );
}

/** Every row of the file with what it would do; the faulty ones can be kept in a file of their own. */
function ImportRows(props: {
  readonly plan: ImportPlan;
  readonly skipFaulty: boolean;
  readonly onSkipFaulty: (skip: boolean) => void;
}) {
  const { plan, skipFaulty, onSkipFaulty } = props;
  const { planId } = plan;
  const [faultyOnly, setFaultyOnly] = useState(false);
  const show = faultyOnly ? 'faulty' : 'all';
  const list = useRowWindow<ImportRow, { readonly count: number }>({
    key: JSON.stringify([planId, show]),
    request: 'imports.rows',
    load: async (index, limit) => (await ask('imports.rows', { planId, show, index, limit })).rows,
    totals: async () => ({ count: (await ask('imports.rows', { planId, show, index: 0, limit: 1 })).count }),
  });
  const columns = useMemo(() => importColumns(), []);
  const saveFaulty = (): void => {
    ask('imports.saveFaulty', { planId }).then(({ file, rows }) => {
      if (file !== null) toast(text.savedFaulty(countText(rows), file));
    }, reportFault);
  };
  return (
    <>
      <p role="status">
        {text.importSummary(countText(plan.added), countText(plan.changed), countText(plan.same))}{' '}
        {plan.faulty > 0 && <span className="import-fault">{text.importFaulty(countText(plan.faulty))}</span>}{' '}
        <span className="muted">{text.emptyCells}</span>
      </p>
      {plan.faulty > 0 && (
        <div className="import-bar">
          <Checkbox label={text.faultyOnly} checked={faultyOnly} onChecked={setFaultyOnly} />
          <Checkbox label={text.skipFaulty} checked={skipFaulty} onChecked={onSkipFaulty} />
          <Button size="small" onClick={saveFaulty}>
            {text.saveFaulty}
          </Button>
        </div>
      )}
      {list.fault && <ErrorNote fault={list.fault} onRetry={list.reload} />}
      <div className="import-rows">
        {list.rows && (
          <DataTable
            key={list.key}
            label={text.importRows}
            columns={columns}
            rows={list.rows}
            empty={uiText.none}
          />
        )}
      </div>
    </>
  );
}

function importColumns(): readonly Column<ImportRow>[] {
  const changesOf = (row: ImportRow): string =>
    row.changes.map(({ field, before, after }) => text.change(text.fields[field], before, after)).join(' · ');
  const faultsOf = (row: ImportRow): string =>
    row.faults.map(({ column, message }) => (column ? `${column}: ${message}` : message)).join(' ');
  return [
    { id: 'line', title: text.importLine, width: 56, end: true, cell: (row) => row.line },
    {
      id: 'outcome',
      title: text.importOutcome,
      width: 118,
      cell: (row) => (
        <span className={row.outcome === 'faulty' ? 'import-fault' : undefined}>
          {text.outcomes[row.outcome]}
        </span>
      ),
    },
    { id: 'id', title: text.columnId, width: 84, mono: true, cell: (row) => row.tradeId },
    {
      id: 'name',
      title: text.columnName,
      width: 200,
      cell: (row) => row.name,
      whole: (row) => row.name,
    },
    {
      id: 'changes',
      title: text.importChanges,
      width: 200,
      grow: true,
      cell: (row) =>
        row.outcome === 'faulty' ? <span className="import-fault">{faultsOf(row)}</span> : changesOf(row),
      whole: (row) => (row.outcome === 'faulty' ? faultsOf(row) : changesOf(row)),
    },
  ];
}

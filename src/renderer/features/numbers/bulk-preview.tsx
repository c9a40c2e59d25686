import { useMemo, useState } from 'react';
import { countText } from '#renderer/app/format/count.ts';
import { promoText as text } from '#renderer/app/messages/en/promo.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { useRowWindow } from '#renderer/state/use-row-window.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import { ErrorNote, Note } from '#renderer/ui/error-note.tsx';
import { TextInput } from '#renderer/ui/field.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { Select } from '#renderer/ui/select.tsx';
import type { Column } from '#renderer/ui/table/column.ts';
import { DataTable } from '#renderer/ui/table/data-table.tsx';
import type { BulkField, BulkPlan, BulkRow } from '#shared/ipc/number-bulk.ts';
import { fieldsText } from './session-words.ts';

const FIELDS = [
  'ignore',
  'offer',
  'partner',
  'count',
  'description',
  'mediaType',
  'areaCode',
  'zip',
  'city',
  'state',
] as const;

/** Every row that will be asked for, its faults at its cells, and the start. */
export function BulkPreview(props: {
  readonly plan: BulkPlan;
  /** Reads the file again with other meanings of its columns; none for a form. */
  readonly onMapping: ((mapping: readonly BulkField[]) => void) | undefined;
  readonly onStarted: (batchId: number) => void;
}) {
  const { plan, onMapping } = props;
  const [faultyOnly, setFaultyOnly] = useState(false);
  const [skipFaulty, setSkipFaulty] = useState(false);
  const [name, setName] = useState(plan.name);
  const [busy, setBusy] = useState(false);
  const list = useRowWindow<BulkRow, { readonly count: number }>({
    key: JSON.stringify([plan.planId, faultyOnly]),
    request: 'bulk.rows',
    load: async (index, limit) =>
      (await ask('bulk.rows', { planId: plan.planId, faultyOnly, index, limit })).rows,
    totals: async () => ({
      count: (await ask('bulk.rows', { planId: plan.planId, faultyOnly, index: 0, limit: 1 })).count,
    }),
  });
  const columns = useMemo(() => bulkColumns(), []);
  const startable = plan.numbers > 0 && (plan.faultyRows === 0 || skipFaulty) && name.trim() !== '';
  const start = async (): Promise<void> => {
    setBusy(true);
    try {
      const { batchId, numbers } = await ask('bulk.start', {
        planId: plan.planId,
        name: name.trim(),
        skipFaulty,
      });
      toast(text.started(countText(numbers)));
      props.onStarted(batchId);
    } catch (thrown) {
      reportFault(thrown);
      setBusy(false);
    }
  };
  return (
    <Section title={text.preview}>
      {plan.fileFaults.map((fault) => (
        <Note key={`${fault.column} ${fault.message}`}>{fault.message}</Note>
      ))}
      {onMapping && plan.columns.length > 0 && (
        <fieldset className="bulk-mapping">
          <legend>{text.columnsMapping}</legend>
          {plan.columns.map((column, at) => (
            <Select
              key={`${at} ${column.heading}`}
              label={column.heading || text.mappingOf(String(at + 1))}
              hint={column.sample || undefined}
              value={column.field}
              options={fieldOptions(column.heading, column.field)}
              onValue={(field) =>
                onMapping(plan.columns.map((one, index) => (index === at ? field : one.field)))
              }
            />
          ))}
        </fieldset>
      )}
      <div className="bulk-bar">
        <p className="grow">
          {text.planText(countText(plan.rows), countText(plan.numbers))}{' '}
          {plan.faultyRows > 0 && (
            <span className="session-reason">{text.faultyText(countText(plan.faultyRows))}</span>
          )}
        </p>
        {plan.faultyRows > 0 && (
          <Checkbox label={text.faultyOnly} checked={faultyOnly} onChecked={setFaultyOnly} />
        )}
      </div>
      {list.fault && <ErrorNote fault={list.fault} onRetry={list.reload} />}
      <div className="bulk-rows">
        {list.rows && (
          <DataTable label={text.previewLabel} columns={columns} rows={list.rows} empty={uiText.none} />
        )}
      </div>
      <div className="bulk-start">
        <TextInput label={text.batchName} value={name} maxLength={80} onValue={setName} />
        {plan.faultyRows > 0 && (
          <Checkbox label={text.skipFaulty} checked={skipFaulty} onChecked={setSkipFaulty} />
        )}
        <Button kind="primary" disabled={!startable || busy} onClick={() => void start()}>
          {text.startCount(countText(plan.numbers))}
        </Button>
      </div>
    </Section>
  );
}

function fieldOptions(
  heading: string,
  chosen: BulkField,
): readonly { readonly value: BulkField; readonly label: string }[] {
  const custom: BulkField[] = [];
  if (heading.trim() !== '') custom.push(`custom:${heading.trim()}`);
  if (chosen.startsWith('custom:') && !custom.includes(chosen)) custom.push(chosen);
  return [...FIELDS, ...custom].map((value) => ({
    value,
    label: value.startsWith('custom:') ? text.customColumn(value.slice(7)) : (text.fields[value] ?? value),
  }));
}

function bulkColumns(): readonly Column<BulkRow>[] {
  const at = (row: BulkRow, ...fields: readonly string[]): string =>
    row.faults
      .filter(({ field }) => fields.some((one) => field === one || field.startsWith(`${one}.`)))
      .map(({ message }) => message)
      .join(' ');
  const column = (
    id: string,
    title: string,
    width: number,
    fields: readonly string[],
    value: (row: BulkRow) => string,
    more: Partial<Column<BulkRow>> = {},
  ): Column<BulkRow> => ({
    id,
    title,
    width,
    ...more,
    cell: (row) => {
      const fault = at(row, ...fields);
      const shown = value(row) || uiText.none;
      return fault === '' ? shown : <span className="bulk-fault">{shown}</span>;
    },
    whole: (row) => at(row, ...fields) || value(row),
  });
  return [
    { id: 'line', title: text.columnLine, width: 60, end: true, cell: (row) => row.line },
    column('offer', text.offer, 110, ['offer'], (row) => row.offerName || row.offerId, { grow: true }),
    column('partner', text.partner, 110, ['partner'], (row) => row.partnerName || row.partnerId, {
      grow: true,
    }),
    column('count', text.columnCount, 64, ['count'], (row) => countText(row.count), { end: true }),
    column(
      'left',
      text.columnLeft,
      80,
      [],
      (row) => (row.leftAfter === null ? '' : countText(row.leftAfter)),
      { end: true },
    ),
    column('description', text.columnDescription, 110, ['description'], (row) => row.description, {
      grow: true,
    }),
    column('media', text.columnMedia, 100, ['mediaType'], (row) => row.mediaType),
    column('wish', text.columnWish, 90, ['wish', 'areaCode', 'zip', 'city', 'state'], (row) =>
      row.wish === null ? '' : text.wishes[row.wish.kind],
    ),
    column('custom', text.columnCustom, 90, ['customData', 'custom'], (row) => fieldsText(row.customData)),
    {
      id: 'faults',
      title: text.columnFaults,
      width: 180,
      grow: true,
      cell: (row) => (
        <span className="bulk-fault-text">{row.faults.map(({ message }) => message).join(' ')}</span>
      ),
      whole: (row) => row.faults.map(({ message }) => message).join('\n'),
    },
  ];
}

import { useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { countText } from '#renderer/app/format/count.ts';
import { phoneText } from '#renderer/app/format/phone.ts';
import { linkBulkText as text } from '#renderer/app/messages/en/link-bulk.ts';
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
import { Tag } from '#renderer/ui/tag.tsx';
import { SUB_ID_NAMES } from '#shared/domain/sub-ids.ts';
import type { LinkField, LinkPlan, PlannedLink } from '#shared/ipc/link-bulk.ts';
import { registerAddress } from './link-address.ts';

const FIELDS = (['ignore', 'number', 'offer_id', 'aff_id', 'base', ...SUB_ID_NAMES, 'note'] as const).map(
  (value) => ({ value, label: text.fields[value] }),
);

/** Every link of a file with its faults, the meaning of the columns, and the ways out: files, or the register. */
export function BulkPreview(props: {
  readonly plan: LinkPlan;
  readonly busy: boolean;
  readonly onMapping: (mapping: readonly LinkField[]) => void;
  readonly onRegistered: () => void;
}) {
  const { plan, onMapping } = props;
  const [faultyOnly, setFaultyOnly] = useState(false);
  const list = useRowWindow<PlannedLink, { readonly count: number }>({
    key: JSON.stringify([plan.planId, faultyOnly]),
    request: 'linkBulk.rows',
    load: async (index, limit) =>
      (await ask('linkBulk.rows', { planId: plan.planId, faultyOnly, index, limit })).rows,
    totals: async () => ({
      count: (await ask('linkBulk.rows', { planId: plan.planId, faultyOnly, index: 0, limit: 1 })).count,
    }),
  });
  const columns = useMemo(() => planColumns(), []);
  return (
    <>
      <Section title={text.mapping}>
        <div className="link-mapping">
          {plan.columns.map((column, at) => (
            <Select
              key={`${at} ${column.heading}`}
              label={column.heading || text.columnOf(String(at + 1))}
              hint={column.sample || undefined}
              value={column.field}
              options={FIELDS}
              onValue={(field) =>
                onMapping(plan.columns.map((one, index) => (index === at ? field : one.field)))
              }
            />
          ))}
        </div>
      </Section>
      <Section title={text.preview}>
        {plan.fileFaults.map((fault) => (
          <Note key={fault}>{fault}</Note>
        ))}
        <div className="link-sums">
          <p className="grow" role="status">
            {text.sums(countText(plan.links), countText(plan.rows))}{' '}
            {plan.faulty > 0 && <span className="link-fault">{text.faulty(countText(plan.faulty))} </span>}
            {plan.unmade > 0 && <span className="link-fault">{text.unmade(countText(plan.unmade))}</span>}
          </p>
          {plan.faulty + plan.unmade > 0 && (
            <Checkbox label={text.faultyOnly} checked={faultyOnly} onChecked={setFaultyOnly} />
          )}
        </div>
        <WaysOut plan={plan} busy={props.busy} onRegistered={props.onRegistered} />
        {list.fault && <ErrorNote fault={list.fault} onRetry={list.reload} />}
        <div className="link-plan-rows">
          {list.rows && (
            <DataTable label={text.previewLabel} columns={columns} rows={list.rows} empty={uiText.none} />
          )}
        </div>
      </Section>
    </>
  );
}

function WaysOut(props: {
  readonly plan: LinkPlan;
  readonly busy: boolean;
  readonly onRegistered: () => void;
}) {
  const { plan } = props;
  const [, goTo] = useLocation();
  const [note, setNote] = useState('');
  const [faultyToo, setFaultyToo] = useState(false);
  const [working, setWorking] = useState(false);
  const count = faultyToo ? plan.links : plan.links - plan.faulty;
  const save = async (format: 'csv' | 'xlsx'): Promise<void> => {
    try {
      const { file } = await ask('linkBulk.save', { planId: plan.planId, format });
      if (file !== null) toast(text.savedFile(file));
    } catch (thrown) {
      reportFault(thrown);
    }
  };
  const register = async (): Promise<void> => {
    setWorking(true);
    try {
      const { batchId, links } = await ask('linkBulk.register', { planId: plan.planId, note, faultyToo });
      toast(text.registered(countText(links)), {
        label: text.undo,
        run: () => {
          ask('links.removeBatch', { batchId }).then(() => toast(text.unregistered), reportFault);
        },
      });
      props.onRegistered();
      goTo(registerAddress({ filter: { batchId }, open: null }));
    } catch (thrown) {
      reportFault(thrown);
      setWorking(false);
    }
  };
  const idle = !props.busy && !working;
  return (
    <div className="link-ways-out">
      <Button disabled={!idle} onClick={() => void save('csv')}>
        {text.saveCsv}
      </Button>
      <Button disabled={!idle} onClick={() => void save('xlsx')}>
        {text.saveXlsx}
      </Button>
      <TextInput label={text.note} value={note} maxLength={500} onValue={setNote} />
      {plan.faulty > 0 && <Checkbox label={text.faultyToo} checked={faultyToo} onChecked={setFaultyToo} />}
      <Button kind="primary" disabled={!idle || count === 0} onClick={() => void register()}>
        {text.register(countText(count))}
      </Button>
    </div>
  );
}

/** What is wrong with a link, in words; the code in front of them is for the file. */
function faultWords({ faults }: PlannedLink): readonly string[] {
  return faults.map((fault) => fault.replace(/^[a-z_-]+: /, ''));
}

function planColumns(): readonly Column<PlannedLink>[] {
  return [
    { id: 'line', title: text.columnLine, width: 64, end: true, cell: (row) => countText(row.line) },
    {
      id: 'number',
      title: text.columnNumber,
      width: 130,
      mono: true,
      cell: (row) => phoneText(row.number) || row.number,
    },
    { id: 'partner', title: text.columnPartner, width: 76, cell: (row) => row.partnerId },
    { id: 'offer', title: text.columnOffer, width: 76, cell: (row) => row.offerId },
    {
      id: 'subIds',
      title: text.columnSubIds,
      width: 160,
      grow: true,
      cell: (row) => row.subIds || uiText.none,
      whole: (row) => row.subIds,
    },
    {
      id: 'link',
      title: text.columnLink,
      width: 150,
      grow: true,
      mono: true,
      cell: (row) => (row.link === '' ? <Tag tone="no">{text.noLink}</Tag> : row.link),
      whole: (row) => row.link,
    },
    {
      id: 'faults',
      title: text.columnFaults,
      width: 340,
      grow: true,
      cell: (row) =>
        row.faults.length === 0 ? '' : <span className="link-fault">{faultWords(row).join(' ')}</span>,
      whole: (row) => faultWords(row).join('\n'),
    },
  ];
}

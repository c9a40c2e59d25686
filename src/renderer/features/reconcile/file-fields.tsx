import { useEffect, useEffectEvent } from 'react';
import { countText } from '#renderer/app/format/count.ts';
import { moneyText } from '#renderer/app/format/money.ts';
import { reconcileText as text } from '#renderer/app/messages/en/reconcile.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ErrorNote, Note } from '#renderer/ui/error-note.tsx';
import { TextInput } from '#renderer/ui/field.tsx';
import '#renderer/ui/plain-table.css';
import { Select } from '#renderer/ui/select.tsx';
import type { ChosenFile, FileField, FileMapping, FilePreview, FileRole } from '#shared/ipc/reconcile.ts';

const FIELDS: readonly FileField[] = ['invoca_id', 'status', 'payout', 'currency', 'datetime', 'number'];
const STATUSES = ['approved', 'pending', 'rejected'] as const;
const NONE = '\u0000';
const FAULTS_SHOWN = 6;

/** What the columns of a file are, beside what reading it so would give. */
export function FileFields(props: {
  readonly file: ChosenFile;
  readonly role: FileRole;
  readonly mapping: FileMapping;
  readonly onMapping: (mapping: FileMapping) => void;
  readonly onReadable: (readable: boolean) => void;
  readonly onPeriod: (firstDay: string, lastDay: string) => void;
}) {
  const { file, role, mapping, onMapping } = props;
  const { data, fault, loading } = useRequest('reconcile.previewFile', {
    digest: file.digest,
    role,
    mapping,
  });
  const readable = fault === undefined && (data === undefined || data.faultsInAll === 0);
  const tell = useEffectEvent((value: boolean) => props.onReadable(value));
  useEffect(() => {
    if (!loading) tell(readable);
  }, [readable, loading]);
  const setColumn = (field: FileField, name: string): void => {
    const { [field]: _, ...others } = mapping.columns;
    onMapping({ ...mapping, columns: name === NONE ? others : { ...others, [field]: name } });
  };
  const columns = file.head.filter((name, place) => name !== '' && file.head.indexOf(name) === place);
  return (
    <>
      {file.remembered && <p className="muted">{text.remembered}</p>}
      <div className="reconcile-mapping" role="group" aria-label={text.mapping}>
        {FIELDS.map((field) => (
          <Select
            key={field}
            row
            label={text.fields[field]}
            value={mapping.columns[field] ?? NONE}
            options={[
              { value: NONE, label: text.noColumn },
              ...columns.map((name) => ({ value: name, label: name })),
            ]}
            onValue={(name) => setColumn(field, name)}
          />
        ))}
        <TextInput
          row
          label={text.zone}
          value={mapping.zone}
          onValue={(zone) => onMapping({ ...mapping, zone })}
        />
        {mapping.columns.currency === undefined && (
          <TextInput
            row
            label={text.usualCurrency}
            value={mapping.currency}
            maxLength={3}
            onValue={(currency) => onMapping({ ...mapping, currency: currency.toUpperCase() })}
          />
        )}
        {mapping.columns.status === undefined && (
          <Select
            row
            label={text.usualStatus}
            value={mapping.status}
            options={STATUSES.map((value) => ({ value, label: value }))}
            onValue={(status) => onMapping({ ...mapping, status })}
          />
        )}
      </div>
      {fault && <ErrorNote fault={fault} />}
      {data && !fault && <Outlook preview={data} head={file.head} onPeriod={props.onPeriod} />}
    </>
  );
}

function Outlook(props: {
  readonly preview: FilePreview;
  readonly head: readonly string[];
  readonly onPeriod: (firstDay: string, lastDay: string) => void;
}) {
  const { preview, head } = props;
  const { firstDay, lastDay, stated, faults, faultsInAll } = preview;
  const money = (amount: number): string => moneyText({ amount, currency: stated?.currency ?? 'USD' });
  return (
    <>
      <div role="status" className="reconcile-outlook">
        <p>
          <b>{text.readable(countText(preview.ready), countText(preview.rows))}</b>{' '}
          {preview.sums.map((sum) => moneyText(sum)).join(' · ')} {text.approved}.
        </p>
        {firstDay !== null && lastDay !== null ? (
          <p>
            {text.dated(firstDay, lastDay)}{' '}
            <Button size="small" kind="quiet" onClick={() => props.onPeriod(firstDay, lastDay)}>
              {text.takePeriod}
            </Button>
          </p>
        ) : (
          <p className="muted">{text.undated}</p>
        )}
        {stated &&
          (stated.stated === stated.summed ? (
            <p>{text.stated(stated.line, money(stated.stated))}</p>
          ) : (
            <Note>{text.statedOff(money(stated.stated), money(stated.summed))}</Note>
          ))}
        {faultsInAll > 0 && <p>{text.rowsFaulty(countText(faultsInAll))}</p>}
      </div>
      {faults.length > 0 && (
        <table className="plain-table" aria-label={text.problem}>
          <thead>
            <tr>
              <th scope="col">{text.line}</th>
              <th scope="col">{text.column}</th>
              <th scope="col">{text.problem}</th>
            </tr>
          </thead>
          <tbody>
            {faults.slice(0, FAULTS_SHOWN).map((one) => (
              <tr key={`${one.line} ${one.column}`}>
                <td className="number">{one.line}</td>
                <td className="mono nowrap">{one.column}</td>
                <td>{one.message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className="reconcile-sample" tabIndex={0} role="region" aria-label={text.sample}>
        <table className="plain-table">
          <thead>
            <tr>
              {head.map((name, place) => (
                <th key={`${place} ${name}`} scope="col" className="wrap-anywhere">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.sample.map(({ line, cells }) => (
              <tr key={line}>
                {head.map((name, place) => (
                  <td key={`${place} ${name}`} className="wrap-anywhere">
                    {(cells[place] ?? '').slice(0, 60)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

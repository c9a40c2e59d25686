import { useState } from 'react';
import { instantText } from '#renderer/app/format/instant.ts';
import { moneyText } from '#renderer/app/format/money.ts';
import { phoneText } from '#renderer/app/format/phone.ts';
import { hashHref } from '#renderer/app/hash-location.ts';
import { reconcileText as text } from '#renderer/app/messages/en/reconcile.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Button } from '#renderer/ui/button.tsx';
import { classNames } from '#renderer/ui/class-names.ts';
import { CopyButton } from '#renderer/ui/copy-button.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import '#renderer/ui/plain-table.css';
import { SectionTitle } from '#renderer/ui/section-title.tsx';
import { SidePanel } from '#renderer/ui/split-view.tsx';
import { StatusMark } from '#renderer/ui/status-mark.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import type { ReconcileCell, ReconcileRow, ReconcileRun } from '#shared/ipc/reconcile.ts';
import { AcceptDialog } from './accept-dialog.tsx';
import { causeWord } from './run-words.ts';

/** One line beside the list: the call as each side says it, field by field, and why they differ. */
export function LinePanel(props: {
  readonly run: ReconcileRun;
  readonly names: readonly string[];
  readonly place: number;
  readonly onClose: () => void;
}) {
  const { run, names, place } = props;
  const { data, fault, reload } = useRequest('reconcile.row', { runId: run.id, place });
  return (
    <SidePanel
      label={text.panel}
      title={data ? data.invocaId || phoneText(data.number) || text.panel : uiText.loading}
      closeLabel={text.closePanel}
      onClose={props.onClose}
    >
      {fault && <ErrorNote fault={fault} onRetry={reload} />}
      {data && (
        <>
          <Causes row={data} names={names} />
          <SideBySide row={data} names={names} />
          {data.state === 'unequal' && <Acceptance runId={run.id} row={data} />}
          {data.state === 'gone' && <p className="muted">{text.gone}</p>}
        </>
      )}
    </SidePanel>
  );
}

function Causes({ row, names }: { readonly row: ReconcileRow; readonly names: readonly string[] }) {
  const [first = '', ...others] = names;
  const told = [...new Set(row.findings.map(({ side, cause }) => `${side} ${cause}`))];
  return (
    <ul className="reconcile-why-list">
      {told.map((one) => {
        const finding = row.findings.find(({ side, cause }) => `${side} ${cause}` === one);
        if (!finding) return null;
        const other = others[finding.side - 1] ?? '';
        return (
          <li key={one}>
            <Tag tone="wait">{causeWord(finding.cause, first, other)}</Tag>{' '}
            {others.length > 1 && <b>{other}: </b>}
            {text.causeHint[finding.cause]}
          </li>
        );
      })}
    </ul>
  );
}

type Shown = 'invoca_id' | 'status' | 'payout' | 'datetime' | 'number' | 'result' | 'line';

const SHOWN: readonly (readonly [field: Shown, label: string])[] = [
  ['invoca_id', text.field.id],
  ['status', text.field.status],
  ['payout', text.field.payout],
  ['datetime', text.field.time],
  ['number', text.field.number],
  ['result', text.field.result],
  ['line', text.field.line],
];

function SideBySide({ row, names }: { readonly row: ReconcileRow; readonly names: readonly string[] }) {
  const differs = (field: Shown): boolean => row.findings.some((finding) => finding.field === field);
  return (
    <table className="plain-table reconcile-beside">
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">{text.side}</span>
          </th>
          {names.map((name, place) => (
            <th key={`${place} ${name}`} scope="col" className="wrap-anywhere">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {SHOWN.map(([field, label]) => (
          <tr key={field} className={classNames(differs(field) && 'reconcile-differs')}>
            <th scope="row">{label}</th>
            {row.cells.map((cell, place) => (
              <td key={place}>
                {cell === null ? (
                  <span className="faint">{field === 'invoca_id' ? text.absent : uiText.none}</span>
                ) : (
                  <Said field={field} cell={cell} />
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What one side says of one field. */
function Said({ field, cell }: { readonly field: Shown; readonly cell: ReconcileCell }) {
  const zone = useTimeZone();
  switch (field) {
    case 'invoca_id':
      return (
        <>
          <span className="mono wrap-anywhere">{cell.invocaId || uiText.none}</span>
          {cell.invocaId !== '' && <CopyButton text={cell.invocaId} what={text.field.id} />}
        </>
      );
    case 'status':
      return <StatusMark status={cell.status} />;
    case 'payout':
      return <span className="number">{moneyText({ amount: cell.payout, currency: cell.currency })}</span>;
    case 'datetime':
      return <span className="number">{cell.at === null ? uiText.none : instantText(cell.at, zone)}</span>;
    case 'number':
      return phoneText(cell.number) || uiText.none;
    case 'result':
      return cell.rawResult || uiText.none;
    case 'line':
      if (cell.line !== null) return cell.line;
      if (cell.recordId === null) return uiText.none;
      return <a href={hashHref(`/conversions/${cell.recordId}`)}>{text.openConversion}</a>;
  }
}

function Acceptance({ runId, row }: { readonly runId: number; readonly row: ReconcileRow }) {
  const [asking, setAsking] = useState(false);
  const takeBack = async (): Promise<void> => {
    try {
      await ask('reconcile.accept', { runId, lines: { places: [row.place] }, note: null });
      toast(text.takenBack);
    } catch (thrown) {
      reportFault(thrown);
    }
  };
  return (
    <>
      <SectionTitle>{text.acceptedNote}</SectionTitle>
      {row.accepted === null ? (
        <Button size="small" onClick={() => setAsking(true)}>
          {text.accept}…
        </Button>
      ) : (
        <>
          <p>{row.accepted || text.acceptedEmpty}</p>
          <Button size="small" kind="quiet" onClick={() => void takeBack()}>
            {text.takeBack}
          </Button>
        </>
      )}
      {asking && (
        <AcceptDialog
          runId={runId}
          lines={{ places: [row.place] }}
          count={1}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

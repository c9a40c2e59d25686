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

function SideBySide({ row, names }: { readonly row: ReconcileRow; readonly names: readonly string[] }) {
  const zone = useTimeZone();
  const differs = (field: string): boolean => row.findings.some((finding) => finding.field === field);
  const fields: readonly {
    readonly id: string;
    readonly label: string;
    readonly cell: (cell: ReconcileCell) => React.ReactNode;
  }[] = [
    {
      id: 'invoca_id',
      label: text.field.id,
      cell: (cell) => (
        <>
          <span className="mono wrap-anywhere">{cell.invocaId || uiText.none}</span>
          {cell.invocaId !== '' && <CopyButton text={cell.invocaId} what={text.field.id} />}
        </>
      ),
    },
    { id: 'status', label: text.field.status, cell: (cell) => <StatusMark status={cell.status} /> },
    {
      id: 'payout',
      label: text.field.payout,
      cell: (cell) => (
        <span className="number">{moneyText({ amount: cell.payout, currency: cell.currency })}</span>
      ),
    },
    {
      id: 'datetime',
      label: text.field.time,
      cell: (cell) => (
        <span className="number">{cell.at === null ? uiText.none : instantText(cell.at, zone)}</span>
      ),
    },
    { id: 'number', label: text.field.number, cell: (cell) => phoneText(cell.number) || uiText.none },
    { id: 'result', label: text.field.result, cell: (cell) => cell.rawResult || uiText.none },
    {
      id: 'line',
      label: text.field.line,
      cell: (cell) =>
        cell.line !== null ? (
          cell.line
        ) : cell.recordId === null ? (
          uiText.none
        ) : (
          <a href={hashHref(`/conversions/${cell.recordId}`)}>{text.openConversion}</a>
        ),
    },
  ];
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
        {fields.map(({ id, label, cell: shown }) => (
          <tr key={id} className={classNames(differs(id) && 'reconcile-differs')}>
            <th scope="row">{label}</th>
            {row.cells.map((cell, place) => (
              <td key={place}>
                {cell === null ? (
                  <span className="faint">{id === 'invoca_id' ? text.absent : '–'}</span>
                ) : (
                  shown(cell)
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
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

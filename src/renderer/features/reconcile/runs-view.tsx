import { Link } from 'wouter';
import { countText } from '#renderer/app/format/count.ts';
import { dateText, exactInstantText, shortInstantText } from '#renderer/app/format/instant.ts';
import { reconcileText as text } from '#renderer/app/messages/en/reconcile.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { useNow } from '#renderer/state/now.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { buttonClass } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { type PlainColumn, PlainTable } from '#renderer/ui/plain-table.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import type { ReconcileRun } from '#shared/ipc/reconcile.ts';
import { runTitle, sideNames, STATE_TONES } from './run-words.ts';

const COLUMNS: readonly PlainColumn[] = [
  { title: text.columnTitle },
  { title: text.columnSides },
  { title: text.columnPeriod },
  { title: text.columnState },
  { title: text.columnEqual, end: true },
  { title: text.columnUnequal, end: true },
  { title: text.columnAccepted, end: true },
  { title: text.columnAt },
];

/** Every reconciliation, the newest first. */
export function RunsView() {
  const { data, fault, reload } = useRequest('reconcile.runs', {});
  return (
    <div className="page-scroll">
      {fault && <ErrorNote fault={fault} onRetry={reload} />}
      {data?.length === 0 && (
        <EmptyState
          title={text.empty}
          actions={
            <Link href="/reconcile/new" className={buttonClass()}>
              {text.newRun}
            </Link>
          }
        >
          {text.emptyText}
        </EmptyState>
      )}
      {data && data.length > 0 && (
        <PlainTable label={text.runsLabel} columns={COLUMNS}>
          {data.map((run) => (
            <RunRow key={run.id} run={run} />
          ))}
        </PlainTable>
      )}
    </div>
  );
}

function RunRow({ run }: { readonly run: ReconcileRun }) {
  const zone = useTimeZone();
  const now = useNow(60_000);
  const { draft, summary, state } = run;
  return (
    <tr>
      <td>
        <Link href={`/reconcile/runs/${run.id}`} className="strong">
          {runTitle(run)}
        </Link>
        {run.origin === 'folder' && <span className="muted reconcile-origin">{text.fromFolder}</span>}
      </td>
      <td className="muted">{sideNames(run).join(' · ')}</td>
      <td className="number nowrap">{text.period(dateText(draft.firstDay), dateText(draft.lastDay))}</td>
      <td>
        <Tag tone={STATE_TONES[state]}>{text.state[state]}</Tag>
        {state !== 'done' && (
          <p className="muted reconcile-why">{state === 'failed' ? run.reason : run.progress}</p>
        )}
      </td>
      <td className="table-number">{summary && countText(summary.lines.equal)}</td>
      <td className="table-number">{summary && countText(summary.lines.unequal)}</td>
      <td className="table-number">{summary && countText(run.accepted)}</td>
      <td className="number nowrap" title={exactInstantText(run.createdAt, zone)}>
        {shortInstantText(run.createdAt, zone, now)}
      </td>
    </tr>
  );
}

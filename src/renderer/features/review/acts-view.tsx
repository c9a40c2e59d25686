import { type ReactNode, useState } from 'react';
import { countText } from '#renderer/app/format/count.ts';
import { instantText } from '#renderer/app/format/instant.ts';
import { reviewText as text } from '#renderer/app/messages/en/review.ts';
import { undoAct } from '#renderer/features/decisions/undo-act.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { PlainTable } from '#renderer/ui/plain-table.tsx';
import type { DecisionAct } from '#shared/ipc/decisions.ts';

const SHOWN = 100;
const COLUMNS = [
  { title: text.actsWhen },
  { title: text.actsWhat },
  { title: text.actsWhy },
  { title: text.actsWho },
  { title: text.actsCount, end: true },
  { title: text.actsState },
] as const;

/** What was decided here, newest first, each with the way to take it back. */
export function ActsView({ tabs }: { readonly tabs: ReactNode }) {
  const { data, fault, reload } = useRequest('decisions.acts', { before: null, limit: SHOWN });
  const zone = useTimeZone();
  return (
    <div className="page review">
      <PageHeader title={text.title} />
      {tabs}
      <div className="page-scroll">
        {fault && <ErrorNote fault={fault} onRetry={reload} />}
        {data?.length === 0 && <EmptyState title={text.actsNone} />}
        {data && data.length > 0 && (
          <PlainTable label={text.acts} columns={COLUMNS}>
            {data.map((act) => (
              <tr key={act.id}>
                <td className="number">{instantText(act.at, zone)}</td>
                <td>{act.what}</td>
                <td className="wrap-anywhere">{act.reason}</td>
                <td>{act.author}</td>
                <td className="table-number number">{countText(act.changed)}</td>
                <td>
                  <ActState act={act} onUndone={reload} />
                </td>
              </tr>
            ))}
          </PlainTable>
        )}
      </div>
    </div>
  );
}

function ActState({ act, onUndone }: { readonly act: DecisionAct; readonly onUndone: () => void }) {
  const [busy, setBusy] = useState(false);
  if (act.state === 'running')
    return <span className="muted">{text.actRunning(countText(act.changed), countText(act.total))}</span>;
  if (act.state === 'undoing') return <span className="muted">{text.actUndoing}</span>;
  if (act.state === 'undone') {
    const kept = act.kind === 'status_map' ? 0 : act.changed - act.restored;
    return (
      <span className="muted">
        {text.actUndone}
        {kept > 0 && ` · ${text.actKept(countText(kept))}`}
      </span>
    );
  }
  if (!act.undoable) return null;
  const undo = async (): Promise<void> => {
    setBusy(true);
    await undoAct(act.id, onUndone);
    setBusy(false);
  };
  return (
    <Button size="small" disabled={busy} aria-label={text.undoAct(act.what)} onClick={() => void undo()}>
      {text.undo}
    </Button>
  );
}

import { Download, MoreHorizontal, RotateCw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { dateText, exactInstantText } from '#renderer/app/format/instant.ts';
import { reconcileText as text } from '#renderer/app/messages/en/reconcile.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { BackLink } from '#renderer/ui/back-link.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { ConfirmDialog } from '#renderer/ui/dialog.tsx';
import { ErrorNote, Note } from '#renderer/ui/error-note.tsx';
import { Menu, MenuItem } from '#renderer/ui/menu.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Tabs } from '#renderer/ui/tabs.tsx';
import type { ReconcileRun } from '#shared/ipc/reconcile.ts';
import { ExportLines } from './export-lines.tsx';
import { LinesView } from './lines-view.tsx';
import { runTitle } from './run-words.ts';
import { useLineView } from './use-line-view.ts';
import { ZonesView } from './zones-view.tsx';

/** One reconciliation: its lines with their causes, or the same period in several zones. */
export function RunPage({ id, view }: { readonly id: number; readonly view: string }) {
  const zone = useTimeZone();
  const { data: run, fault, reload } = useRequest('reconcile.run', { id });
  const lines = useLineView(id);
  const [dialog, setDialog] = useState<'export' | 'remove' | null>(null);
  const done = run?.state === 'done' && run.summary !== null;
  return (
    <div className="page reconcile">
      <PageHeader
        title={run ? runTitle(run) : uiText.loading}
        note={run && text.period(dateText(run.draft.firstDay), dateText(run.draft.lastDay))}
        actions={
          <>
            <BackLink to="/reconcile" label={text.back} />
            {run && (
              <RunActions
                run={run}
                onExport={() => setDialog('export')}
                onRemove={() => setDialog('remove')}
              />
            )}
          </>
        }
      />
      {done && (
        <Tabs
          label={text.runTabs}
          tabs={[
            { address: `/reconcile/runs/${id}`, label: text.linesTab, current: view !== 'zones' },
            { address: `/reconcile/runs/${id}/zones`, label: text.zonesTab, current: view === 'zones' },
          ]}
        />
      )}
      {fault && <ErrorNote fault={fault} onRetry={reload} />}
      {run?.state === 'running' && (
        <p className="reconcile-progress" role="status">
          {run.progress === '' ? text.beginning : run.progress}
        </p>
      )}
      {run?.state === 'failed' && <Note>{text.failedNote(run.reason)}</Note>}
      {run?.changes && (
        <p className="muted reconcile-since">
          {text.sinceNote(exactInstantText(run.changes.previousAt, zone))}
        </p>
      )}
      {run && done && (view === 'zones' ? <ZonesView run={run} /> : <LinesView run={run} lines={lines} />)}
      {run && dialog === 'export' && (
        <ExportLines run={run} view={lines.view} onClose={() => setDialog(null)} />
      )}
      {run && dialog === 'remove' && <RemoveRun id={id} onClose={() => setDialog(null)} />}
    </div>
  );
}

function RunActions(props: {
  readonly run: ReconcileRun;
  readonly onExport: () => void;
  readonly onRemove: () => void;
}) {
  const { run } = props;
  const [, goTo] = useLocation();
  const repeat = async (): Promise<void> => {
    try {
      const { id } = await ask('reconcile.repeat', { id: run.id });
      goTo(`/reconcile/runs/${id}`);
    } catch (thrown) {
      reportFault(thrown);
    }
  };
  if (run.state === 'running') {
    return (
      <Button onClick={() => void ask('reconcile.cancel', { id: run.id }).catch(reportFault)}>
        {text.cancel}
      </Button>
    );
  }
  return (
    <>
      {!run.repeated && (
        <Button title={text.repeatHint} onClick={() => void repeat()}>
          <RotateCw size={14} aria-hidden />
          {text.repeat}
        </Button>
      )}
      {run.state === 'done' && (
        <Button kind="quiet" onClick={props.onExport}>
          <Download size={16} aria-hidden />
          {text.export}
        </Button>
      )}
      <Menu
        align="end"
        trigger={
          <Button kind="quiet" className="button-icon" aria-label={text.more} title={text.more}>
            <MoreHorizontal size={16} aria-hidden />
          </Button>
        }
      >
        <MenuItem icon={<Trash2 size={14} aria-hidden />} onPick={props.onRemove}>
          {text.remove}
        </MenuItem>
      </Menu>
    </>
  );
}

function RemoveRun({ id, onClose }: { readonly id: number; readonly onClose: () => void }) {
  const [, goTo] = useLocation();
  const remove = async (): Promise<void> => {
    try {
      await ask('reconcile.remove', { id });
      toast(text.removed);
      goTo('/reconcile');
    } catch (thrown) {
      reportFault(thrown);
    }
  };
  return (
    <ConfirmDialog
      title={text.removeTitle}
      confirm={text.removeDo}
      danger
      onConfirm={() => void remove()}
      onClose={onClose}
    >
      <p>{text.removeText}</p>
    </ConfirmDialog>
  );
}

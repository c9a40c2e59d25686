import { Plus } from 'lucide-react';
import { Link, useLocation } from 'wouter';
import { reconcileText as text } from '#renderer/app/messages/en/reconcile.ts';
import { buttonClass } from '#renderer/ui/button.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Tabs } from '#renderer/ui/tabs.tsx';
import { FolderView } from './folder-view.tsx';
import { NewRun } from './new-run.tsx';
import './reconcile.css';
import { RunPage } from './run-page.tsx';
import { RunsView } from './runs-view.tsx';

/** Reconciliation: the runs, a new one, one of them, and the watched folder. */
export function ReconcileScreen() {
  const [path] = useLocation();
  const [, , at = '', id = '', view = ''] = path.split('/');
  if (at === 'new') return <NewRun digest={id} />;
  if (at === 'runs' && /^\d+$/.test(id)) return <RunPage key={id} id={Number(id)} view={view} />;
  return (
    <div className="page reconcile">
      <PageHeader
        title={text.title}
        actions={
          <Link href="/reconcile/new" className={buttonClass('primary')} draggable={false}>
            <Plus size={14} aria-hidden />
            {text.newRun}
          </Link>
        }
      />
      <Tabs
        label={text.tabs}
        tabs={[
          { address: '/reconcile', label: text.runsTab, current: at !== 'folder' },
          { address: '/reconcile/folder', label: text.folderTab, current: at === 'folder' },
        ]}
      />
      {at === 'folder' ? <FolderView /> : <RunsView />}
    </div>
  );
}

import { Plus } from 'lucide-react';
import { Link, useLocation } from 'wouter';
import { useHashSearch } from '#renderer/app/hash-location.ts';
import { postbacksText as text } from '#renderer/app/messages/en/postbacks.ts';
import { replaysText } from '#renderer/app/messages/en/replays.ts';
import { buttonClass } from '#renderer/ui/button.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Tabs } from '#renderer/ui/tabs.tsx';
import { DeliveriesView } from './deliveries-view.tsx';
import './postbacks.css';
import { ReplayNewPage } from './replays/replay-new-page.tsx';
import { ReplayPage } from './replays/replay-page.tsx';
import './replays/replays.css';
import { ReplaysView } from './replays/replays-view.tsx';
import { ReceiverPage } from './receivers/receiver-page.tsx';
import { ReceiversView } from './receivers/receivers-view.tsx';
import { TemplateEditorPage } from './template-editor-page.tsx';
import { TemplatesView } from './templates-view.tsx';

/** Postbacks: what is owed and how it went, the templates that owe it, and the receivers it goes to. */
export function PostbacksScreen() {
  const [path] = useLocation();
  const search = useHashSearch();
  const [, , view = '', one] = path.split('/');
  const at = view === 'templates' || view === 'receivers' || view === 'replays' ? view : 'deliveries';
  if (at === 'templates' && one) return <TemplateEditorPage key={one} id={one} />;
  if (at === 'receivers' && one) return <ReceiverPage key={one} receiver={decodeURIComponent(one)} />;
  if (at === 'replays' && one === 'new') return <ReplayNewPage key={search} search={search} />;
  if (at === 'replays' && one) return <ReplayPage key={one} id={Number(one)} />;
  return (
    <div className="page postbacks">
      <PageHeader
        title={text.title}
        actions={
          <Link
            href="/postbacks/templates/new"
            className={buttonClass(at === 'templates' ? 'primary' : 'plain')}
          >
            <Plus size={14} aria-hidden />
            {text.newTemplate}
          </Link>
        }
      />
      <Tabs
        label={text.tabs}
        tabs={[
          { address: '/postbacks/deliveries', label: text.deliveriesTab, current: at === 'deliveries' },
          { address: '/postbacks/replays', label: replaysText.tab, current: at === 'replays' },
          { address: '/postbacks/templates', label: text.templatesTab, current: at === 'templates' },
          { address: '/postbacks/receivers', label: text.receiversTab, current: at === 'receivers' },
        ]}
      />
      {at === 'deliveries' && <DeliveriesView search={search} path={path} />}
      {at === 'replays' && <ReplaysView />}
      {at === 'templates' && <TemplatesView />}
      {at === 'receivers' && <ReceiversView />}
    </div>
  );
}

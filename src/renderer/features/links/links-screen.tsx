import { useLocation } from 'wouter';
import { linksText } from '#renderer/app/messages/en/links.ts';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Tabs } from '#renderer/ui/tabs.tsx';
import { ComposeView } from './compose-view.tsx';
import { ExplainView } from './explain-view.tsx';
import './links.css';
import { SavedView } from './saved-view.tsx';

/** Tracking links: compose one, have one explained, and those that were saved. */
export function LinksScreen() {
  const [path] = useLocation();
  const view = path === '/links/explain' ? 'explain' : path === '/links/saved' ? 'saved' : 'compose';
  return (
    <div className="page">
      <PageHeader title={linksText.title} />
      <Tabs
        label={linksText.tabs}
        tabs={[
          { address: '/links', label: linksText.compose, current: view === 'compose' },
          { address: '/links/explain', label: linksText.explain, current: view === 'explain' },
          { address: '/links/saved', label: linksText.saved, current: view === 'saved' },
        ]}
      />
      {view === 'compose' && <ComposeView />}
      {view === 'explain' && <ExplainView />}
      {view === 'saved' && <SavedView />}
    </div>
  );
}

import { useLocation } from 'wouter';
import { linksText } from '#renderer/app/messages/en/links.ts';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Tabs } from '#renderer/ui/tabs.tsx';
import { BulkView } from './bulk-view.tsx';
import { ComposeView } from './compose-view.tsx';
import { ExplainView } from './explain-view.tsx';
import { FollowView } from './follow-view.tsx';
import './links.css';
import { RegisterView } from './register-view.tsx';
import { TemplatesView } from './templates-view.tsx';

/** Every view of links with its address. */
const VIEWS = [
  { id: 'compose', address: '/links', label: linksText.compose, view: ComposeView },
  { id: 'explain', address: '/links/explain', label: linksText.explain, view: ExplainView },
  { id: 'follow', address: '/links/follow', label: linksText.follow, view: FollowView },
  { id: 'bulk', address: '/links/bulk', label: linksText.many, view: BulkView },
  { id: 'templates', address: '/links/templates', label: linksText.templates, view: TemplatesView },
  { id: 'saved', address: '/links/saved', label: linksText.saved, view: RegisterView },
] as const;

/** Tracking links: compose one or many, have one explained or followed, and those that were saved. */
export function LinksScreen() {
  const [path] = useLocation();
  const { id, view: View } = VIEWS.find(({ address }) => address === path) ?? VIEWS[0];
  return (
    <div className="page">
      <PageHeader title={linksText.title} />
      <Tabs
        label={linksText.tabs}
        tabs={VIEWS.map((view) => ({ address: view.address, label: view.label, current: view.id === id }))}
      />
      <View />
    </div>
  );
}

import { Plus } from 'lucide-react';
import { useLocation } from 'wouter';
import { sendListsText as text } from '#renderer/app/messages/en/send-lists.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { reportFault } from '#renderer/state/toasts.ts';
import { Button } from '#renderer/ui/button.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Tabs } from '#renderer/ui/tabs.tsx';
import { AccountsView } from './accounts-view.tsx';
import { LeftOutView } from './left-out-view.tsx';
import { newListDraft } from './list-form.ts';
import { ListPage } from './list-page.tsx';
import { ListsView } from './lists-view.tsx';
import './send-lists.css';

/** Send lists: the lists, who is left out of all of them, and the X accounts whose followers are read. */
export function SendListsScreen() {
  const [path] = useLocation();
  const [, , at = '', view = ''] = path.split('/');
  if (/^\d+$/.test(at)) return <ListPage key={at} id={Number(at)} view={view} />;
  return <AllLists at={at === 'left-out' || at === 'accounts' ? at : 'lists'} />;
}

function AllLists({ at }: { readonly at: 'lists' | 'left-out' | 'accounts' }) {
  const [, goTo] = useLocation();
  const zone = useTimeZone();
  const create = async (): Promise<void> => {
    try {
      const [lists, accounts] = await Promise.all([ask('sendLists.list', {}), ask('spc.list', {})]);
      const [only, ...others] = accounts;
      const account = only && others.length === 0 ? only.id : null;
      const name = text.newListName(lists.length + 1);
      const { id } = await ask('sendLists.create', newListDraft(name, zone, account));
      goTo(`/send-lists/${id}`);
    } catch (fault) {
      reportFault(fault);
    }
  };
  return (
    <div className="page send-lists">
      <PageHeader
        title={text.title}
        actions={
          <Button kind={at === 'lists' ? 'primary' : 'plain'} onClick={() => void create()}>
            <Plus size={14} aria-hidden />
            {text.newList}
          </Button>
        }
      />
      <Tabs
        label={text.tabs}
        tabs={[
          { address: '/send-lists', label: text.listsTab, current: at === 'lists' },
          { address: '/send-lists/left-out', label: text.leftOutTab, current: at === 'left-out' },
          { address: '/send-lists/accounts', label: text.accountsTab, current: at === 'accounts' },
        ]}
      />
      {at === 'lists' && <ListsView onCreate={() => void create()} />}
      {at === 'left-out' && <LeftOutView />}
      {at === 'accounts' && <AccountsView />}
    </div>
  );
}

import { useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { countText } from '#renderer/app/format/count.ts';
import { sendListsText as text } from '#renderer/app/messages/en/send-lists.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { BackLink } from '#renderer/ui/back-link.tsx';
import { Button, buttonClass } from '#renderer/ui/button.tsx';
import { ConfirmDialog } from '#renderer/ui/dialog.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Tabs } from '#renderer/ui/tabs.tsx';
import type { SendListDetail } from '#shared/ipc/send-lists.ts';
import { HandOverView } from './hand-over-view.tsx';
import { ListStateTag } from './list-state-tag.tsx';
import { MessagesView } from './messages-view.tsx';
import { ResultsView } from './results-view.tsx';
import { SetupView } from './setup-view.tsx';

const VIEWS = ['setup', 'messages', 'hand-over', 'results'] as const;
type View = (typeof VIEWS)[number];

/** One list: how it is set up, its messages, handing them over, and what came of it. */
export function ListPage({ id, view }: { readonly id: number; readonly view: string }) {
  const { data, fault, reload } = useRequest('sendLists.get', { id });
  if (fault?.code === 'not_found') return <NoSuchList />;
  if (!data) return fault ? <ErrorNote fault={fault} onRetry={reload} /> : null;
  const asked = VIEWS.find((one) => one === view);
  return <OpenList list={data} view={asked ?? (data.row.state === 'draft' ? 'setup' : 'messages')} />;
}

function OpenList({ list, view }: { readonly list: SendListDetail; readonly view: View }) {
  const { row } = list;
  const { id, name } = row;
  const [, goTo] = useLocation();
  const [asking, setAsking] = useState<'start' | 'remove' | null>(null);
  const flush = useRef<() => Promise<boolean>>(() => Promise.resolve(true));
  const act = async (work: () => Promise<unknown>, said: string): Promise<boolean> => {
    try {
      await work();
      toast(said);
      return true;
    } catch (fault) {
      reportFault(fault);
      return false;
    }
  };
  const start = async (): Promise<void> => {
    setAsking(null);
    if (!(await flush.current())) return;
    if (await act(() => ask('sendLists.start', { id }), text.started)) goTo(`/send-lists/${id}/messages`);
  };
  const setStopped = (stopped: boolean): Promise<boolean> =>
    act(() => ask('sendLists.setStopped', { id, stopped }), stopped ? text.stopped : text.resumed);
  const remove = async (): Promise<void> => {
    setAsking(null);
    if (await act(() => ask('sendLists.remove', { id }), text.removed)) goTo('/send-lists');
  };
  const tab = (one: View, label: string) => ({
    address: `/send-lists/${id}/${one}`,
    label,
    current: view === one,
  });
  return (
    <div className="page send-lists">
      <PageHeader
        title={name}
        note={<ListStateTag list={row} />}
        actions={
          <>
            <BackLink to="/send-lists" label={text.backToLists} />
            <Button kind="danger" onClick={() => setAsking('remove')}>
              {text.remove}
            </Button>
            {row.state === 'draft' && (
              <Button kind="primary" disabled={row.counts.all === 0} onClick={() => setAsking('start')}>
                {text.start}
              </Button>
            )}
            {row.state === 'running' && <Button onClick={() => void setStopped(true)}>{text.stop}</Button>}
            {row.state === 'stopped' && (
              <Button kind="primary" onClick={() => void setStopped(false)}>
                {text.resume}
              </Button>
            )}
          </>
        }
      />
      <Tabs
        label={text.listTabs(name)}
        tabs={[
          tab('setup', text.setupTab),
          tab('messages', text.messagesTab),
          tab('hand-over', text.handOverTab),
          tab('results', text.resultsTab),
        ]}
      />
      {view === 'setup' && <SetupView list={list} flush={flush} />}
      {view === 'messages' && <MessagesView list={list} />}
      {view === 'hand-over' && <HandOverView list={list} />}
      {view === 'results' && <ResultsView list={list} />}
      <ConfirmDialog
        open={asking === 'start'}
        title={text.startTitle(countText(row.counts.all))}
        confirm={text.start}
        onConfirm={() => void start()}
        onClose={() => setAsking(null)}
      >
        <p>{text.startText}</p>
      </ConfirmDialog>
      <ConfirmDialog
        open={asking === 'remove'}
        danger
        title={text.removeTitle(name)}
        confirm={text.remove}
        onConfirm={() => void remove()}
        onClose={() => setAsking(null)}
      >
        <p>{text.removeText}</p>
      </ConfirmDialog>
    </div>
  );
}

function NoSuchList() {
  return (
    <EmptyState
      alone
      title={text.noSuchList}
      actions={
        <Link href="/send-lists" className={buttonClass()}>
          {text.backToLists}
        </Link>
      }
    >
      {text.noSuchListText}
    </EmptyState>
  );
}

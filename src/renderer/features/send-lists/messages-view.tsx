import { useMemo, useState } from 'react';
import { countText } from '#renderer/app/format/count.ts';
import { shortInstantText } from '#renderer/app/format/instant.ts';
import { sendListsText as text } from '#renderer/app/messages/en/send-lists.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { useNow } from '#renderer/state/now.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { useRowWindow } from '#renderer/state/use-row-window.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorNote, Note } from '#renderer/ui/error-note.tsx';
import { SearchBox } from '#renderer/ui/search-box.tsx';
import { Select, type SelectOption } from '#renderer/ui/select.tsx';
import { DataTable } from '#renderer/ui/table/data-table.tsx';
import type { MessageRow, MessageState, SendListDetail, SendListWait } from '#shared/ipc/send-lists.ts';
import { messageColumns } from './message-columns.tsx';
import { ProgressBar } from './progress-bar.tsx';

type StateChoice = MessageState | 'all';

const STATES: readonly SelectOption<StateChoice>[] = [
  { value: 'all', label: text.allStates },
  { value: 'waiting', label: text.messageState.waiting },
  { value: 'asked', label: text.messageState.asked },
  { value: 'ready', label: text.messageState.ready },
  { value: 'late', label: text.messageState.late },
  { value: 'handed', label: text.messageState.handed },
  { value: 'failed', label: text.messageState.failed },
];

/** How far a list is, what it waits for, and every message of it. */
export function MessagesView({ list }: { readonly list: SendListDetail }) {
  const { id, counts, wait } = list.row;
  const [choice, setChoice] = useState<StateChoice>('all');
  const [sought, setSought] = useState('');
  const zone = useTimeZone();
  const now = useNow(30_000);
  const columns = useMemo(() => messageColumns(zone, now), [zone, now]);
  const state = choice === 'all' ? null : choice;
  const page = (index: number, limit: number) =>
    ask('sendLists.messages', { id, state, text: sought, index, limit });
  const rows = useRowWindow<MessageRow, { readonly count: number }>({
    key: JSON.stringify([id, state, sought]),
    request: 'sendLists.messages',
    load: async (index, limit) => (await page(index, limit)).rows,
    totals: async () => ({ count: (await page(0, 1)).count }),
  });
  if (list.row.state === 'draft') {
    return <EmptyState title={text.notStartedYet}>{text.notStartedText}</EmptyState>;
  }
  return (
    <>
      <div className="run">
        <ProgressBar counts={counts} />
        {wait && <WaitNote wait={wait} />}
        {counts.late > 0 && (
          <Renewal
            id={id}
            which="late"
            words={text.renewLateText(counts.late, countText(counts.late))}
            label={text.renewLate(counts.late, countText(counts.late))}
          />
        )}
        {counts.failed > 0 && (
          <Renewal
            id={id}
            which="failed"
            words={text.failedText(counts.failed, countText(counts.failed))}
            label={text.retryFailed(countText(counts.failed))}
          />
        )}
        <div className="run-filter">
          <SearchBox
            text={sought}
            onText={setSought}
            label={text.findMessage}
            placeholder={text.findMessage}
          />
          <Select label={text.stateFilter} row value={choice} options={STATES} onValue={setChoice} />
        </div>
      </div>
      {rows.fault && <ErrorNote fault={rows.fault} onRetry={rows.reload} />}
      {rows.rows && (
        <DataTable
          key={rows.key}
          label={text.messagesLabel}
          columns={columns}
          rows={rows.rows}
          empty={<EmptyState title={text.noMessages}>{text.noMessagesText}</EmptyState>}
        />
      )}
    </>
  );
}

function WaitNote({ wait }: { readonly wait: SendListWait }) {
  const zone = useTimeZone();
  const now = useNow(30_000);
  const { reason, until } = wait;
  return (
    <Note>
      <p aria-live="polite">
        {until === null ? text.waits(reason) : text.waitsUntil(reason, shortInstantText(until, zone, now))}
      </p>
    </Note>
  );
}

function Renewal(props: {
  readonly id: number;
  readonly which: 'late' | 'failed';
  readonly words: string;
  readonly label: string;
}) {
  const { id, which } = props;
  const renew = async (): Promise<void> => {
    try {
      const { messages } = await ask('sendLists.renew', { id, which });
      toast(text.renewed(messages, countText(messages)));
    } catch (fault) {
      reportFault(fault);
    }
  };
  return (
    <Note>
      <p className="renewal">
        <span className="grow">{props.words}</span>
        <Button size="small" onClick={() => void renew()}>
          {props.label}
        </Button>
      </p>
    </Note>
  );
}

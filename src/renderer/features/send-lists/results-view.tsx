import { useMemo, useState } from 'react';
import { countText } from '#renderer/app/format/count.ts';
import { durationText } from '#renderer/app/format/duration.ts';
import { exactInstantText, shortInstantText } from '#renderer/app/format/instant.ts';
import { sendListsText as text } from '#renderer/app/messages/en/send-lists.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { useNow } from '#renderer/state/now.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { useRowWindow } from '#renderer/state/use-row-window.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorNote, Note } from '#renderer/ui/error-note.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { type PlainColumn, PlainTable } from '#renderer/ui/plain-table.tsx';
import { SearchBox } from '#renderer/ui/search-box.tsx';
import { DataTable } from '#renderer/ui/table/data-table.tsx';
import type { TableOrder } from '#renderer/ui/table/column.ts';
import type {
  CopyResult,
  RecipientResult,
  RecipientResultRequest,
  SendListDetail,
} from '#shared/ipc/send-lists.ts';
import { HourChart } from './hour-chart.tsx';
import { rateText, resultColumns } from './result-columns.tsx';

type Order = RecipientResultRequest['order'];

const COPY_COLUMNS: readonly PlainColumn[] = [
  { title: text.columnCopy },
  { title: text.columnMessages, end: true },
  { title: text.columnCallers, end: true },
  { title: text.columnCalls, end: true },
  { title: text.columnAnswered, end: true },
  { title: text.columnTalk, end: true },
  { title: text.columnOrders, end: true },
  { title: text.columnOrderRate, end: true },
  { title: text.columnFirst },
  { title: text.columnLast },
];

const ORDERS: Readonly<Record<string, Order>> = {
  handle: 'handle',
  calls: 'calls',
  talk_seconds: 'talk_seconds',
  orders: 'orders',
  first_at: 'first_at',
  last_at: 'last_at',
};

/** What came of a list: by ad copy, by hour, and by each recipient who called. */
export function ResultsView({ list }: { readonly list: SendListDetail }) {
  const { id } = list.row;
  const { data, fault, reload } = useRequest('sendLists.results', { id });
  const write = async (by: 'recipient' | 'copy'): Promise<void> => {
    try {
      const { file, rows } = await ask('sendLists.exportResults', { id, by, format: 'csv' });
      if (file !== null) toast(text.exported(rows, countText(rows)));
    } catch (thrown) {
      reportFault(thrown);
    }
  };
  if (fault) return <ErrorNote fault={fault} onRetry={reload} />;
  if (!data) return null;
  if (data.total.calls === 0) return <EmptyState title={text.noCalls}>{text.noCallsText}</EmptyState>;
  return (
    <div className="page-scroll results">
      <Panel
        title={text.resultsByCopy}
        actions={
          <Button size="small" onClick={() => void write('copy')}>
            {text.exportCopies}
          </Button>
        }
      >
        <PlainTable label={text.resultsByCopy} columns={COPY_COLUMNS}>
          {data.copies.map((copy) => (
            <CopyLine key={copy.label} copy={copy} zone={list.zone} />
          ))}
          {data.copies.length > 1 && (
            <CopyLine copy={{ ...data.total, label: text.total }} zone={list.zone} strong />
          )}
        </PlainTable>
        {data.total.late > 0 && <Note>{text.lateCalls(data.total.late, countText(data.total.late))}</Note>}
      </Panel>
      <Panel title={text.byHour}>
        <HourChart hours={data.hours} zone={list.zone} />
      </Panel>
      <Panel
        title={text.resultsByRecipient}
        actions={
          <Button size="small" onClick={() => void write('recipient')}>
            {text.exportRecipients}
          </Button>
        }
      >
        <Callers id={id} zone={list.zone} />
      </Panel>
    </div>
  );
}

function CopyLine(props: { readonly copy: CopyResult; readonly zone: string; readonly strong?: boolean }) {
  const { copy, zone, strong = false } = props;
  const now = useNow(60_000);
  const instant = (at: number | null) => (
    <td className="number nowrap" title={at === null ? undefined : exactInstantText(at, zone)}>
      {at === null ? '' : shortInstantText(at, zone, now)}
    </td>
  );
  return (
    <tr className={strong ? 'strong' : undefined}>
      <td>{copy.label}</td>
      <td className="table-number">{countText(copy.messages)}</td>
      <td className="table-number">{`${countText(copy.callers)} (${rateText(copy.callers, copy.messages)})`}</td>
      <td className="table-number">{countText(copy.calls)}</td>
      <td className="table-number">{countText(copy.answered)}</td>
      <td className="table-number">{durationText(copy.talkSeconds)}</td>
      <td className="table-number">{countText(copy.orders)}</td>
      <td className="table-number">{rateText(copy.orders, copy.messages)}</td>
      {instant(copy.firstAt)}
      {instant(copy.lastAt)}
    </tr>
  );
}

function Callers({ id, zone }: { readonly id: number; readonly zone: string }) {
  const [sought, setSought] = useState('');
  const [order, setOrder] = useState<TableOrder>({ by: 'orders', descending: true });
  const now = useNow(60_000);
  const columns = useMemo(() => resultColumns(zone, now), [zone, now]);
  const page = (index: number, limit: number) =>
    ask('sendLists.recipientResults', {
      id,
      text: sought,
      order: ORDERS[order.by] ?? 'calls',
      descending: order.descending,
      index,
      limit,
    });
  const list = useRowWindow<RecipientResult, { readonly count: number }>({
    key: JSON.stringify([id, sought, order]),
    request: 'sendLists.recipientResults',
    load: async (index, limit) => (await page(index, limit)).rows,
    totals: async () => ({ count: (await page(0, 1)).count }),
  });
  return (
    <div className="callers">
      <SearchBox text={sought} onText={setSought} label={text.findCaller} placeholder={text.findCaller} />
      {list.fault && <ErrorNote fault={list.fault} onRetry={list.reload} />}
      <div className="callers-table">
        {list.rows && (
          <DataTable
            key={list.key}
            label={text.resultsByRecipient}
            columns={columns}
            rows={list.rows}
            order={order}
            onOrder={setOrder}
            empty={<EmptyState title={text.noMessages}>{text.noMessagesText}</EmptyState>}
          />
        )}
      </div>
    </div>
  );
}

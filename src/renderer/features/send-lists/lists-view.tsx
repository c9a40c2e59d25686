import { Link } from 'wouter';
import { countText } from '#renderer/app/format/count.ts';
import { exactInstantText, shortInstantText } from '#renderer/app/format/instant.ts';
import { sendListsText as text } from '#renderer/app/messages/en/send-lists.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { useNow } from '#renderer/state/now.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { type PlainColumn, PlainTable } from '#renderer/ui/plain-table.tsx';
import type { SendListRow } from '#shared/ipc/send-lists.ts';
import { ListStateTag } from './list-state-tag.tsx';

const COLUMNS: readonly PlainColumn[] = [
  { title: text.columnName },
  { title: text.columnState },
  { title: text.columnCampaign },
  { title: text.columnRecipients, end: true },
  { title: text.columnWaiting, end: true },
  { title: text.columnReady, end: true },
  { title: text.columnHanded, end: true },
  { title: text.columnFailed, end: true },
  { title: text.columnStarted },
];

/** Every send list with how far it is. */
export function ListsView({ onCreate }: { readonly onCreate: () => void }) {
  const { data, fault, reload } = useRequest('sendLists.list', {});
  return (
    <div className="page-scroll">
      {fault && <ErrorNote fault={fault} onRetry={reload} />}
      {data?.length === 0 && (
        <EmptyState title={text.empty} actions={<Button onClick={onCreate}>{text.newList}</Button>}>
          {text.emptyText}
        </EmptyState>
      )}
      {data && data.length > 0 && (
        <PlainTable label={text.listsLabel} columns={COLUMNS}>
          {data.map((list) => (
            <ListRow key={list.id} list={list} />
          ))}
        </PlainTable>
      )}
    </div>
  );
}

function ListRow({ list }: { readonly list: SendListRow }) {
  const zone = useTimeZone();
  const now = useNow(60_000);
  const { counts, startedAt } = list;
  const begun = startedAt !== null;
  const figure = (count: number): string => (begun ? countText(count) : '');
  return (
    <tr>
      <td>
        <Link href={`/send-lists/${list.id}`} className="strong">
          {list.name}
        </Link>
        {list.wait && <p className="muted send-list-wait">{list.wait.reason}</p>}
      </td>
      <td>
        <ListStateTag list={list} />
      </td>
      <td className={list.campaignId === '' ? 'muted' : 'mono'}>{list.campaignId || text.noCampaign}</td>
      <td className="table-number">{countText(counts.all)}</td>
      <td className="table-number">{figure(counts.waiting + counts.asked)}</td>
      <td className="table-number">{figure(counts.ready)}</td>
      <td className="table-number">{figure(counts.handed)}</td>
      <td className="table-number">{figure(counts.failed + counts.late)}</td>
      <td className="number nowrap" title={begun ? exactInstantText(startedAt, zone) : undefined}>
        {begun ? shortInstantText(startedAt, zone, now) : <span className="muted">{text.notStarted}</span>}
      </td>
    </tr>
  );
}

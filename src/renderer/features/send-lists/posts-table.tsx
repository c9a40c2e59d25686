import { useState } from 'react';
import { countText } from '#renderer/app/format/count.ts';
import { exactInstantText, shortExactText } from '#renderer/app/format/instant.ts';
import { sendListsText as text } from '#renderer/app/messages/en/send-lists.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { useNow } from '#renderer/state/now.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { type PlainColumn, PlainTable } from '#renderer/ui/plain-table.tsx';
import { Tag, type Tone } from '#renderer/ui/tag.tsx';
import type { PostRow, PostState, SendListDetail } from '#shared/ipc/send-lists.ts';
import { PostDialog } from './post-dialog.tsx';

const SHOWN = 50;
const COLUMNS: readonly PlainColumn[] = [
  { title: text.columnHandle },
  { title: text.columnState },
  { title: text.columnTries, end: true },
  { title: text.columnNext },
  { title: text.columnAnswer },
];
const TONES: Readonly<Record<PostState, Tone>> = {
  waiting: 'wait',
  sending: 'info',
  accepted: 'ok',
  refused: 'no',
  needs_person: 'no',
  exhausted: 'no',
  stopped: 'no',
  lapsed: 'wait',
};

/** Messages that were posted, newest first, with how many there are in each state. */
export function PostsTable({ list }: { readonly list: SendListDetail }) {
  const { counts } = list.post;
  const [open, setOpen] = useState<string | null>(null);
  const states = Object.entries(counts).reduce((sum, [, count]) => sum + count, 0);
  const page = useRequest(
    'sendLists.posts',
    states === 0 ? null : { id: list.row.id, state: null, index: 0, limit: SHOWN },
  );
  if (states === 0 || !page.data) return null;
  const { rows, count } = page.data;
  return (
    <Panel title={text.postsLabel}>
      <p className="post-counts">
        {STATES.filter((state) => counts[state] > 0).map((state) => (
          <span key={state}>
            <Tag tone={TONES[state]}>{text.postState[state]}</Tag>{' '}
            <span className="number">{countText(counts[state])}</span>
          </span>
        ))}
      </p>
      <PlainTable label={text.postsLabel} columns={COLUMNS}>
        {rows.map((row) => (
          <PostLine key={row.deliveryId} row={row} onOpen={() => setOpen(row.deliveryId)} />
        ))}
      </PlainTable>
      {count > rows.length && <p className="muted">{text.moreRows(countText(count - rows.length))}</p>}
      <PostDialog deliveryId={open} onClose={() => setOpen(null)} />
    </Panel>
  );
}

const STATES: readonly PostState[] = [
  'waiting',
  'sending',
  'accepted',
  'refused',
  'needs_person',
  'exhausted',
  'stopped',
  'lapsed',
];

function PostLine({ row, onOpen }: { readonly row: PostRow; readonly onOpen: () => void }) {
  const zone = useTimeZone();
  const now = useNow(30_000);
  const at = row.dueAt ?? row.finishedAt;
  return (
    <tr>
      <td>
        <Button size="small" kind="quiet" onClick={onOpen}>
          @{row.handle}
        </Button>
      </td>
      <td>
        <Tag tone={TONES[row.state]}>{text.postState[row.state]}</Tag>
      </td>
      <td className="table-number">{countText(row.attempts)}</td>
      <td className="number nowrap" title={at === null ? undefined : exactInstantText(at, zone)}>
        {at === null ? '' : shortExactText(at, zone, now)}
      </td>
      <td>{row.lastReason}</td>
    </tr>
  );
}

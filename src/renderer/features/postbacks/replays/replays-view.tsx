import { Link } from 'wouter';
import { countText } from '#renderer/app/format/count.ts';
import { exactInstantText, instantText } from '#renderer/app/format/instant.ts';
import { postbacksText } from '#renderer/app/messages/en/postbacks.ts';
import { replaysText as text } from '#renderer/app/messages/en/replays.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { buttonClass } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import type { PlainColumn } from '#renderer/ui/plain-table.tsx';
import type { ReplaySelection, ReplayView } from '#shared/ipc/replays.ts';
import { ShortList } from '../short-list.tsx';
import { ReplayMark } from './replay-mark.tsx';

const SHOWN = 100;

const COLUMNS: readonly PlainColumn[] = [
  { title: text.columnBegun },
  { title: text.columnWhat },
  { title: text.columnProgress },
  { title: text.columnResult },
];

/** The replays there were, newest first, each with how far it is. */
export function ReplaysView() {
  return (
    <ShortList
      list={useRequest('replays.list', { limit: SHOWN })}
      empty={
        <EmptyState
          title={text.emptyTitle}
          actions={
            <Link href="/postbacks/deliveries" className={buttonClass()}>
              {text.toDeliveries}
            </Link>
          }
        >
          {text.emptyText}
        </EmptyState>
      }
      label={text.listLabel}
      columns={COLUMNS}
      renderRow={(replay) => <ReplayRow key={replay.id} replay={replay} />}
    />
  );
}

function ReplayRow({ replay }: { readonly replay: ReplayView }) {
  const zone = useTimeZone();
  const { id, sends, waiting, createdAt } = replay;
  return (
    <tr>
      <td className="nowrap" title={exactInstantText(createdAt, zone)}>
        <Link href={`/postbacks/replays/${id}`} className="strong">
          {instantText(createdAt, zone)}
        </Link>
      </td>
      <td>
        <p>
          {whatText(replay.selection)}, {replay.identity === 'keep' ? text.keptId : text.newId}
        </p>
        {replay.note !== '' && <p className="muted wrap-anywhere">{replay.note}</p>}
      </td>
      <td className="nowrap">
        <ReplayMark replay={replay} />{' '}
        <span className="muted number">
          {sends > 0 && text.running(countText(sends - waiting), countText(sends))}
        </span>
      </td>
      <td className="muted number">{outcomeOf(replay).join(' · ')}</td>
    </tr>
  );
}

/** What a selection says, in a few words. */
export function whatText(selection: ReplaySelection): string {
  if ('deliveryIds' in selection) {
    const { length } = selection.deliveryIds;
    return postbacksText.count(length, countText(length));
  }
  const { filter } = selection;
  const states = filter.states ? postbacksText.oneOf(filter.states) : postbacksText.anyState;
  const to = filter.receiver ?? postbacksText.anyReceiver;
  return `${postbacksText.deliveriesTab} ${states} ${postbacksText.goingTo} ${to}${
    filter.text ? ` ${postbacksText.withText(filter.text)}` : ''
  }`;
}

/** What became of a replay's deliveries; what there is none of is left out. */
export function outcomeOf(replay: ReplayView): string[] {
  return [
    { count: replay.accepted, say: text.accepted },
    { count: replay.failed, say: text.failed },
    { count: replay.waiting, say: text.waiting },
    { count: replay.takenBack, say: text.takenBack },
    { count: replay.refused, say: text.refused },
  ]
    .filter(({ count }) => count > 0)
    .map(({ count, say }) => say(countText(count)));
}

import { exactInstantText, shortExactText } from '#renderer/app/format/instant.ts';
import { postbacksText } from '#renderer/app/messages/en/postbacks.ts';
import { replaysText as text } from '#renderer/app/messages/en/replays.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import type { Column } from '#renderer/ui/table/column.ts';
import { Tag } from '#renderer/ui/tag.tsx';
import type { ReplayedItem } from '#shared/ipc/replays.ts';
import { toneOfState } from '../delivery-tone.ts';
import { isSameRequest } from './same-request.ts';

/** The columns of a replay's deliveries. */
export function replayColumns(zone: string, now: number): readonly Column<ReplayedItem>[] {
  return [
    { id: 'state', title: text.columnState, width: 130, cell: (row) => <State item={row} /> },
    {
      id: 'invoca_id',
      title: text.columnInvocaId,
      width: 170,
      mono: true,
      cell: (row) => row.invocaId,
      whole: (row) => row.invocaId,
    },
    {
      id: 'request',
      title: text.columnRequest,
      width: 110,
      cell: (row) => (
        <Tag tone={isSameRequest(row) ? 'plain' : 'wait'}>
          {isSameRequest(row) ? text.sameTag : text.changedTag}
        </Tag>
      ),
    },
    {
      id: 'receiver',
      title: text.columnReceiver,
      width: 140,
      spare: 1,
      cell: (row) => row.receiver,
      whole: (row) => row.receiver,
    },
    {
      id: 'partner',
      title: text.columnPartner,
      width: 150,
      spare: 2,
      cell: (row) => row.partnerName || uiText.none,
      whole: (row) => row.partnerName,
    },
    {
      id: 'reason',
      title: text.columnReason,
      width: 170,
      grow: true,
      spare: 3,
      cell: (row) => <span className="muted">{reasonOf(row)}</span>,
      whole: reasonOf,
    },
    {
      id: 'next',
      title: text.columnNext,
      width: 126,
      end: true,
      spare: 4,
      cell: (row) => (row.dueAt === null ? uiText.none : shortExactText(row.dueAt, zone, now)),
      whole: (row) => (row.dueAt === null ? '' : exactInstantText(row.dueAt, zone)),
    },
  ];
}

function State({ item }: { readonly item: ReplayedItem }) {
  if (item.refused !== null) return <Tag tone="no">{text.refusedTag}</Tag>;
  if (item.takenBack || item.state === null) return <Tag>{text.cancelledMark}</Tag>;
  return <Tag tone={toneOfState(item.state)}>{postbacksText.states[item.state]}</Tag>;
}

function reasonOf(item: ReplayedItem): string {
  if (item.refused !== null) return text.refusals[item.refused];
  return item.takenBack ? uiText.none : item.lastReason || uiText.none;
}

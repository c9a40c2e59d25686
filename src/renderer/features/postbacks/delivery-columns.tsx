import { exactInstantText, shortExactText, shortInstantText } from '#renderer/app/format/instant.ts';
import { postbacksText as text } from '#renderer/app/messages/en/postbacks.ts';
import { replaysText } from '#renderer/app/messages/en/replays.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import type { Column } from '#renderer/ui/table/column.ts';
import { Tag } from '#renderer/ui/tag.tsx';
import type { DeliveryRow } from '#shared/ipc/postbacks.ts';
import { toneOfState } from './delivery-tone.ts';

/** Deliveries that were marked in the list, by their ids. */
export interface DeliveryMarks {
  readonly marked: ReadonlySet<string>;
  readonly onMark: (deliveryId: string, marked: boolean) => void;
}

/** The columns of the deliveries list; times on the clock of the zone, as short as they can be told apart. */
export function deliveryColumns(
  zone: string,
  now: number,
  marks: DeliveryMarks,
): readonly Column<DeliveryRow>[] {
  return [
    {
      id: 'mark',
      title: replaysText.markColumn,
      width: 56,
      cell: ({ deliveryId, invocaId, receiver }) => (
        <input
          type="checkbox"
          className="delivery-mark"
          aria-label={replaysText.mark(invocaId, receiver)}
          checked={marks.marked.has(deliveryId)}
          onChange={(event) => marks.onMark(deliveryId, event.currentTarget.checked)}
        />
      ),
    },
    {
      id: 'state',
      title: text.columnState,
      width: 138,
      cell: (row) => (
        <Tag tone={row.receiverPaused && row.state === 'waiting' ? 'plain' : toneOfState(row.state)}>
          {row.receiverPaused && row.state === 'waiting' ? text.paused : text.states[row.state]}
        </Tag>
      ),
    },
    {
      id: 'receiver',
      title: text.columnReceiver,
      width: 140,
      grow: true,
      cell: (row) => row.receiver,
      whole: (row) => row.receiver,
    },
    {
      id: 'reason',
      title: text.columnReason,
      width: 160,
      spare: 4,
      grow: true,
      cell: (row) => <span className="muted">{row.lastReason || uiText.none}</span>,
      whole: (row) => row.lastReason,
    },
    {
      id: 'attempts',
      title: text.columnAttempts,
      width: 52,
      spare: 3,
      end: true,
      cell: (row) => row.attempts,
    },
    {
      id: 'next',
      title: text.columnNext,
      width: 126,
      end: true,
      cell: (row) => (row.dueAt === null ? uiText.none : shortExactText(row.dueAt, zone, now)),
      whole: (row) => (row.dueAt === null ? '' : exactInstantText(row.dueAt, zone)),
    },
    {
      id: 'partner',
      title: text.columnPartner,
      width: 130,
      spare: 2,
      grow: true,
      cell: (row) => row.partnerName || uiText.none,
      whole: (row) => row.partnerName,
    },
    {
      id: 'invoca_id',
      title: text.columnInvocaId,
      width: 160,
      mono: true,
      cell: (row) => row.invocaId,
      whole: (row) => row.invocaId,
    },
    {
      id: 'created',
      title: text.columnCreated,
      width: 112,
      spare: 1,
      end: true,
      cell: (row) => shortInstantText(row.createdAt, zone, now),
      whole: (row) => exactInstantText(row.createdAt, zone),
    },
  ];
}

import { exactInstantText, shortInstantText } from '#renderer/app/format/instant.ts';
import { phoneText } from '#renderer/app/format/phone.ts';
import { sendListsText as text } from '#renderer/app/messages/en/send-lists.ts';
import type { Column } from '#renderer/ui/table/column.ts';
import { Tag, type Tone } from '#renderer/ui/tag.tsx';
import type { MessageRow, MessageState } from '#shared/ipc/send-lists.ts';

const TONES: Readonly<Record<MessageState, Tone>> = {
  waiting: 'plain',
  asked: 'info',
  ready: 'ok',
  late: 'wait',
  handed: 'ok',
  failed: 'no',
};

/** The columns of a list's messages. */
export function messageColumns(zone: string, now: number): readonly Column<MessageRow>[] {
  return [
    {
      id: 'handle',
      title: text.columnHandle,
      width: 150,
      cell: (row) => `@${row.handle}`,
      whole: (row) => row.name,
    },
    { id: 'twitter_id', title: text.columnId, width: 178, mono: true, cell: (row) => row.twitterId },
    {
      id: 'ad_copy',
      title: text.columnCopy,
      width: 110,
      cell: (row) => row.adCopy,
      whole: (row) => row.adCopy,
    },
    {
      id: 'state',
      title: text.columnState,
      width: 104,
      cell: (row) => <Tag tone={TONES[row.state]}>{text.messageState[row.state]}</Tag>,
    },
    {
      id: 'number',
      title: text.columnNumber,
      width: 126,
      cell: (row) => (row.number === null ? '' : <span className="number">{phoneText(row.number)}</span>),
    },
    {
      id: 'ends',
      title: text.columnEnds,
      width: 112,
      cell: (row) =>
        row.expiresAt === null ? (
          ''
        ) : (
          <span className="number" title={exactInstantText(row.expiresAt, zone)}>
            {row.numberEnded ? (
              <Tag tone={row.handedAt === null ? 'wait' : 'no'}>{text.numberEnded}</Tag>
            ) : (
              shortInstantText(row.expiresAt, zone, now)
            )}
          </span>
        ),
    },
    {
      id: 'message',
      title: text.columnMessage,
      width: 240,
      grow: true,
      cell: (row) => row.text ?? <span className="muted">{row.reason}</span>,
      whole: (row) => row.text ?? row.reason,
    },
  ];
}

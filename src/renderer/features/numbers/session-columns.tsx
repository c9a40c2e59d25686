import { exactInstantText, shortInstantText } from '#renderer/app/format/instant.ts';
import { numbersText as text } from '#renderer/app/messages/en/numbers.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import type { Column } from '#renderer/ui/table/column.ts';
import { Tag } from '#renderer/ui/tag.tsx';
import type { SessionRow } from '#shared/ipc/sessions.ts';
import { fieldsText, leftText, numberText, secondsLeft, toneOfSession } from './session-words.ts';

/** The columns of the list; what is left goes by the clock of each row's account. */
export function sessionColumns(
  zone: string,
  now: number,
  clockOf: (networkId: number) => number | null,
): readonly Column<SessionRow>[] {
  return [
    {
      id: 'state',
      title: text.columnState,
      width: 108,
      cell: (row) => <Tag tone={toneOfSession(row.state)}>{text.states[row.state]}</Tag>,
    },
    {
      id: 'number',
      title: text.columnNumber,
      width: 150,
      mono: true,
      cell: (row) => (row.number ? numberText(row) : <span className="faint">{uiText.none}</span>),
    },
    {
      id: 'ends',
      title: text.columnEnds,
      width: 92,
      end: true,
      cell: (row) => {
        const left = secondsLeft(row, now, clockOf(row.networkId));
        return left === null ? uiText.none : leftText(left);
      },
      whole: (row) => (row.expiresAt === null ? '' : exactInstantText(row.expiresAt, zone)),
    },
    {
      id: 'campaign',
      title: text.columnCampaign,
      width: 130,
      spare: 5,
      cell: (row) => row.campaignId,
      whole: (row) => row.campaignId,
    },
    {
      id: 'reference',
      title: text.columnReference,
      width: 130,
      grow: true,
      spare: 2,
      cell: (row) => row.clientReference,
      whole: (row) => row.clientReference,
    },
    {
      id: 'keywords',
      title: text.columnKeywords,
      width: 110,
      grow: true,
      spare: 4,
      cell: (row) => row.information.keywords.join(', ') || uiText.none,
      whole: (row) => row.information.keywords.join(', '),
    },
    {
      id: 'fields',
      title: text.columnFields,
      width: 130,
      grow: true,
      spare: 3,
      muted: true,
      cell: (row) => fieldsText(row.information.fields) || uiText.none,
      whole: (row) => fieldsText(row.information.fields),
    },
    {
      id: 'waiting',
      title: text.columnWaiting,
      width: 56,
      end: true,
      spare: 1,
      cell: (row) => (row.waitingUpdates === 0 ? '' : row.waitingUpdates),
    },
    {
      id: 'created',
      title: text.columnCreated,
      width: 104,
      end: true,
      spare: 0,
      cell: (row) => shortInstantText(row.createdAt, zone, now),
      whole: (row) => exactInstantText(row.createdAt, zone),
    },
  ];
}

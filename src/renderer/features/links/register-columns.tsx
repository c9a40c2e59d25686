import { shortInstantText } from '#renderer/app/format/instant.ts';
import { phoneText } from '#renderer/app/format/phone.ts';
import { registerText as text } from '#renderer/app/messages/en/link-register.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import type { Column } from '#renderer/ui/table/column.ts';
import { Tag, type Tone } from '#renderer/ui/tag.tsx';
import { SUB_ID_NAMES } from '#shared/domain/sub-ids.ts';
import type { LinkRow, LinkState } from '#shared/ipc/links.ts';
import { VerdictMark } from './verdict-mark.tsx';

/** The tone of a link's state. */
export const STATE_TONES: Readonly<Record<LinkState, Tone>> = {
  draft: 'plain',
  published: 'ok',
  ended: 'info',
};

/** The columns of the register; instants are told on the clock of a zone. */
export function registerColumns(zone: string, now: number): readonly Column<LinkRow>[] {
  return [
    {
      id: 'state',
      title: text.columnState,
      width: 96,
      cell: (row) => <Tag tone={STATE_TONES[row.state]}>{text.states[row.state]}</Tag>,
    },
    {
      id: 'number',
      title: text.columnNumber,
      width: 150,
      mono: true,
      cell: (row) =>
        row.numberEnded ? (
          <>
            {phoneText(row.number)} <Tag tone="no">{text.numberEnded}</Tag>
          </>
        ) : (
          phoneText(row.number)
        ),
      whole: (row) => (row.numberEnded ? text.numberEnded : phoneText(row.number)),
    },
    {
      id: 'partner',
      title: text.columnPartner,
      width: 130,
      grow: true,
      cell: (row) => row.partnerName || row.partnerId,
      whole: (row) => `${row.partnerName} ${row.partnerId}`,
    },
    {
      id: 'offer',
      title: text.columnOffer,
      width: 130,
      grow: true,
      spare: 5,
      cell: (row) => row.offerName || row.offerId,
      whole: (row) => `${row.offerName} ${row.offerId}`,
    },
    {
      id: 'subIds',
      title: text.columnSubIds,
      width: 140,
      grow: true,
      spare: 2,
      cell: (row) => subIdsOf(row) || uiText.none,
      whole: subIdsOf,
    },
    {
      id: 'places',
      title: text.columnPlaces,
      width: 130,
      grow: true,
      spare: 3,
      cell: (row) => placesOf(row) || uiText.none,
      whole: placesOf,
    },
    {
      id: 'check',
      title: text.columnCheck,
      width: 110,
      spare: 4,
      cell: (row) =>
        row.verdict === null ? (
          <span className="faint">{text.notChecked}</span>
        ) : (
          <VerdictMark verdict={row.verdict} />
        ),
      whole: (row) => row.reason,
    },
    {
      id: 'saved',
      title: text.columnSaved,
      width: 110,
      spare: 0,
      muted: true,
      cell: (row) => shortInstantText(row.createdAt, zone, now),
    },
  ];
}

function subIdsOf({ subIds }: LinkRow): string {
  return SUB_ID_NAMES.filter((name) => subIds[name] !== '')
    .map((name) => subIds[name])
    .join(' · ');
}

function placesOf({ places, placeCount }: LinkRow): string {
  const more = placeCount - places.length;
  return `${places.join(', ')}${more > 0 ? text.andMore(more) : ''}`;
}

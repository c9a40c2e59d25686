import { countText } from '#renderer/app/format/count.ts';
import { durationText } from '#renderer/app/format/duration.ts';
import { exactInstantText, shortInstantText } from '#renderer/app/format/instant.ts';
import { phoneText } from '#renderer/app/format/phone.ts';
import { sendListsText as text } from '#renderer/app/messages/en/send-lists.ts';
import type { Column } from '#renderer/ui/table/column.ts';
import type { RecipientResult } from '#shared/ipc/send-lists.ts';

/** A share in percent with one decimal: "2.4 %"; empty where there is nothing to have a share of. */
export function rateText(part: number, whole: number): string {
  return whole === 0 ? '' : text.share(((100 * part) / whole).toFixed(1));
}

/** The columns of what came of each recipient who called. */
export function resultColumns(zone: string, now: number): readonly Column<RecipientResult>[] {
  const instant = (at: number | null) =>
    at === null ? (
      ''
    ) : (
      <span className="number" title={exactInstantText(at, zone)}>
        {shortInstantText(at, zone, now)}
      </span>
    );
  return [
    { id: 'twitter_id', title: text.columnId, width: 168, mono: true, cell: (row) => row.twitterId },
    {
      id: 'handle',
      title: text.columnHandle,
      width: 130,
      sortable: true,
      grow: true,
      cell: (row) => `@${row.handle}`,
      whole: (row) => row.name,
    },
    {
      id: 'ad_copy',
      title: text.columnCopy,
      width: 110,
      cell: (row) => row.adCopy,
      whole: (row) => row.adCopy,
    },
    { id: 'number', title: text.columnNumber, width: 122, cell: (row) => phoneText(row.number) },
    {
      id: 'calls',
      title: text.columnCalls,
      width: 76,
      end: true,
      sortable: true,
      cell: (row) => countText(row.calls),
    },
    {
      id: 'talk_seconds',
      title: text.columnTalk,
      width: 92,
      end: true,
      sortable: true,
      cell: (row) => durationText(row.talkSeconds),
    },
    {
      id: 'orders',
      title: text.columnOrders,
      width: 82,
      end: true,
      sortable: true,
      cell: (row) => countText(row.orders),
    },
    {
      id: 'first_at',
      title: text.columnFirst,
      width: 104,
      sortable: true,
      cell: (row) => instant(row.firstAt),
    },
    { id: 'last_at', title: text.columnLast, width: 104, sortable: true, cell: (row) => instant(row.lastAt) },
  ];
}

import type { ReactNode } from 'react';
import { durationText } from '#renderer/app/format/duration.ts';
import { exactInstantText, shortInstantText } from '#renderer/app/format/instant.ts';
import { phoneText } from '#renderer/app/format/phone.ts';
import { callsText as text } from '#renderer/app/messages/en/calls.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { StatusMark } from '#renderer/ui/status-mark.tsx';
import type { Column } from '#renderer/ui/table/column.ts';
import { Tag } from '#renderer/ui/tag.tsx';
import {
  CALL_COLUMNS,
  type CallColumn,
  fieldColumn,
  fieldOfColumn,
  isCallColumn,
} from '#shared/domain/call-columns.ts';
import type { CallField, CallRow } from '#shared/ipc/calls.ts';
import { columnWords } from './call-words.ts';

/** Shown until a person chooses otherwise, with the fields that tell whom a number was for. */
const FIRST_COLUMNS: readonly CallColumn[] = [
  'started_at',
  'number',
  'caller_number',
  'campaign',
  'partner',
  'status',
  'talk_seconds',
  'order',
  'keywords',
];
const FIRST_FIELDS: readonly string[] = ['twitter_id', 'ad_copy', 'aff_sub2'];

/** Every column there is: the standard ones, then the custom fields found on calls. */
export function allColumns(fields: readonly CallField[]): readonly string[] {
  return [...CALL_COLUMNS, ...fields.map(({ name }) => fieldColumn(name))];
}

/** The columns shown at first. */
export function firstColumns(fields: readonly CallField[]): readonly string[] {
  const found = FIRST_FIELDS.filter((name) => fields.some((field) => field.name === name));
  return [...FIRST_COLUMNS, ...found.map(fieldColumn)];
}

interface Look {
  readonly width: number;
  readonly grow?: boolean;
  readonly end?: boolean;
  readonly mono?: boolean;
  readonly muted?: boolean;
  readonly cell: (row: CallRow, zone: string, now: number) => ReactNode;
  readonly whole?: (row: CallRow, zone: string) => string;
}

const plain = (width: number, value: (row: CallRow) => string, more: Partial<Look> = {}): Look => ({
  width,
  cell: value,
  whole: value,
  ...more,
});

const LOOKS: Readonly<Record<CallColumn, Look>> = {
  started_at: {
    width: 112,
    muted: true,
    cell: (row, zone, now) =>
      row.startedAt === null ? uiText.none : shortInstantText(row.startedAt, zone, now),
    whole: (row, zone) => (row.startedAt === null ? '' : exactInstantText(row.startedAt, zone)),
  },
  network: plain(120, (row) => row.network),
  number: plain(122, (row) => phoneText(row.number), { mono: true }),
  caller_number: plain(122, (row) => phoneText(row.callerNumber), { mono: true }),
  campaign: plain(140, (row) => row.campaign, { grow: true }),
  campaign_id: plain(110, (row) => row.campaignId, { mono: true }),
  partner: plain(120, (row) => row.partner, { grow: true }),
  partner_id: plain(90, (row) => row.partnerId, { mono: true }),
  status: {
    width: 96,
    cell: (row) => text.status[row.status],
  },
  talk_seconds: {
    width: 64,
    end: true,
    cell: (row) => (row.talkSeconds === 0 ? uiText.none : durationText(row.talkSeconds)),
  },
  order: { width: 70, cell: (row) => (row.ordered ? <Tag tone="ok">{text.isOrder}</Tag> : '') },
  result: { width: 104, cell: (row) => (row.result ? <StatusMark status={row.result} /> : '') },
  late: { width: 60, cell: (row) => (row.late ? <Tag tone="wait">{text.isLate}</Tag> : '') },
  keywords: plain(150, (row) => row.keywords.join(' · '), { grow: true }),
  session_id: plain(120, (row) => row.sessionId, { mono: true }),
  call_id: plain(150, (row) => row.callId, { mono: true }),
};

/** The chosen columns in the order of the table. */
export function callTableColumns(
  chosen: readonly string[],
  zone: string,
  now: number,
): readonly Column<CallRow>[] {
  return chosen.map((id) => {
    const field = fieldOfColumn(id);
    const look: Look = isCallColumn(id)
      ? LOOKS[id]
      : plain(130, (row) => (field === null ? '' : (row.fields[field] ?? '')), { grow: true });
    const { cell, whole, ...shape } = look;
    return {
      id,
      title: columnWords(id),
      sortable: true,
      ...shape,
      cell: (row: CallRow) => cell(row, zone, now),
      ...(whole ? { whole: (row: CallRow) => whole(row, zone) } : {}),
    };
  });
}

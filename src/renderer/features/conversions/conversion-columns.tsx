import type { ReactNode } from 'react';
import { durationText } from '#renderer/app/format/duration.ts';
import { exactInstantText, shortInstantText } from '#renderer/app/format/instant.ts';
import { moneyText } from '#renderer/app/format/money.ts';
import { phoneText } from '#renderer/app/format/phone.ts';
import { conversionsText as text } from '#renderer/app/messages/en/conversions.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { StatusMark } from '#renderer/ui/status-mark.tsx';
import type { Column } from '#renderer/ui/table/column.ts';
import type { ConversionRow, ConversionSort } from '#shared/ipc/conversions.ts';
import { SORTS } from './conversion-view.ts';

/** Shown until a person chooses otherwise. */
export const FIRST_COLUMNS: readonly ConversionSort[] = SORTS.filter(
  (id) => !['aff_sub3', 'aff_sub4', 'aff_sub5', 'source'].includes(id),
);

interface Look {
  readonly width: number;
  readonly grow?: boolean;
  readonly end?: boolean;
  readonly mono?: boolean;
  readonly muted?: boolean;
  readonly spare?: number;
  readonly cell: (row: ConversionRow, zone: string, now: number) => ReactNode;
  readonly whole?: (row: ConversionRow, zone: string) => string;
}

const named = (name: string, id: string): string => (name === '' ? id : name);

const subId = (name: 'aff_sub2' | 'aff_sub3' | 'aff_sub4' | 'aff_sub5' | 'source'): Look => ({
  width: 110,
  mono: true,
  spare: 1,
  cell: (row) => row[name],
  whole: (row) => row[name],
});

const LOOKS: Readonly<Record<ConversionSort, Look>> = {
  status: { width: 104, cell: (row) => <StatusMark status={row.status} /> },
  partner: {
    width: 108,
    grow: true,
    cell: (row) => named(row.partnerName, row.partnerId),
    whole: (row) => `${row.partnerName} ${row.partnerId}`,
  },
  offer: {
    width: 120,
    spare: 5,
    grow: true,
    cell: (row) => named(row.offerName, row.offerId),
    whole: (row) => `${row.offerName} ${row.offerId}`,
  },
  number: { width: 120, spare: 4, mono: true, cell: (row) => phoneText(row.number) },
  invoca_id: { width: 150, mono: true, cell: (row) => row.invocaId, whole: (row) => row.invocaId },
  payout: {
    width: 78,
    end: true,
    cell: (row) => moneyText({ amount: row.payout, currency: row.currency }),
  },
  revenue: {
    width: 84,
    spare: 3,
    end: true,
    cell: (row) => moneyText({ amount: row.revenue, currency: row.currency }),
  },
  duration: {
    width: 56,
    spare: 2,
    end: true,
    muted: true,
    cell: (row) => (row.durationSeconds === null ? uiText.none : durationText(row.durationSeconds)),
  },
  call_started_at: {
    width: 106,
    end: true,
    muted: true,
    cell: (row, zone, now) =>
      row.callStartedAt === null ? uiText.none : shortInstantText(row.callStartedAt, zone, now),
    whole: (row, zone) => (row.callStartedAt === null ? '' : exactInstantText(row.callStartedAt, zone)),
  },
  aff_sub2: subId('aff_sub2'),
  aff_sub3: subId('aff_sub3'),
  aff_sub4: subId('aff_sub4'),
  aff_sub5: subId('aff_sub5'),
  source: subId('source'),
};

/** The chosen columns, in the order of the table; instants in the zone, days told apart from the day of `now`. */
export function conversionColumns(
  chosen: readonly ConversionSort[],
  zone: string,
  now: number,
): readonly Column<ConversionRow>[] {
  return SORTS.filter((id) => chosen.includes(id)).map((id) => {
    const { cell, whole, ...look } = LOOKS[id];
    return {
      id,
      title: text.column[id],
      sortable: true,
      ...look,
      cell: (row: ConversionRow) => cell(row, zone, now),
      ...(whole ? { whole: (row: ConversionRow) => whole(row, zone) } : {}),
    };
  });
}

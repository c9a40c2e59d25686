import { decimalText } from '#shared/domain/money.ts';
import type { ExportedConversion } from '../ports/conversion-store.ts';

/** A conversion as exports carry it: money as decimal text with a dot, instants as ISO 8601 UTC, ids as text. */
export interface ConversionRecord {
  readonly invoca_id: string;
  readonly network: string;
  readonly status: string;
  readonly raw_result: string;
  readonly payout: string;
  readonly currency: string;
  readonly revenue: string;
  readonly call_started_at: string;
  readonly duration_seconds: number | null;
  readonly partner_id: string;
  readonly partner_name: string;
  readonly offer_id: string;
  readonly offer_name: string;
  readonly number: string;
  readonly aff_sub2: string;
  readonly aff_sub3: string;
  readonly aff_sub4: string;
  readonly aff_sub5: string;
  readonly source: string;
}

/** A change of a conversion as exports carry it; what was before is null on the first. */
export interface HistoryRecord {
  readonly at: string;
  readonly cause: string;
  readonly transaction_id: string | null;
  readonly corrects_transaction_id: string | null;
  readonly status_before: string | null;
  readonly status: string;
  readonly raw_result_before: string | null;
  readonly raw_result: string;
  readonly payout_before: string | null;
  readonly payout: string;
  readonly revenue_before: string | null;
  readonly revenue: string;
  readonly reason: string | null;
  readonly author: string | null;
}

/** The columns of an export, in order. */
export const CONVERSION_COLUMNS = [
  'invoca_id',
  'network',
  'status',
  'raw_result',
  'payout',
  'currency',
  'revenue',
  'call_started_at',
  'duration_seconds',
  'partner_id',
  'partner_name',
  'offer_id',
  'offer_name',
  'number',
  'aff_sub2',
  'aff_sub3',
  'aff_sub4',
  'aff_sub5',
  'source',
] as const satisfies readonly (keyof ConversionRecord)[];

/** The record of a conversion. An unknown call time is empty text. */
export function conversionRecord({ row }: ExportedConversion): ConversionRecord {
  const money = (amount: number): string => decimalText({ amount, currency: row.currency });
  return {
    invoca_id: row.invocaId,
    network: row.networkName,
    status: row.status,
    raw_result: row.rawResult,
    payout: money(row.payout),
    currency: row.currency,
    revenue: money(row.revenue),
    call_started_at: row.callStartedAt === null ? '' : isoInstant(row.callStartedAt),
    duration_seconds: row.durationSeconds,
    partner_id: row.partnerId,
    partner_name: row.partnerName,
    offer_id: row.offerId,
    offer_name: row.offerName,
    number: row.number,
    aff_sub2: row.aff_sub2,
    aff_sub3: row.aff_sub3,
    aff_sub4: row.aff_sub4,
    aff_sub5: row.aff_sub5,
    source: row.source,
  };
}

/** The history of a conversion, oldest first. */
export function historyRecords({ row, history }: ExportedConversion): readonly HistoryRecord[] {
  const money = (amount: number): string => decimalText({ amount, currency: row.currency });
  return history.map((entry) => ({
    at: isoInstant(entry.at),
    cause: entry.cause,
    transaction_id: entry.transactionId,
    corrects_transaction_id: entry.correctsId,
    status_before: entry.statusBefore,
    status: entry.statusAfter,
    raw_result_before: entry.resultBefore,
    raw_result: entry.resultAfter,
    payout_before: entry.payoutBefore === null ? null : money(entry.payoutBefore),
    payout: money(entry.payoutAfter),
    revenue_before: entry.revenueBefore === null ? null : money(entry.revenueBefore),
    revenue: money(entry.revenueAfter),
    reason: entry.reason,
    author: entry.author,
  }));
}

function isoInstant(instant: number): string {
  return new Date(instant).toISOString();
}

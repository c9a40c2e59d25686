import type { HistoryEntry } from '#shared/ipc/conversions.ts';
import type { ConversionStatus } from '#shared/domain/status.ts';
import type { Sqlite } from '../file/sqlite.ts';

interface HistoryRow {
  readonly conversion_id: number;
  readonly at: number;
  readonly cause: HistoryEntry['cause'];
  readonly transaction_id: string | null;
  readonly corrects_id: string | null;
  readonly status_before: ConversionStatus | null;
  readonly status_after: ConversionStatus;
  readonly result_before: string | null;
  readonly result_after: string;
  readonly payout_before: number | null;
  readonly payout_after: number;
  readonly revenue_before: number | null;
  readonly revenue_after: number;
  readonly reason: string | null;
  readonly author: string | null;
}

/** Reads the histories of conversions, each oldest entry first. */
export function conversionHistories(db: Sqlite): (ids: readonly number[]) => Map<number, HistoryEntry[]> {
  const read = db.prepare<[string], HistoryRow>(
    `SELECT h.* FROM json_each(?) AS asked CROSS JOIN history AS h ON h.conversion_id = asked.value
     ORDER BY h.conversion_id, h.seq`,
  );
  return (ids) => {
    const found = new Map<number, HistoryEntry[]>();
    for (const row of read.all(JSON.stringify(ids))) {
      const entries = found.get(row.conversion_id) ?? [];
      entries.push(entryOf(row));
      found.set(row.conversion_id, entries);
    }
    return found;
  };
}

function entryOf(row: HistoryRow): HistoryEntry {
  return {
    at: row.at,
    cause: row.cause,
    transactionId: row.transaction_id,
    correctsId: row.corrects_id,
    statusBefore: row.status_before,
    statusAfter: row.status_after,
    resultBefore: row.result_before,
    resultAfter: row.result_after,
    payoutBefore: row.payout_before,
    payoutAfter: row.payout_after,
    revenueBefore: row.revenue_before,
    revenueAfter: row.revenue_after,
    reason: row.reason,
    author: row.author,
  };
}

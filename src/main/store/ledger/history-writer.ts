import type { LedgerStep } from '#shared/domain/ledger.ts';
import type { Sqlite } from '../file/sqlite.ts';

/**
 * Appends entries to the histories of conversions. First entries, by far the most, have a statement of their own,
 * since binding values is most of what an insert costs. An entry of a conversion stored before says so for the sealing of the
 * history, which looks at new conversions by itself.
 */
export function historyWriter(
  db: Sqlite,
): (conversionId: number, seq: number, at: number, step: LedgerStep, isNew: boolean) => void {
  const markUnsealed = db.prepare<[number]>('INSERT OR IGNORE INTO unsealed (id) VALUES (?)');
  const begin = db.prepare<[number, number, number, string, string | null, string, string, number, number]>(
    `INSERT INTO history (conversion_id, seq, at, cause, transaction_id, corrects_id, status_after, result_after,
       payout_after, revenue_after) VALUES (?, ?, ?, 'first', ?, ?, ?, ?, ?, ?)`,
  );
  const append = db.prepare<
    [
      number,
      number,
      number,
      string,
      string,
      string | null,
      string,
      string,
      string,
      string,
      number,
      number,
      number,
      number,
    ]
  >(
    `INSERT INTO history (conversion_id, seq, at, cause, transaction_id, corrects_id, status_before, status_after,
       result_before, result_after, payout_before, payout_after, revenue_before, revenue_after)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  return (conversionId, seq, at, { cause, transactionId, correctsId, before, after }, isNew) => {
    if (!isNew) markUnsealed.run(conversionId);
    const { status, rawResult, payout, revenue } = after;
    if (before === null) {
      begin.run(conversionId, seq, at, transactionId, correctsId, status, rawResult, payout, revenue);
      return;
    }
    append.run(
      conversionId,
      seq,
      at,
      cause,
      transactionId,
      correctsId,
      before.status,
      status,
      before.rawResult,
      rawResult,
      before.payout,
      payout,
      before.revenue,
      revenue,
    );
  };
}

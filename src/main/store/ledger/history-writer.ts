import type { CallState, LedgerStep, Verdict } from '#shared/domain/ledger.ts';
import type { Sqlite } from '../file/sqlite.ts';

/** An entry as a person caused it: no transaction stands behind it. */
export interface PersonStep {
  readonly cause: 'decision' | 'status_map';
  readonly before: Verdict;
  readonly after: Verdict;
  readonly reason: string;
  readonly author: string;
}

/** Appends entries to the histories of conversions. */
export interface HistoryWriter {
  readonly append: (conversionId: number, seq: number, at: number, step: LedgerStep, isNew: boolean) => void;
  /** The same for what a person did to a conversion stored before. */
  readonly appendByPerson: (conversionId: number, seq: number, at: number, step: PersonStep) => void;
  /**
   * Appends the first entry of every conversion above the id that has one change and no entry yet: those of a page
   * whose {@link beginsPlainly} held, in one statement, since binding values is most of what an insert costs.
   */
  readonly beginAbove: (conversionId: number, at: number) => void;
}

interface ReasonedEntry extends Pick<LedgerStep, 'correctsId' | 'after'> {
  readonly cause: LedgerStep['cause'] | PersonStep['cause'];
  readonly transactionId: string | null;
  readonly before: Verdict;
  readonly reason: string;
  readonly author: string | null;
}

/** Whether all that a new call's only entry says stands in its conversion too. */
export function beginsPlainly({ applied }: CallState, steps: readonly LedgerStep[]): boolean {
  const [step] = steps;
  return applied.length === 1 && steps.length === 1 && step?.before === null && step.correctsId === null;
}

/**
 * The one way into the history. An entry of a conversion stored before says so for the sealing of the history, which
 * looks at new conversions by itself.
 */
export function historyWriter(db: Sqlite): HistoryWriter {
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
  const appendReasoned = db.prepare<
    [
      number,
      number,
      number,
      string,
      string | null,
      string | null,
      string,
      string,
      string,
      string,
      number,
      number,
      number,
      number,
      string,
      string | null,
    ]
  >(
    `INSERT INTO history (conversion_id, seq, at, cause, transaction_id, corrects_id, status_before, status_after,
       result_before, result_after, payout_before, payout_after, revenue_before, revenue_after, reason, author)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const beginAbove = db.prepare<[number, number]>(
    `INSERT INTO history (conversion_id, seq, at, cause, transaction_id, status_after, result_after, payout_after,
       revenue_after)
     SELECT id, 1, ?, 'first', last_transaction_id, status, raw_result, payout, revenue
     FROM conversions WHERE id > ? AND changes = 1 ORDER BY id
     ON CONFLICT DO NOTHING`,
  );
  const withReason = (conversionId: number, seq: number, at: number, entry: ReasonedEntry): void => {
    const { cause, transactionId, correctsId, before, after, reason, author } = entry;
    appendReasoned.run(
      conversionId,
      seq,
      at,
      cause,
      transactionId,
      correctsId,
      before.status,
      after.status,
      before.rawResult,
      after.rawResult,
      before.payout,
      after.payout,
      before.revenue,
      after.revenue,
      reason,
      author,
    );
  };
  return {
    append: (conversionId, seq, at, step, isNew) => {
      const { cause, transactionId, correctsId, before, after, reason } = step;
      if (!isNew) markUnsealed.run(conversionId);
      if (reason !== undefined && before !== null) {
        withReason(conversionId, seq, at, {
          cause,
          transactionId,
          correctsId,
          before,
          after,
          reason,
          author: null,
        });
        return;
      }
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
    },
    appendByPerson: (conversionId, seq, at, step) => {
      markUnsealed.run(conversionId);
      withReason(conversionId, seq, at, { ...step, transactionId: null, correctsId: null });
    },
    beginAbove: (conversionId, at) => {
      beginAbove.run(at, conversionId);
    },
  };
}

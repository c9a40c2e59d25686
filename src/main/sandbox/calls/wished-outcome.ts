import { localText } from '../network-time.ts';
import type { LoggedTransaction } from '../invoca/transaction-log.ts';
import type { Outcome } from './outcomes.ts';
import type { TransactionRow } from './transaction-row.ts';

/** Amounts in dollars as the API writes them; what is absent stays as it is. */
export interface WishedAmounts {
  readonly payout?: number | undefined;
  readonly payin?: number | undefined;
}

/** An outcome of one row with exactly this result, paid by the offer's terms when `paid`. */
export function onlyResult(result: string, paid: boolean): Outcome {
  return {
    name: 'as wished',
    share: 0,
    line: 'partner',
    repeatCaller: false,
    steps: [
      {
        result,
        pay: paid ? 'base' : 'nothing',
        type: 'Call',
        corrects: 'none',
        delay: { history: [0, 0], live: [0, 0] },
        qualifiesLead: false,
      },
    ],
  };
}

function numberIn(row: TransactionRow, column: string): number {
  const value = Number(row[column]);
  return Number.isFinite(value) ? value : 0;
}

/** The same row with these amounts, the margin following from them. */
export function withAmounts(row: TransactionRow, amounts: WishedAmounts): TransactionRow {
  const payin = amounts.payin ?? numberIn(row, 'advertiser_payin_localized');
  const payout = amounts.payout ?? numberIn(row, 'affiliate_payout_localized');
  return {
    ...row,
    advertiser_payin_localized: payin,
    affiliate_payout_localized: payout,
    margin_localized: Math.round((payin - payout) * 100) / 100,
    matching_advertiser_payin_policies: payin > 0 ? 'base' : null,
    matching_affiliate_payout_policies: payout > 0 ? 'base' : null,
  };
}

/** A correction of an entry, written at `writtenAt` (ms since 1970) under a new id. */
export function correctionOf(
  entry: LoggedTransaction,
  transactionId: string,
  writtenAt: number,
  wish: WishedAmounts & { readonly result?: string | undefined },
): LoggedTransaction {
  const earlier = entry.row();
  const row = {
    ...withAmounts(earlier, wish),
    transaction_id: transactionId,
    corrects_transaction_id: entry.transactionId ?? null,
    corrected_at: localText(writtenAt),
    call_result_description_detail: wish.result ?? earlier['call_result_description_detail'],
  };
  return { ...entry, transactionId, row: () => row };
}

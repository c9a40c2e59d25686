import type { SubIdValues } from './sub-ids.ts';

/** The kinds of row a network writes about a call, whatever spelling it used (invoca.md 4.7). */
export type TransactionType = 'call' | 'post_call_event' | 'sale' | 'web_sale' | 'signal' | 'unknown';

/**
 * One row of a network's call log, decoded. `null` means the row did not say, which is not the same as zero or
 * empty: the ledger then keeps what it knew. Money is in minor units of the network's currency; what a row says
 * of payout, revenue and result speaks of the whole call (invoca.md 4.7).
 */
export interface Transaction {
  readonly transactionId: string;
  /** The complete call id, by which desk, Invoca and TUNE are reconciled: the Invoca id. */
  readonly callId: string;
  /** The transaction whose values this row replaces; null on a row that is no correction. */
  readonly correctsId: string | null;
  readonly type: TransactionType;
  /** The type as received, kept because an unknown type must never be lost. */
  readonly rawType: string;
  readonly rawResult: string | null;
  readonly payout: number | null;
  readonly revenue: number | null;
  readonly saleAmount: number | null;
  /** UTC milliseconds. */
  readonly callStartedAt: number | null;
  readonly durationSeconds: number | null;
  readonly connectSeconds: number | null;
  /** The promo number's id from the network: the join key to numbers (invoca.md 5.7). */
  readonly virtualLineId: string | null;
  readonly numberDescription: string | null;
  readonly advertiserId: string | null;
  /** The campaign's id from the network, which is the TUNE offer id. */
  readonly offerId: string | null;
  readonly offerName: string | null;
  /** The affiliate's id from the network, which is the TUNE affiliate id. */
  readonly partnerId: string | null;
  readonly partnerName: string | null;
  readonly callerNumber: string | null;
  readonly city: string | null;
  readonly region: string | null;
  /** Sub ids the ring pool recorded for this visitor. */
  readonly ringPoolSubIds: SubIdValues;
  /** Sub ids set on the promo number as custom data. */
  readonly customSubIds: SubIdValues;
}

import type { InvocaUser } from '#shared/ipc/networks.ts';
import type { Transaction } from '#shared/domain/transaction.ts';

/**
 * One row of a page: the transaction, or why it could not be read. `raw` is the row exactly as received; an
 * unreadable row's transaction id is given when at least that could be made out.
 */
export type DecodedRow =
  | { readonly transaction: Transaction; readonly raw: string }
  | { readonly unparsed: string; readonly raw: string; readonly transactionId: string | null };

/** A page as bytes made into rows, in the order received; `unreadable` when the bytes are no page at all. */
export type DecodedPage =
  | {
      readonly kind: 'page';
      readonly rows: readonly DecodedRow[];
      /** Id of the last row, readable or not, with which the next page is asked; null on an empty page. */
      readonly lastTransactionId: string | null;
    }
  | { readonly kind: 'unreadable'; readonly reason: string };

/**
 * Reads a network's page of transactions. Given by the composition root, since the store knows no network. It
 * must also read an array made of the `raw` texts it gave, because the store folds a call again from its raw rows.
 */
export type PageDecoder = (
  body: Uint8Array,
  context: { readonly currency: string; readonly user: InvocaUser },
) => DecodedPage;

import type { Transaction } from '#shared/domain/transaction.ts';
import type { InvocaUser } from '#shared/ipc/networks.ts';

/** One row of a page: decoded, or kept as it came with the reason it could not be. `raw` is the row's text as received. */
export type DecodedRow =
  | { readonly kind: 'transaction'; readonly raw: string; readonly transaction: Transaction }
  | {
      readonly kind: 'unparsed';
      readonly raw: string;
      readonly reason: string;
      /** The row's own id, if at least that could be read. */
      readonly transactionId: string | null;
    };

/**
 * A page as its decoder understood it, rows in arrival order. `cursor` is the id of the last row that has one, null
 * when none has. An unreadable page holds no row that could be trusted to be whole.
 */
export type DecodedPage =
  | { readonly kind: 'page'; readonly rows: readonly DecodedRow[]; readonly cursor: string | null }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Reads a network's page where it is stored: no I/O, never throws. Money is read in the network's currency. */
export type PageDecoder = (
  body: Uint8Array,
  context: { readonly currency: string; readonly user: InvocaUser },
) => DecodedPage;

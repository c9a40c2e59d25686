import type { Catalogue, CatalogueProgress } from './catalogue.ts';
import type { NetworkRecord } from './network-record.ts';

/** A pay-per-call network on the wire, for one account. Every call throws a NetworkFault. */
export interface NetworkClient {
  /** The next page after the cursor ("" is the oldest), as bytes; checked for status and kind, not yet parsed. */
  transactionPage(input: {
    readonly cursor: string;
    readonly limit: number;
    readonly signal: AbortSignal;
  }): Promise<Uint8Array>;
  /**
   * The cursor after a page, read from its last row alone; null when the page is empty or it cannot be told cheaply.
   * What the store then commits decides: this only lets the next page be asked for while the last is being stored.
   */
  cursorAfter(page: Uint8Array): string | null;
  /** The page that holds one row by its id, empty when the network does not know it. */
  transactionById(input: {
    readonly transactionId: string;
    readonly signal: AbortSignal;
  }): Promise<Uint8Array>;
  /** All that the network lists beside calls; null when this kind of token may not list it. */
  catalogue(input: {
    readonly signal: AbortSignal;
    readonly onProgress?: (progress: CatalogueProgress) => void;
  }): Promise<Catalogue | null>;
  /** One small authorised call, to prove address, id and token before they are saved. */
  probe(input: { readonly signal: AbortSignal }): Promise<void>;
}

/** Makes the client of a network from its record and its token. */
export type NetworkClientFactory = (network: NetworkRecord, token: string) => NetworkClient;

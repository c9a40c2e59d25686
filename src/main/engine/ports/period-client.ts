import type { NetworkRecord } from './network-record.ts';

/** Reads the calls of a period afresh from an Invoca account, beside the stream that is synced. Throws NetworkFault. */
export interface PeriodClient {
  /**
   * A page of all transactions of calls that started on these days (`YYYY-MM-DD`, both included) by the clock of the
   * token's user, as bytes, by call start (invoca.md 4.2, 4.4); after the cursor, "" being the beginning.
   */
  page(input: {
    readonly firstDay: string;
    readonly lastDay: string;
    readonly cursor: string;
    readonly limit: number;
    readonly signal: AbortSignal;
  }): Promise<Uint8Array>;
}

/** Makes the client of an account from its record and its token. */
export type PeriodClientFactory = (network: NetworkRecord, token: string) => PeriodClient;

import type { ConversionStatus } from '#shared/domain/status.ts';
import type { InvocaUser } from '#shared/ipc/networks.ts';
import type { UnknownResult, UnparsedRow, WaitingCorrection } from '#shared/ipc/desk.ts';

/**
 * One page of the call log exactly as it came over the wire. The bytes are handed over, not copied; they are read
 * where they are stored, so that no large page is ever parsed on the main thread.
 */
export interface TransactionPage {
  readonly networkId: number;
  /** The cursor the page was asked with; the page is refused if the store's cursor is no longer this one. */
  readonly cursorBefore: string;
  readonly body: Uint8Array;
  readonly receivedAt: number;
  /** `stream` moves the cursor; `lookup` (a row fetched by its id) does not. */
  readonly purpose: 'stream' | 'lookup';
}

/**
 * A page that was read while the one before it was being committed: in memory the store's threads share, by its name.
 * A page that could not be read ahead comes back as it was given.
 */
export type PageAhead =
  | {
      readonly kind: 'ahead';
      readonly memory: string;
      readonly rows: number;
      /** As `DecodedPage` says it. */
      readonly cursor: string | null;
      /** What it was read with; a page is read anew for an account that has changed. */
      readonly currency: string;
      readonly user: InvocaUser;
    }
  | { readonly kind: 'body'; readonly body: Uint8Array }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** A page of the stream that was read ahead. */
export interface PageOfAhead extends Pick<TransactionPage, 'networkId' | 'cursorBefore' | 'receivedAt'> {
  readonly ahead: Extract<PageAhead, { kind: 'ahead' }>;
}

/** What committing a page did. An unreadable page changed nothing and names why. */
export type PageOutcome =
  | {
      readonly kind: 'committed';
      readonly rows: number;
      /** Rows not stored before. */
      readonly fresh: number;
      /** Fresh rows that correct an earlier one. */
      readonly corrections: number;
      /** Rows kept raw because they did not parse. */
      readonly unparsed: number;
      /** Conversions whose status, payout or revenue changed or that are new, by the status they have now. */
      readonly changed: Readonly<Record<ConversionStatus, number>>;
      /** The ids of those conversions, so that a turn of several pages can count each one once. */
      readonly changedIds: Readonly<Record<ConversionStatus, readonly number[]>>;
      readonly unknownResults: number;
      readonly owed: number;
      readonly cursor: string;
    }
  | { readonly kind: 'unreadable'; readonly reason: string }
  | { readonly kind: 'stale' };

/** The rows after the one with this id, towards the older; null begins with the newest. */
interface NewestFirst {
  readonly before: number | null;
  readonly limit: number;
}

/** What the call log holds beside conversions: rows nobody could read, results nobody knows, corrections that wait. */
export interface CallLogReads {
  unparsed(input: NewestFirst): Promise<readonly UnparsedRow[]>;
  waitingCorrections(input: NewestFirst): Promise<readonly WaitingCorrection[]>;
  unknownResults(): Promise<readonly UnknownResult[]>;
  /** Transactions whose correction waits for them, as `{ networkId, transactionId }`, oldest first. */
  missingOriginals(input: { readonly networkId: number; readonly limit: number }): Promise<readonly string[]>;
  /**
   * Reads a page beside the writing, so that committing it has less to do. The bytes are handed over. Two pages are kept,
   * so that one can be read while the other is committed.
   */
  readAhead(input: {
    readonly body: Uint8Array;
    readonly currency: string;
    readonly user: InvocaUser;
  }): Promise<PageAhead>;
  /** Gives back the memory of pages read ahead. */
  endAhead(): Promise<void>;
}

/** The call log as it comes over the wire. */
export interface CallLogWrites {
  /** Rows, ledger, history, deliveries owed and the cursor, together or not at all. */
  commitPage(page: TransactionPage): Promise<PageOutcome>;
  /** The same for a page that was read ahead; stale also when it is no longer kept. */
  commitAhead(page: PageOfAhead): Promise<PageOutcome>;
  /** Lets corrections of these originals speak for themselves, if they were received at or before `waitingSince`. */
  releaseCorrections(input: {
    readonly networkId: number;
    readonly originals: readonly string[];
    readonly waitingSince: number;
    readonly now: number;
  }): Promise<void>;
}

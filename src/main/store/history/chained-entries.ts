import { createHash } from 'node:crypto';
import { chainedEntryText, chainOriginText } from '#shared/domain/history-chain.ts';
import type { ChainedEntry } from '#shared/domain/history-chain.ts';
import type { ConversionStatus } from '#shared/domain/status.ts';
import type { Sqlite } from '../file/sqlite.ts';

/** An entry of the history as it is stored; position and chain are null until it is sealed. */
export interface StoredEntry {
  readonly conversion_id: number;
  readonly seq: number;
  readonly at: number;
  readonly cause: string;
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
  readonly position: number | null;
  readonly chain: Buffer | null;
  /** Of the conversion and its network; null where a conversion is gone, which never happens by the app's doing. */
  readonly call_id: string | null;
  readonly network_key: string | null;
}

/** What a StoredEntry is read from, once `h` is the history. */
export const ENTRY_COLUMNS = 'h.*, c.call_id, w.key AS network_key';
export const ENTRY_JOINS = `LEFT JOIN conversions AS c ON c.id = h.conversion_id
  LEFT JOIN networks AS w ON w.id = c.network_id`;

/** The digest before the first entry of the workspace. */
export function originDigest(db: Sqlite): string {
  const read = db.prepare<[], { value: string }>("SELECT value FROM meta WHERE name = 'workspace_id'");
  return sha256(chainOriginText(read.get()?.value ?? ''));
}

/** The entry as the chain covers it, at a position. */
export function chainedEntry(row: StoredEntry, position: number): ChainedEntry {
  return {
    position,
    network: row.network_key ?? '',
    invocaId: row.call_id ?? '',
    seq: row.seq,
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

/** The digest an entry must have at a position after another digest. */
export function digestOf(digestBefore: string, row: StoredEntry, position: number): string {
  return sha256(chainedEntryText(digestBefore, chainedEntry(row, position)));
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

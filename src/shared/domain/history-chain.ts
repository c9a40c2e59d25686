import type { ConversionStatus } from './status.ts';

/** One entry of the history with its place in the workspace's chain. Money in minor units, instants in UTC milliseconds. */
export interface ChainedEntry {
  /** Counted from 1 over the whole workspace, in the order in which entries were sealed. */
  readonly position: number;
  /** The network's key, which stays the same however the account is renamed. */
  readonly network: string;
  readonly invocaId: string;
  /** Counted from 1 within the conversion. */
  readonly seq: number;
  readonly at: number;
  readonly cause: string;
  readonly transactionId: string | null;
  readonly correctsId: string | null;
  readonly statusBefore: ConversionStatus | null;
  readonly statusAfter: ConversionStatus;
  readonly resultBefore: string | null;
  readonly resultAfter: string;
  readonly payoutBefore: number | null;
  readonly payoutAfter: number;
  readonly revenueBefore: number | null;
  readonly revenueAfter: number;
  /** Why and by whom, where a person did it; null on what the network said. */
  readonly reason: string | null;
  readonly author: string | null;
}

const DIGEST = /^[0-9a-f]{64}$/;

/** The text whose SHA-256 (of its UTF-8 bytes) stands before the first entry of a workspace. */
export function chainOriginText(workspaceId: string): string {
  return JSON.stringify(['switchboard history', 1, workspaceId]);
}

/**
 * The text whose SHA-256 (of its UTF-8 bytes) is the entry's digest: a JSON array without blanks of the digest before it
 * in lower-case hex and every field of the entry, in a fixed order (docs/decisions/0009). Different entries, and the same
 * entry after a different one, never give the same text. Reason and author stand at the end where the entry has one of
 * them: entries without either give the text they gave before there were any.
 * @throws RangeError when the digest before is not 64 lower-case hex digits
 */
export function chainedEntryText(digestBefore: string, entry: ChainedEntry): string {
  if (!DIGEST.test(digestBefore)) throw new RangeError('A digest is 64 lower-case hex digits.');
  return JSON.stringify([
    digestBefore,
    entry.position,
    entry.network,
    entry.invocaId,
    entry.seq,
    entry.at,
    entry.cause,
    entry.transactionId,
    entry.correctsId,
    entry.statusBefore,
    entry.statusAfter,
    entry.resultBefore,
    entry.resultAfter,
    entry.payoutBefore,
    entry.payoutAfter,
    entry.revenueBefore,
    entry.revenueAfter,
    ...(entry.reason === null && entry.author === null ? [] : [entry.reason, entry.author]),
  ]);
}

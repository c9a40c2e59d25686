import type { ChainLink } from '#main/engine/ports/history-store.ts';
import { chainedEntryText } from '#shared/domain/history-chain.ts';
import type { ChainState } from '#shared/ipc/history.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { chainedEntry, digestOf, ENTRY_COLUMNS, ENTRY_JOINS, originDigest } from './chained-entries.ts';
import type { StoredEntry } from './chained-entries.ts';

/** How the entries of one conversion stand in the chain. */
export interface ConversionChain {
  readonly state: ChainState;
  readonly links: readonly ChainLink[];
}

interface Standing {
  readonly changes: number;
  readonly may_be_unsealed: number;
}

/**
 * Checks the entries of one conversion: each follows from its fields and the digest before it, the entry after it
 * follows from it, and there are as many as the conversion counts.
 */
export function conversionChains(db: Sqlite): (id: number) => ConversionChain {
  const entriesOf = db.prepare<[number], StoredEntry>(
    `SELECT ${ENTRY_COLUMNS} FROM history AS h ${ENTRY_JOINS} WHERE h.conversion_id = ? ORDER BY h.seq`,
  );
  const at = db.prepare<[number], StoredEntry>(
    `SELECT ${ENTRY_COLUMNS} FROM history_chain AS k
     JOIN history AS h ON h.conversion_id = k.conversion_id AND h.seq = k.seq ${ENTRY_JOINS} WHERE k.position = ?`,
  );
  const standing = db.prepare<[number], Standing>(
    `SELECT changes, id > (SELECT through FROM sealed) OR id IN (SELECT id FROM unsealed) AS may_be_unsealed
     FROM conversions WHERE id = ?`,
  );
  const newest = db.prepare<[], { position: number; head: Buffer | null }>(
    'SELECT position, head FROM sealed',
  );

  const digestAt = (position: number): string | null =>
    position === 0 ? originDigest(db) : hexOf(at.get(position)?.chain ?? null);

  const stands = (entry: StoredEntry, position: number, before: string): boolean => {
    const digest = hexOf(entry.chain);
    const named = at.get(position);
    if (named?.conversion_id !== entry.conversion_id || named.seq !== entry.seq) return false;
    if (digest === null || digest !== digestOf(before, entry, position)) return false;
    const sealed = newest.get();
    if (position === sealed?.position) return digest === hexOf(sealed.head);
    const next = at.get(position + 1);
    return next !== undefined && hexOf(next.chain) === digestOf(digest, next, position + 1);
  };

  return (id) => {
    const entries = entriesOf.all(id);
    const { changes = 0, may_be_unsealed = 0 } = standing.get(id) ?? {};
    let state: ChainState = entries.length === changes ? 'holds' : 'broken';
    const links = entries.map((entry): ChainLink => {
      const { seq, position } = entry;
      const before = position === null || position < 1 ? null : digestAt(position - 1);
      if (position === null && may_be_unsealed === 1) {
        if (state === 'holds') state = 'pending';
      } else if (position === null || before === null || !stands(entry, position, before)) state = 'broken';
      return {
        seq,
        position,
        digestBefore: before,
        digest: hexOf(entry.chain),
        text:
          position === null || before === null
            ? null
            : chainedEntryText(before, chainedEntry(entry, position)),
      };
    });
    return { state, links };
  };
}

/** A digest as it is shown; null when it is none, as only a change from outside makes it. */
export function hexOf(digest: Buffer | null): string | null {
  return digest?.length === 32 ? digest.toString('hex') : null;
}

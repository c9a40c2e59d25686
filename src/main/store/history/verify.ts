import type { HistoryVerdict } from '#shared/ipc/history.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { digestOf, ENTRY_COLUMNS, ENTRY_JOINS, originDigest } from './chained-entries.ts';
import type { StoredEntry } from './chained-entries.ts';
import { hexOf } from './conversion-chain.ts';

/** Entries looked at before other reads go in between. */
const PIECE = 2_000;

type Break = NonNullable<HistoryVerdict['firstBroken']>;

interface LinkedEntry extends Omit<StoredEntry, 'seq' | 'conversion_id'> {
  readonly link: number;
  readonly linked_seq: number;
  readonly linked_call: string | null;
  readonly seq: number | null;
  readonly conversion_id: number | null;
}

interface CountedConversion {
  readonly id: number;
  readonly call_id: string;
  readonly changes: number;
  readonly entries: number;
  readonly newest: number | null;
  readonly unsealed: number;
  readonly may_be_unsealed: number;
  readonly unlinked_seq: number | null;
  /** Whether the conversion says what its newest entry does, or has none. */
  readonly as_told: number;
}

/**
 * Checks the whole history in two walks, other reads going in between: along the chain, each entry follows from its
 * fields and the digest before it; along the conversions, each has as many entries as it counts, says what the newest of
 * them says, and no entry stands outside the chain, other than those not sealed yet.
 */
export function historyVerification(
  db: Sqlite,
  giveWay: () => Promise<void>,
): (input: { readonly notedHead: string | null }) => Promise<HistoryVerdict> {
  const sealed = db.prepare<[], { position: number; head: Buffer | null }>(
    'SELECT position, head FROM sealed',
  );
  const along = db.prepare<[number, number, number], LinkedEntry>(
    `SELECT k.position AS link, k.seq AS linked_seq, n.call_id AS linked_call, ${ENTRY_COLUMNS}
     FROM history_chain AS k LEFT JOIN conversions AS n ON n.id = k.conversion_id
     LEFT JOIN history AS h ON h.conversion_id = k.conversion_id AND h.seq = k.seq ${ENTRY_JOINS}
     WHERE k.position > ? AND k.position <= ? ORDER BY k.position LIMIT ?`,
  );
  const outside = 'k.conversion_id IS NOT h.conversion_id OR k.seq IS NOT h.seq';
  const counted = db.prepare<[number, number], CountedConversion>(
    `SELECT c.id, c.call_id, c.changes, count(h.seq) AS entries, max(h.seq) AS newest,
       count(h.seq) FILTER (WHERE ${outside}) AS unsealed, min(h.seq) FILTER (WHERE ${outside}) AS unlinked_seq,
       c.id > (SELECT through FROM sealed) OR c.id IN (SELECT id FROM unsealed) AS may_be_unsealed,
       c.status IS l.status_after AND c.payout IS l.payout_after AND c.revenue IS l.revenue_after
         AND c.raw_result IS l.result_after OR c.changes = 0 AS as_told
     FROM (SELECT * FROM conversions WHERE id > ? ORDER BY id LIMIT ?) AS c
     LEFT JOIN history AS l ON l.conversion_id = c.id AND l.seq = c.changes
     LEFT JOIN history AS h ON h.conversion_id = c.id
     LEFT JOIN history_chain AS k
       ON k.position = h.position AND k.position BETWEEN 1 AND (SELECT position FROM sealed)
     GROUP BY c.id ORDER BY c.id`,
  );
  const ownerless = db.prepare<[number, number], { seq: number }>(
    `SELECT seq FROM history WHERE conversion_id > ? AND conversion_id <= ?
       AND conversion_id NOT IN (SELECT id FROM conversions) LIMIT 1`,
  );

  const walkChain = async (end: number, head: string | null, noted: string | null): Promise<Break | null> => {
    let before = originDigest(db);
    let position = 0;
    let seen = noted === null;
    while (position < end) {
      const piece = along.all(position, end, PIECE);
      for (const row of piece) {
        position += 1;
        const broken = brokenLink(row, position, before);
        if (broken) return broken;
        before = hexOf(row.chain) ?? '';
        seen ||= before === noted;
      }
      if (piece.length === 0) break;
      await giveWay();
    }
    if (position !== end || (end > 0 && before !== head)) {
      return {
        invocaId: null,
        seq: null,
        what: 'The end of the chain is not what was sealed last; entries are missing there.',
      };
    }
    if (seen) return null;
    return { invocaId: null, seq: null, what: 'The head noted earlier is the digest of no entry.' };
  };

  const walkConversions = async (): Promise<{ entries: number; unsealed: number; broken: Break | null }> => {
    let entries = 0;
    let unsealed = 0;
    let broken: Break | null = null;
    for (let after = 0; ;) {
      const piece = counted.all(after, PIECE);
      const last = piece.at(-1)?.id ?? Number.MAX_SAFE_INTEGER;
      const stray = ownerless.get(after === 0 ? Number.MIN_SAFE_INTEGER : after, last);
      for (const row of piece) {
        entries += row.entries;
        unsealed += row.unsealed;
        broken ??= brokenCount(row);
      }
      if (stray) broken ??= { invocaId: null, seq: stray.seq, what: 'The entry is of no conversion.' };
      if (piece.length === 0) return { entries, unsealed, broken };
      after = last;
      await giveWay();
    }
  };

  return async ({ notedHead }) => {
    const { position, head } = sealed.get() ?? { position: 0, head: null };
    const shown = head === null ? null : hexOf(head);
    const chain = await walkChain(position, shown, notedHead);
    const { entries, unsealed, broken } = await walkConversions();
    const firstBroken = chain ?? broken;
    return { entries, ok: firstBroken === null, firstBroken, head: shown, unsealed };
  };
}

function brokenLink(row: LinkedEntry, position: number, before: string): Break | null {
  const { seq, conversion_id } = row;
  const at = { invocaId: row.linked_call, seq: row.linked_seq };
  if (row.link !== position) return { ...at, what: 'The entry before it in the chain is missing.' };
  if (seq === null || conversion_id === null) return { ...at, what: 'The entry is missing.' };
  if (row.position !== position)
    return { ...at, what: 'The entry does not stand at its place in the chain.' };
  if (hexOf(row.chain) === digestOf(before, { ...row, seq, conversion_id }, position)) return null;
  return { ...at, what: 'The entry’s digest does not follow from its fields and the digest before it.' };
}

function brokenCount(row: CountedConversion): Break | null {
  if (row.unsealed > 0 && row.may_be_unsealed === 0) {
    return { invocaId: row.call_id, seq: row.unlinked_seq, what: 'The entry stands outside the chain.' };
  }
  const at = { invocaId: row.call_id, seq: row.newest };
  if (row.entries !== row.changes || (row.newest ?? 0) !== row.changes)
    return { ...at, what: `The conversion counts ${row.changes} entries, and ${row.entries} are there.` };
  if (row.as_told === 1) return null;
  return { ...at, what: 'The conversion says something else than its newest entry.' };
}

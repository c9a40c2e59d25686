import type { Settling } from '../conversions/settle.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { digestOf, ENTRY_COLUMNS, ENTRY_JOINS, originDigest } from './chained-entries.ts';
import type { StoredEntry } from './chained-entries.ts';

interface Sealed {
  readonly through: number;
  readonly position: number;
  readonly head: Buffer | null;
}

/**
 * Seals committed entries into the workspace's chain, some conversions at a time, in transactions of their own, so that
 * taking in a page costs no more for it. A crash in between loses nothing: what is not sealed is known by its conversion.
 */
export function sealing(db: Sqlite): Settling {
  const sealed = db.prepare<[], Sealed>('SELECT through, position, head FROM sealed');
  const left = unsealedConversions(db);
  const changed = db.prepare<[number], { id: number }>('SELECT id FROM unsealed ORDER BY id LIMIT ?');
  const newer = db.prepare<[number, number], { id: number }>(
    'SELECT id FROM conversions WHERE id > ? ORDER BY id LIMIT ?',
  );
  const entries = db.prepare<[number], StoredEntry>(
    `SELECT ${ENTRY_COLUMNS} FROM history AS h ${ENTRY_JOINS}
     WHERE h.conversion_id = ? AND h.position IS NULL ORDER BY h.seq`,
  );
  const seal = db.prepare<[number, Buffer, number, number]>(
    'UPDATE history SET position = ?, chain = ? WHERE conversion_id = ? AND seq = ?',
  );
  const link = db.prepare<[number, number, number]>(
    'INSERT OR REPLACE INTO history_chain (position, conversion_id, seq) VALUES (?, ?, ?)',
  );
  const settled = db.prepare<[number]>('DELETE FROM unsealed WHERE id = ?');
  const advance = db.prepare<[number, number, Buffer | null]>(
    'UPDATE sealed SET through = ?, position = ?, head = ?',
  );

  const sealSome = db.transaction((limit: number): number => {
    const from = sealed.get() ?? { through: 0, position: 0, head: null };
    let { position } = from;
    let head = from.head?.toString('hex') ?? originDigest(db);
    const again = changed.all(limit);
    const fresh = newer.all(from.through, Math.max(0, limit - again.length));
    for (const { id } of [...again, ...fresh]) {
      for (const entry of entries.all(id)) {
        position += 1;
        head = digestOf(head, entry, position);
        seal.run(position, Buffer.from(head, 'hex'), id, entry.seq);
        link.run(position, id, entry.seq);
      }
    }
    for (const { id } of again) settled.run(id);
    const through = fresh.at(-1)?.id ?? from.through;
    advance.run(through, position, position === 0 ? null : Buffer.from(head, 'hex'));
    return left();
  });

  return { unlisted: left, settleSlice: (limit) => (left() === 0 ? 0 : sealSome.immediate(limit)) };
}

/** Counts the conversions that may have entries not sealed yet. */
export function unsealedConversions(db: Sqlite): () => number {
  const left = db.prepare<[], { count: number }>(
    `SELECT coalesce((SELECT max(id) FROM conversions), 0) - (SELECT through FROM sealed)
       + (SELECT count(*) FROM unsealed) AS count`,
  );
  return () => left.get()?.count ?? 0;
}

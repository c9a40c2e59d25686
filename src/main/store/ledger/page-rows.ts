import { createHash } from 'node:crypto';
import type { DecodedRow } from '#main/engine/ports/page-decoder.ts';
import type { CallState } from '#shared/domain/ledger.ts';
import type { Sqlite } from '../file/sqlite.ts';
import type { ReadableRow } from './open-calls.ts';

type Unreadable = Extract<DecodedRow, { kind: 'unparsed' }>;

/** What of a row as it is stored does not stand in itself. */
interface StoredAs {
  /** Null for the next one. */
  readonly id: number | null;
  readonly conversionId: number;
  readonly receivedAt: number;
  readonly waiting: boolean;
}

/** Writes a page's rows as received, and where the page leaves the stream. */
export interface RowWrites {
  /** The rows whose transaction is not stored, each once, in the order given. */
  readonly notStored: (networkId: number, rows: readonly ReadableRow[]) => ReadableRow[];
  readonly insert: (networkId: number, as: StoredAs, row: ReadableRow) => void;
  /** Marks stored rows that waited before and took effect now. */
  readonly noLongerWaiting: (before: CallState, after: CallState, networkId: number) => void;
  /** Keeps a row that could not be read; 0 when it is kept already. */
  readonly keepUnparsed: (networkId: number, row: Unreadable, receivedAt: number) => number;
  readonly advance: (networkId: number, cursor: string, fresh: number) => void;
}

export function rowWrites(db: Sqlite): RowWrites {
  const known = db.prepare<[string, number], { transaction_id: string }>(
    `SELECT t.transaction_id FROM json_each(?) AS asked
     CROSS JOIN transactions AS t ON t.network_id = ? AND t.transaction_id = asked.value`,
  );
  const insert = db.prepare<
    [number | null, number, string, number, string | null, string, number, number, string]
  >(
    `INSERT INTO transactions (id, network_id, transaction_id, conversion_id, corrects_id, type, received_at, waiting, raw)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const speaks = db.prepare<[number, string]>(
    'UPDATE transactions SET waiting = 0 WHERE network_id = ? AND transaction_id = ?',
  );
  const keep = db.prepare<[number, string, string | null, number, string, string]>(
    `INSERT INTO unparsed_rows (network_id, digest, transaction_id, received_at, reason, raw)
     VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  );
  const advance = db.prepare<[string, number, number]>(
    'UPDATE networks SET cursor = ?, transactions = transactions + ? WHERE id = ?',
  );
  return {
    notStored: (networkId, rows) => {
      const asked = JSON.stringify(rows.map(({ transaction }) => transaction.transactionId));
      const seen = new Set(known.all(asked, networkId).map((row) => row.transaction_id));
      return rows.filter(({ transaction: { transactionId } }) => {
        if (seen.has(transactionId)) return false;
        seen.add(transactionId);
        return true;
      });
    },
    insert: (networkId, { id, conversionId, receivedAt, waiting }, { transaction, raw }) => {
      const { transactionId, correctsId, rawType } = transaction;
      insert.run(
        id,
        networkId,
        transactionId,
        conversionId,
        correctsId,
        rawType,
        receivedAt,
        waiting ? 1 : 0,
        raw,
      );
    },
    noLongerWaiting: (before, after, networkId) => {
      for (const row of before.waiting) {
        if (!after.waiting.some(({ transactionId }) => transactionId === row.transactionId)) {
          speaks.run(networkId, row.transactionId);
        }
      }
    },
    keepUnparsed: (networkId, row, receivedAt) => {
      const digest = createHash('sha256').update(row.raw).digest('hex');
      return keep.run(networkId, digest, row.transactionId, receivedAt, row.reason, row.raw).changes;
    },
    advance: (networkId, cursor, fresh) => {
      advance.run(cursor, fresh, networkId);
    },
  };
}

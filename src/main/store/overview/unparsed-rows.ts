import type { UnknownResult, UnparsedRow } from '#shared/ipc/desk.ts';
import type { Sqlite } from '../file/sqlite.ts';

/** Reads of what a person should look at among the rows received. */
export function troubledRows(db: Sqlite): {
  readonly unparsed: (input: { readonly before: number | null; readonly limit: number }) => UnparsedRow[];
  readonly unknownResults: () => UnknownResult[];
  readonly missingOriginals: (input: { readonly networkId: number; readonly limit: number }) => string[];
  readonly counts: () => { readonly unparsed: number; readonly waiting: number };
} {
  const unparsed = db.prepare<[number, number], UnparsedRow>(
    `SELECT u.id, w.name AS networkName, u.received_at AS receivedAt, u.reason, u.raw
     FROM unparsed_rows AS u JOIN networks AS w ON w.id = u.network_id
     WHERE u.id < ? ORDER BY u.id DESC LIMIT ?`,
  );
  const unknown = db.prepare<[], UnknownResult>(
    `SELECT c.network_id AS networkId, w.name AS networkName, c.raw_result AS rawResult, count(*) AS count
     FROM conversions AS c INDEXED BY conversions_of_unknown_result JOIN networks AS w ON w.id = c.network_id
     WHERE c.known = 0 AND c.status IS NOT NULL GROUP BY c.network_id, c.raw_result ORDER BY count DESC, rawResult`,
  );
  const missing = db.prepare<[number, number], { corrects_id: string }>(
    `SELECT corrects_id, min(id) AS first FROM transactions AS t INDEXED BY transactions_waiting
     WHERE network_id = ? AND waiting = 1 AND NOT EXISTS (
       SELECT 1 FROM transactions AS o WHERE o.network_id = t.network_id AND o.transaction_id = t.corrects_id)
     GROUP BY corrects_id ORDER BY first LIMIT ?`,
  );
  const counts = db.prepare<[], { unparsed: number; waiting: number }>(
    `SELECT (SELECT count(*) FROM unparsed_rows) AS unparsed,
       (SELECT count(*) FROM transactions INDEXED BY transactions_waiting WHERE waiting = 1) AS waiting`,
  );
  return {
    unparsed: ({ before, limit }) => unparsed.all(before ?? Number.MAX_SAFE_INTEGER, limit),
    unknownResults: () => unknown.all(),
    missingOriginals: ({ networkId, limit }) =>
      missing.all(networkId, limit).map(({ corrects_id }) => corrects_id),
    counts: () => counts.get() ?? { unparsed: 0, waiting: 0 },
  };
}

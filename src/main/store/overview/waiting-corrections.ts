import type { WaitingCorrection } from '#shared/ipc/desk.ts';
import type { Sqlite } from '../file/sqlite.ts';

/**
 * Reads corrections whose original has not arrived, newest first. Each network is walked from the place asked for by
 * its own index, so that a page costs the same however many wait.
 */
export function waitingCorrections(
  db: Sqlite,
): (input: { readonly before: number | null; readonly limit: number }) => WaitingCorrection[] {
  const networks = db.prepare<[], { id: number }>('SELECT id FROM networks');
  const waiting = db.prepare<[number, number, number], WaitingCorrection>(
    `SELECT t.id, w.name AS networkName, t.received_at AS receivedAt, t.transaction_id AS transactionId,
       t.corrects_id AS correctsId, c.call_id AS callId, iif(c.status IS NULL, NULL, c.id) AS conversionId, t.raw
     FROM transactions AS t INDEXED BY transactions_waiting
     JOIN conversions AS c ON c.id = t.conversion_id
     JOIN networks AS w ON w.id = t.network_id
     WHERE t.network_id = ? AND t.waiting = 1 AND t.id < ? ORDER BY t.id DESC LIMIT ?`,
  );
  return ({ before, limit }) =>
    networks
      .all()
      .flatMap(({ id }) => waiting.all(id, before ?? Number.MAX_SAFE_INTEGER, limit))
      .toSorted((one, other) => other.id - one.id)
      .slice(0, limit);
}

import type { BatchResultRow, NumbersReads } from '#main/engine/ports/numbers-store.ts';
import type { Sqlite } from '../file/sqlite.ts';
import type { Handlers } from '../threads/handlers.ts';

/** Reads what came of a batch of numbers, row by row in the order of its form or file. */
export function batchResults(db: Sqlite): Handlers<Pick<NumbersReads, 'batchResult'>> {
  const rows = db.prepare<[number, number, number], BatchResultRow>(
    `SELECT b.seq, b.line, b.offer_id AS offerId, coalesce(o.name, '') AS offerName, b.partner_id AS partnerId,
       coalesce(p.name, '') AS partnerName, b.description, coalesce(n.id_from_network, '') AS idFromNetwork,
       coalesce(n.invoca_id, '') AS invocaId, coalesce(n.number, '') AS number, coalesce(n.base_link, '') AS baseLink,
       coalesce(n.state, 'skipped') AS state,
       CASE WHEN n.id IS NULL THEN b.reason
         WHEN n.reason <> '' THEN n.reason
         WHEN n.state = 'requested' THEN coalesce(j.last_reason, '') ELSE '' END AS reason
     FROM number_batch_rows AS b LEFT JOIN numbers AS n ON n.id = b.number_id LEFT JOIN jobs AS j ON j.id = n.job_id
     LEFT JOIN offers AS o ON o.network_id = n.network_id AND o.offer_id = b.offer_id
     LEFT JOIN partners AS p ON p.network_id = n.network_id AND p.partner_id = b.partner_id
     WHERE b.batch_id = ? AND b.seq > ? ORDER BY b.seq LIMIT ?`,
  );
  return { batchResult: ({ batchId, after, limit }) => rows.all(batchId, after, limit) };
}

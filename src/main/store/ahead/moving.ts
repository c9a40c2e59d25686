import type { ConversionStatus } from '#shared/domain/status.ts';
import type { Sqlite } from '../file/sqlite.ts';
import type { KindFacts } from './page-kinds.ts';
import { AHEAD } from './page-memory.ts';

/**
 * The statements over a page read ahead. They are prepared for each page, since each comes with its own memory.
 * `places` are JSON lists of places in the page.
 */

/** Places of the rows that are no plain call of their own, or whose call or transaction is stored already. */
export function notNew(db: Sqlite, networkId: number): number[] {
  return db
    .prepare<[number, number], number>(
      `SELECT place FROM ${AHEAD}.rows AS r WHERE plain = 0
         OR EXISTS (SELECT 1 FROM conversions AS c WHERE c.network_id = ? AND c.call_id = r.call_id)
         OR EXISTS (SELECT 1 FROM transactions AS t WHERE t.network_id = ? AND t.transaction_id = r.transaction_id)`,
    )
    .pluck()
    .all(networkId, networkId);
}

/** Every place of the page. */
export function everyPlace(db: Sqlite): number[] {
  return db.prepare<[], number>(`SELECT place FROM ${AHEAD}.rows`).pluck().all();
}

/** The kinds there are at other places, in the order they are met. */
export function kindsBut(db: Sqlite, places: string): (KindFacts & { readonly kind: number })[] {
  return db
    .prepare<[string], KindFacts & { readonly kind: number }>(
      `SELECT kind, virtual_line_id AS virtualLineId, number_description AS numberDescription,
         partner_id AS partnerId, partner_name AS partnerName, offer_id AS offerId, offer_name AS offerName,
         advertiser_id AS advertiserId, raw_result AS rawResult
       FROM ${AHEAD}.kinds WHERE kind IN
         (SELECT kind FROM ${AHEAD}.rows WHERE place NOT IN (SELECT value FROM json_each(?))) ORDER BY kind`,
    )
    .all(places);
}

/** The other places whose kind is not among these. */
export function placesBut(db: Sqlite, places: string, kinds: readonly number[]): number[] {
  return db
    .prepare<[string, string], number>(
      `SELECT place FROM ${AHEAD}.rows WHERE place NOT IN (SELECT value FROM json_each(?))
         AND kind NOT IN (SELECT value FROM json_each(?))`,
    )
    .pluck()
    .all(places, JSON.stringify(kinds));
}

/** Makes the calls of the rows at other places, by what their kinds mean: `[kind, line, status, known]` of each. */
export function moveCalls(db: Sqlite, networkId: number, meanings: string, places: string): number {
  return db
    .prepare<[string, number, string]>(
      `WITH meanings (kind, line_id, status, known) AS MATERIALIZED
         (SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(?))
       INSERT INTO conversions (network_id, call_id, line_id, status, known, raw_result, payout, revenue, sale_amount,
         call_started_at, duration_seconds, connect_seconds, caller_number, city, region, advertiser_id, aff_sub2,
         aff_sub3, aff_sub4, aff_sub5, source, sub_id_origins, last_transaction_id, changes)
       SELECT ?, r.call_id, m.line_id, m.status, m.known, r.raw_result, r.payout, r.revenue, r.sale_amount,
         r.call_started_at, r.duration_seconds, r.connect_seconds, r.caller_number, r.city, r.region, r.advertiser_id,
         r.aff_sub2, r.aff_sub3, r.aff_sub4, r.aff_sub5, r.source, r.sub_id_origins, r.transaction_id, 1
       FROM ${AHEAD}.rows AS r CROSS JOIN meanings AS m ON m.kind = r.kind
       WHERE r.place NOT IN (SELECT value FROM json_each(?)) ORDER BY r.place`,
    )
    .run(meanings, networkId, places).changes;
}

/** Stores the rows at other places as received, of the calls made of them. Their ids are in the order they came. */
export function moveRows(
  db: Sqlite,
  to: {
    readonly networkId: number;
    readonly rowsBefore: number;
    readonly receivedAt: number;
    readonly places: string;
  },
): void {
  db.prepare<[number, number, number, number, string]>(
    `INSERT INTO transactions (id, network_id, transaction_id, conversion_id, type, received_at, waiting, raw)
     SELECT ? + r.place, ?, r.transaction_id, c.id, r.type, ?, 0, r.raw
     FROM ${AHEAD}.rows AS r CROSS JOIN conversions AS c ON c.network_id = ? AND c.call_id = r.call_id
     WHERE r.place NOT IN (SELECT value FROM json_each(?)) ORDER BY r.place`,
  ).run(to.rowsBefore, to.networkId, to.receivedAt, to.networkId, to.places);
}

/** The rows at these places as received, in the order they came. */
export function rowsAt(db: Sqlite, places: string): { readonly place: number; readonly raw: string }[] {
  return db
    .prepare<[string], { place: number; raw: string }>(
      `SELECT place, raw FROM ${AHEAD}.rows WHERE place IN (SELECT value FROM json_each(?)) ORDER BY place`,
    )
    .all(places);
}

/** The newest row stored; 0 without one. */
export function newestRow(db: Sqlite): number {
  return db.prepare<[], number | null>('SELECT max(id) FROM transactions').pluck().get() ?? 0;
}

/** The ids of the conversions of a status above an id. */
export function conversionsAbove(db: Sqlite, id: number, status: ConversionStatus): number[] {
  return db
    .prepare<[number, ConversionStatus], number>(
      'SELECT id FROM conversions WHERE id > ? AND status = ? ORDER BY id',
    )
    .pluck()
    .all(id, status);
}

/** How many conversions above an id have a result nobody knows. */
export function unknownAbove(db: Sqlite, id: number): number {
  const count = 'SELECT count(*) FROM conversions WHERE id > ? AND known = 0';
  return db.prepare<[number], number>(count).pluck().get(id) ?? 0;
}

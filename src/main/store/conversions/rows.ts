import type { ConversionRow } from '#shared/ipc/conversions.ts';
import type { ConversionStatus } from '#shared/domain/status.ts';
import type { Sqlite } from '../file/sqlite.ts';

/** A conversion with the names of its line, as it is read from the file. */
export interface StoredConversion {
  readonly id: number;
  readonly network_id: number;
  readonly network_name: string;
  readonly currency: string;
  readonly call_id: string;
  readonly status: ConversionStatus;
  readonly known: number;
  readonly raw_result: string;
  readonly partner_id: string;
  readonly partner_name: string;
  readonly offer_id: string;
  readonly offer_name: string;
  readonly number: string;
  readonly payout: number;
  readonly revenue: number;
  readonly call_started_at: number | null;
  readonly duration_seconds: number | null;
  readonly aff_sub2: string;
  readonly aff_sub3: string;
  readonly aff_sub4: string;
  readonly aff_sub5: string;
  readonly source: string;
}

/** Columns and joins that make a StoredConversion; `c` is the conversion, `l` its line. */
export const CONVERSION_COLUMNS = `c.id, c.network_id, w.name AS network_name, w.currency, c.call_id, c.status, c.known,
  c.raw_result, l.partner_id, coalesce(p.name, '') AS partner_name, l.offer_id, coalesce(o.name, '') AS offer_name,
  coalesce(n.number, '') AS number, c.payout, c.revenue, c.call_started_at, c.duration_seconds, c.aff_sub2, c.aff_sub3,
  c.aff_sub4, c.aff_sub5, c.source`;
export const CONVERSION_JOINS = `JOIN lines AS l ON l.id = c.line_id
  JOIN networks AS w ON w.id = c.network_id
  LEFT JOIN numbers AS n ON n.id = l.number_id
  LEFT JOIN partners AS p ON p.network_id = c.network_id AND p.partner_id = l.partner_id
  LEFT JOIN offers AS o ON o.network_id = c.network_id AND o.offer_id = l.offer_id`;

/** Reads the rows of a list by their ids, in the order of the ids. */
export function conversionRows(db: Sqlite): (ids: readonly number[]) => ConversionRow[] {
  const read = db.prepare<[string], StoredConversion>(
    `SELECT ${CONVERSION_COLUMNS} FROM json_each(?) AS asked CROSS JOIN conversions AS c ON c.id = asked.value
     ${CONVERSION_JOINS} WHERE c.status IS NOT NULL ORDER BY asked.key`,
  );
  return (ids) => (ids.length === 0 ? [] : read.all(JSON.stringify(ids)).map(rowOf));
}

/** A stored conversion as a row of the list. */
export function rowOf(row: StoredConversion): ConversionRow {
  return {
    id: row.id,
    networkId: row.network_id,
    networkName: row.network_name,
    invocaId: row.call_id,
    status: row.status,
    knownResult: row.known === 1,
    rawResult: row.raw_result,
    partnerId: row.partner_id,
    partnerName: row.partner_name,
    offerId: row.offer_id,
    offerName: row.offer_name,
    number: row.number,
    payout: row.payout,
    revenue: row.revenue,
    currency: row.currency,
    callStartedAt: row.call_started_at,
    durationSeconds: row.duration_seconds,
    aff_sub2: row.aff_sub2,
    aff_sub3: row.aff_sub3,
    aff_sub4: row.aff_sub4,
    aff_sub5: row.aff_sub5,
    source: row.source,
  };
}

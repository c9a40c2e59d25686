import type { ReconcileReads } from '#main/engine/ports/reconcile-store.ts';
import type { EarlierState } from '#shared/domain/reconcile/sides.ts';
import type { ConversionStatus } from '#shared/domain/status.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { statusMaps } from '../networks/network-records.ts';
import type { InstantHandlers } from '../threads/handlers.ts';

type DeskReads = Pick<ReconcileReads, 'deskRows' | 'callsOfTransactions' | 'statusesOf'>;

type Stored = readonly [
  id: number,
  callId: string,
  status: ConversionStatus,
  payout: number,
  currency: string,
  startedAt: number | null,
  number: string,
  rawResult: string,
  changes: number,
];

interface Change {
  readonly conversion_id: number;
  readonly at: number;
  readonly status_before: ConversionStatus;
  readonly payout_before: number;
}

/** Reads the desk's own side straight from the records, so that nothing that is stored is missed. */
export function deskRowReads(db: Sqlite): InstantHandlers<DeskReads> {
  const rows = db
    .prepare<(number | string | null)[], Stored>(
      `SELECT c.id, c.call_id, c.status, c.payout, w.currency, c.call_started_at, coalesce(n.number, '') AS number,
       c.raw_result, c.changes
     FROM conversions AS c
     CROSS JOIN networks AS w ON w.id = c.network_id
     CROSS JOIN lines AS l ON l.id = c.line_id
     LEFT JOIN numbers AS n ON n.id = l.number_id
     WHERE c.id > ? AND c.status IS NOT NULL
       AND (c.call_started_at IS NULL OR (c.call_started_at >= ? AND c.call_started_at < ?))
       AND c.network_id = coalesce(?, c.network_id) AND l.partner_id = coalesce(?, l.partner_id)
       AND l.offer_id = coalesce(?, l.offer_id)
     ORDER BY c.id LIMIT ?`,
    )
    .raw();
  const changes = db.prepare<[string], Change>(
    `SELECT h.conversion_id, h.at, h.status_before, h.payout_before
     FROM json_each(?) AS asked CROSS JOIN history AS h ON h.conversion_id = asked.value
     WHERE h.status_before IS NOT NULL AND h.payout_before IS NOT NULL ORDER BY h.conversion_id, h.seq`,
  );
  const calls = db
    .prepare<[string], [string, string]>(
      `SELECT DISTINCT t.transaction_id, c.call_id
       FROM networks AS w CROSS JOIN json_each(?) AS asked
       CROSS JOIN transactions AS t ON t.network_id = w.id AND t.transaction_id = asked.value
       JOIN conversions AS c ON c.id = t.conversion_id
       WHERE w.kind = 'invoca'`,
    )
    .raw();
  const maps = statusMaps(db);
  return {
    deskRows: ({ from, to, networkId, partnerId, offerId, after, limit }) => {
      const found = rows.all(after, from, to, networkId, partnerId, offerId, limit);
      const changed = found.filter(([, , , , , , , , count]) => count > 1).map(([id]) => id);
      const earlier = new Map<number, EarlierState[]>();
      for (const { conversion_id: id, at, status_before, payout_before } of changes.all(
        JSON.stringify(changed),
      )) {
        const states = earlier.get(id) ?? [];
        states.push({ until: at, status: status_before, payout: payout_before });
        earlier.set(id, states);
      }
      return {
        recordIds: found.map(([id]) => id),
        callIds: found.map(([, callId]) => callId),
        statuses: found.map(([, , status]) => status),
        payouts: found.map(([, , , payout]) => payout),
        currencies: found.map(([, , , , currency]) => currency),
        ats: found.map(([, , , , , startedAt]) => startedAt),
        numbers: found.map(([, , , , , , number]) => number),
        rawResults: found.map(([, , , , , , , rawResult]) => rawResult),
        earlier,
      };
    },
    callsOfTransactions: ({ transactionIds }) => calls.all(JSON.stringify(transactionIds)),
    statusesOf: ({ networkId }) => maps(networkId),
  };
}

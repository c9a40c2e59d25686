import { POSTBACK_TIME_ZONE } from '../ledger/owed-conversion.ts';
import { CONVERSION_COLUMNS, CONVERSION_JOINS } from '../conversions/rows.ts';
import type { StoredConversion } from '../conversions/rows.ts';
import { storedSubIds } from '../conversions/sub-ids.ts';
import type { OwedConversion } from '../deliveries/owed-deliveries.ts';
import type { Sqlite } from '../file/sqlite.ts';

interface FactsRow extends StoredConversion {
  readonly sale_amount: number | null;
  readonly advertiser_id: string;
  readonly last_transaction_id: string;
  readonly sub_id_origins: string;
}

/**
 * Reads what postbacks tell of stored conversions, in the order of the ids; unknown ids are left out. What they said before
 * is what they say now: reading changes nothing.
 */
export function storedPostbackFacts(db: Sqlite): (ids: readonly number[]) => OwedConversion[] {
  const read = db.prepare<[string], FactsRow>(
    `SELECT ${CONVERSION_COLUMNS}, c.sale_amount, c.advertiser_id, c.last_transaction_id, c.sub_id_origins
     FROM json_each(?) AS asked CROSS JOIN conversions AS c ON c.id = asked.value
     ${CONVERSION_JOINS} WHERE c.status IS NOT NULL ORDER BY asked.key`,
  );
  return (ids) =>
    read.all(JSON.stringify(ids)).map((row) => ({
      conversionId: row.id,
      networkId: row.network_id,
      before: { status: row.status, payout: row.payout },
      facts: factsOf(row),
    }));
}

function factsOf(row: FactsRow): OwedConversion['facts'] {
  return {
    callId: row.call_id,
    lastTransactionId: row.last_transaction_id,
    status: row.status,
    payout: row.payout,
    revenue: row.revenue,
    saleAmount: row.sale_amount,
    currency: row.currency,
    offerId: row.offer_id,
    offerName: row.offer_name,
    partnerId: row.partner_id,
    partnerName: row.partner_name,
    advertiserId: row.advertiser_id,
    number: row.number,
    subIds: storedSubIds(row),
    callStartedAt: row.call_started_at,
    timeZone: POSTBACK_TIME_ZONE,
  };
}

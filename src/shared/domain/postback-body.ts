import { amountText } from './postback-values.ts';
import type { PostbackFacts } from './postback-values.ts';

/**
 * The JSON a postback by POST carries, in the shape Standard Webhooks advises: type, time and data. `at` is when it became
 * owed (UTC milliseconds), so that every attempt carries the same text. Amounts are texts with a dot and two decimals.
 */
export function postbackBody(facts: PostbackFacts, at: number): string {
  const { subIds, callStartedAt } = facts;
  const event = facts.event ?? facts.status;
  return JSON.stringify({
    type: `conversion.${event}`,
    timestamp: new Date(at).toISOString(),
    data: {
      delivery_id: facts.deliveryId,
      event,
      invoca_id: facts.callId,
      call_transaction_id: facts.lastTransactionId,
      status: facts.status,
      payout: amountText(facts.payout, facts.currency),
      sale_amount: amountText(facts.saleAmount ?? facts.revenue, facts.currency),
      currency: facts.currency,
      offer_id: facts.offerId,
      offer_name: facts.offerName,
      affiliate_id: facts.partnerId,
      affiliate_name: facts.partnerName,
      advertiser_id: facts.advertiserId,
      number: facts.number,
      aff_sub2: subIds.aff_sub2.value,
      aff_sub3: subIds.aff_sub3.value,
      aff_sub4: subIds.aff_sub4.value,
      aff_sub5: subIds.aff_sub5.value,
      source: subIds.source.value,
      call_started_at: callStartedAt === null ? null : new Date(callStartedAt).toISOString(),
    },
  });
}

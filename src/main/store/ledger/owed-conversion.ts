import type { NetworkRecord } from '#main/engine/ports/network-record.ts';
import type { CallState, Verdict } from '#shared/domain/ledger.ts';
import type { OwedConversion } from '../deliveries/owed-deliveries.ts';
import type { WrittenCall } from './call-records.ts';
import type { Names } from './names.ts';

/** The zone in which postbacks tell dates, until a network says its own (assumed; tune.md 5.4). */
export const POSTBACK_TIME_ZONE = 'UTC';

/** What postbacks tell of a call that was just written; `before` is what it said until then. */
export function owedConversion(
  account: NetworkRecord,
  callId: string,
  before: Verdict | null,
  state: CallState,
  written: WrittenCall,
  names: Names,
): OwedConversion {
  const { verdict, facts, applied } = state;
  const { line, subIds, conversionId } = written;
  return {
    conversionId,
    networkId: account.id,
    before,
    facts: {
      callId,
      lastTransactionId: applied.at(-1) ?? '',
      status: verdict?.status ?? 'pending',
      payout: verdict?.payout ?? 0,
      revenue: verdict?.revenue ?? 0,
      saleAmount: facts?.saleAmount ?? null,
      currency: account.currency,
      offerId: line.offerId,
      offerName: names.offer(account.id, line.offerId),
      partnerId: line.partnerId,
      partnerName: names.partner(account.id, line.partnerId),
      advertiserId: facts?.advertiserId ?? '',
      number: line.number,
      subIds,
      callStartedAt: facts?.callStartedAt ?? null,
      timeZone: POSTBACK_TIME_ZONE,
    },
  };
}

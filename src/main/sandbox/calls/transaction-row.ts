import { localText, xmlText } from '../network-time.ts';
import { longerThan } from '../world/duration-text.ts';
import { readableResult, type Pay, type Step } from './outcomes.ts';
import type { PracticeCall } from './practice-call.ts';

/** A transaction as the network answers it: column name to value, in the order of the columns. */
export type TransactionRow = Readonly<Record<string, unknown>>;

/** How the columns of a visitor's parameters begin; only the first pair is in every row. */
export const FURTHER_PARAMETER = 'dynamic_number_pool_referrer_param';

/** What is known when a row is written. `writtenAt` in ms since 1970. */
export interface Writing {
  readonly transactionId: string;
  readonly correctsTransactionId: string | null;
  readonly originalOrderId: string | null;
  readonly writtenAt: number;
  readonly step: Step;
}

interface Amounts {
  readonly payinCents: number;
  readonly payoutCents: number;
  readonly policies: string | null;
}

function amountsOf(call: PracticeCall, pay: Pay): Amounts {
  const { offer, partner } = call.promoNumber;
  if (pay === 'nothing') return { payinCents: 0, payoutCents: 0, policies: null };
  const bonus = pay === 'base and bonus';
  return {
    payinCents: offer.payinCents + (bonus ? offer.bonusPayinCents : 0),
    payoutCents: partner === undefined ? 0 : offer.payoutCents + (bonus ? offer.bonusPayoutCents : 0),
    policies: bonus ? 'base+bonus1' : 'base',
  };
}

function conditionText(call: PracticeCall, step: Step): string {
  const { minimumSeconds } = call.promoNumber.offer;
  const duration = longerThan(minimumSeconds);
  const tooShort = call.ivrSeconds + call.connectSeconds <= minimumSeconds;
  const repeats = step.result === 'repeat';
  return `${tooShort ? `{${duration}}` : duration} and ${repeats ? '{not repeat}' : 'not repeat'} and in_region`;
}

const MOST_PARAMETERS = 25;

/** The columns of a visitor's second and later parameters, which only rows that have them carry. */
function furtherParameters(more: readonly (readonly [string, string])[]): TransactionRow {
  const columns: Record<string, string> = {};
  for (const [index, [name, value]] of more.slice(0, MOST_PARAMETERS - 1).entries()) {
    columns[`${FURTHER_PARAMETER}${index + 2}_name`] = name;
    columns[`${FURTHER_PARAMETER}${index + 2}_value`] = value;
  }
  return columns;
}

/**
 * Writes one row about a call: exactly the columns of a network user, in their order (invoca.md 4.8). One
 * literal, since objects of one shape are what makes a hundred thousand of them cheap.
 */
export function writeRow(call: PracticeCall, writing: Writing): TransactionRow {
  const { step, writtenAt } = writing;
  const { promoNumber, caller, session, startedAt } = call;
  const { advertiser, offer, partner } = promoNumber;
  const { payinCents, payoutCents, policies } = amountsOf(call, step.pay);
  const duration = call.ivrSeconds + call.connectSeconds;
  const conditions = conditionText(call, step);
  const ranking = partner === undefined ? null : partner.id % 6;
  const local = localText(startedAt);
  const xml = xmlText(startedAt);
  const isEvent = step.type !== 'Call';
  const [first, ...more] = session?.params ?? [];
  const row = {
    transaction_id: writing.transactionId,
    complete_call_id: call.completeCallId,
    transaction_type: step.type,
    corrects_transaction_id: writing.correctsTransactionId,
    corrected_at: writing.correctsTransactionId === null ? null : localText(writtenAt),
    original_order_id: writing.originalOrderId,
    call_result_description_detail: call.readable ? readableResult(step.result) : step.result,
    call_source_description: `${offer.name} - ${partner?.placement ?? 'own promotion'}`,
    media_type: promoNumber.mediaType,
    promo_line_description: session === undefined ? promoNumber.description : `RingPool ${session.poolId}`,
    virtual_line_id: session?.lineId ?? promoNumber.idFromNetwork,
    advertiser_id: advertiser.id,
    advertiser_id_from_network: advertiser.idFromNetwork,
    advertiser_name: advertiser.name,
    advertiser_campaign_id: offer.id,
    advertiser_campaign_id_from_network: offer.idFromNetwork,
    advertiser_campaign_name: offer.name,
    advertiser_campaign_country: 'US',
    affiliate_id: partner?.id ?? null,
    affiliate_id_from_network: partner?.idFromNetwork ?? null,
    affiliate_name: partner?.name ?? null,
    affiliate_campaign_id_from_network:
      partner === undefined ? null : `${offer.idFromNetwork}-${partner.idFromNetwork}`,
    affiliate_call_volume_ranking: ranking,
    affiliate_commissions_ranking: ranking,
    affiliate_conversion_rate_ranking: ranking,
    advertiser_payin_localized: payinCents / 100,
    affiliate_payout_localized: payoutCents / 100,
    margin_localized: (payinCents - payoutCents) / 100,
    call_fee_localized: (5 + Math.ceil(duration / 60) * 3) / 100,
    advertiser_call_fee_localized: 0,
    matching_advertiser_payin_policies: policies,
    matching_affiliate_payout_policies: policies,
    payin_conditions: conditions,
    payout_conditions: conditions,
    calling_phone_number: caller.phone,
    destination_phone_number: advertiser.callCentre,
    repeat_calling_phone_number: call.outcome.repeatCaller,
    mobile: caller.mobile ? 'Mobile' : 'Landline',
    city: caller.place.city,
    region: caller.place.region,
    qualified_regions: caller.place.region,
    verified_zip: null,
    duration,
    connect_duration: call.connectSeconds,
    ivr_duration: call.ivrSeconds,
    keypress_1: call.keypress,
    keypress_2: null,
    keypress_3: null,
    keypress_4: null,
    keypresses: call.keypress,
    transfer_from_type: 'Ring',
    hangup_cause: call.hangup,
    notes: null,
    opt_in_SMS: false,
    recording: null,
    real_time_response: null,
    start_time_local: local,
    start_time_utc: startedAt,
    start_time_xml: xml,
    start_time_network_timezone: local,
    start_time_network_timezone_xml: xml,
    signal_name: isEvent ? 'Sale' : null,
    signal_partner_unique_id: isEvent ? call.crmId : null,
    signal_occurred_at: isEvent ? Math.floor(writtenAt / 1000) : null,
    revenue: isEvent ? call.saleCents / 100 : null,
    dynamic_number_pool_id: session?.poolId ?? null,
    dynamic_number_pool_pool_type: session === undefined ? null : 'Custom',
    dynamic_number_pool_referrer_param1_name: first?.[0] ?? null,
    dynamic_number_pool_referrer_param1_value: first?.[1] ?? null,
  };
  return more.length === 0 ? row : { ...row, ...furtherParameters(more) };
}

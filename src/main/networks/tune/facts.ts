import type { z } from 'zod';
import type {
  TuneAccount,
  TuneConversion,
  TuneConversionState,
  TuneGoal,
  TuneHostname,
  TuneInvocaRecord,
  TuneOffer,
  TunePartner,
  TunePostback,
} from '#main/engine/ports/tune-client.ts';
import { minorFromDecimal } from '#shared/domain/money.ts';
import type { Money } from '#shared/domain/money.ts';
import { NetworkFault } from '#shared/domain/network-fault.ts';
import type { SubIdName } from '#shared/domain/sub-ids.ts';
import { instantOf } from './network-clock.ts';
import type {
  affiliateRecord,
  conversionRecord,
  goalRecord,
  hostnameRecord,
  invocaRecord,
  offerRecord,
  pixelRecord,
  ReportRow,
} from './records.ts';

/** Whose records are read: its name is for faults, its currency is that of amounts without one. */
type RecordOwner = Pick<TuneAccount, 'name' | 'currency'>;

function money({ name, currency: own }: RecordOwner, amount: string, currency: string, of: string): Money {
  const code = currency === '' ? own : currency.toUpperCase();
  const minor = minorFromDecimal(amount === '' ? '0' : amount, code);
  if (minor !== null) return { amount: minor, currency: code };
  throw new NetworkFault('unreadable', `${name}, ${of}: “${amount.slice(0, 40)}” is no amount.`);
}

function time({ name }: RecordOwner, text: string, zone: string, of: string): number {
  const at = instantOf(text, zone);
  if (at !== null) return at;
  throw new NetworkFault('unreadable', `${name}, ${of}: “${text.slice(0, 40)}” is no time.`);
}

/** An offer of its record. */
export function offerOf(owner: RecordOwner, record: z.infer<typeof offerRecord>): TuneOffer {
  const { Offer: offer, Advertiser: advertiser } = record;
  const of = `offer ${offer.id}`;
  return {
    offerId: offer.id,
    name: offer.name,
    status: offer.status,
    protocol: offer.protocol,
    advertiserId: offer.advertiser_id,
    advertiserName: advertiser?.company ?? '',
    payout: money(owner, offer.default_payout, offer.currency, of),
    revenue: money(owner, offer.max_payout, offer.currency, of),
    refId: offer.ref_id,
    requiresApproval: offer.require_approval === '1',
    hasGoals: offer.has_goals_enabled === '1',
  };
}

/** A partner of its record. */
export function partnerOf({ Affiliate: partner }: z.infer<typeof affiliateRecord>): TunePartner {
  return {
    partnerId: partner.id,
    name: partner.company,
    status: partner.status,
    refId: partner.ref_id,
  };
}

/** A host name of its record. */
export function hostnameOf({
  Hostname: { domain, type, status },
}: z.infer<typeof hostnameRecord>): TuneHostname {
  return { domain, type, status };
}

/** A goal of its record. */
export function goalOf(owner: RecordOwner, { Goal: goal }: z.infer<typeof goalRecord>): TuneGoal {
  const of = `goal ${goal.id}`;
  return {
    goalId: goal.id,
    offerId: goal.offer_id,
    name: goal.name,
    status: goal.status,
    protocol: goal.protocol,
    payout: money(owner, goal.default_payout, '', of),
    revenue: money(owner, goal.max_payout, '', of),
  };
}

/** A postback of its record; `goal_id` 0 is no goal. */
export function postbackOf({ OfferPixel: pixel }: z.infer<typeof pixelRecord>, zone: string): TunePostback {
  return {
    postbackId: pixel.id,
    partnerId: pixel.affiliate_id || '0',
    offerId: pixel.offer_id || '0',
    goalId: pixel.goal_id === '' || pixel.goal_id === '0' ? null : pixel.goal_id,
    type: pixel.type,
    status: pixel.status,
    code: pixel.code,
    modifiedAt: instantOf(pixel.modified, zone),
  };
}

/** A conversion of its row in the report. */
export function conversionOf(owner: RecordOwner, row: ReportRow, zone: string): TuneConversion {
  const { Stat: stat, Offer: offer, Affiliate: affiliate } = row;
  const of = `conversion ${stat.tune_event_id}`;
  const subIds: readonly (readonly [SubIdName, string])[] = [
    ['aff_sub2', stat.affiliate_info2],
    ['aff_sub3', stat.affiliate_info3],
    ['aff_sub4', stat.affiliate_info4],
    ['aff_sub5', stat.affiliate_info5],
    ['source', stat.source],
  ];
  return {
    tuneEventId: stat.tune_event_id,
    sessionId: stat.ad_id,
    status: stat.status,
    statusCode: /^\d+$/.test(stat.status_code) ? Number(stat.status_code) : null,
    offerId: stat.offer_id,
    offerName: offer?.name ?? '',
    partnerId: stat.affiliate_id,
    partnerName: affiliate?.company ?? '',
    goalId: stat.goal_id || '0',
    payout: money(owner, stat.payout, stat.currency, of),
    revenue: money(owner, stat.revenue, stat.currency, of),
    at: time(owner, stat.datetime, zone, of),
    number: stat.affiliate_info1,
    subIds: Object.fromEntries(subIds.filter(([, value]) => value !== '')),
  };
}

/** What of a conversion is the owner's to write, of its record. */
export function stateOf(
  owner: RecordOwner,
  { Conversion: conversion }: z.infer<typeof conversionRecord>,
): TuneConversionState {
  const { status, payout, revenue, currency } = conversion;
  const of = `conversion ${conversion.tune_event_id}`;
  return {
    status,
    payout: money(owner, payout, currency, of),
    revenue: money(owner, revenue, currency, of),
  };
}

/** A transaction of Invoca of TUNE's copy. */
export function invocaRecordOf(
  owner: RecordOwner,
  { RingRevenue: record }: z.infer<typeof invocaRecord>,
  zone: string,
): TuneInvocaRecord {
  const of = `transaction ${record.transaction_id}`;
  return {
    transactionId: record.transaction_id,
    transactionType: record.transaction_type,
    correctsTransactionId: record.corrects_transaction_id || null,
    result: record.call_result_description_detail,
    offerId: record.advertiser_campaign_id_from_network,
    partnerId: record.affiliate_id_from_network,
    caller: record.calling_phone_number,
    payout: money(owner, record.affiliate_payout_localized, '', of),
    revenue: money(owner, record.advertiser_payin_localized, '', of),
    durationSeconds: /^\d+$/.test(record.duration) ? Number(record.duration) : 0,
    at: time(owner, record.start_time_local, zone, of),
    addedToConversions: record.added_to_conversions === '1',
  };
}

import { decimalText } from '#shared/domain/money.ts';
import type { GoalView } from '#shared/ipc/goals.ts';
import type { ConversionSums, OfferRow } from '#shared/ipc/offers.ts';
import type { PartnerDetail } from '#shared/ipc/partners.ts';
import type { PartnerRow } from '#shared/ipc/partners.ts';

/** An offer as the command line tells it; amounts are decimal text with a dot, null where none is set. */
export function offerRecord(row: OfferRow): Record<string, unknown> {
  const { currency } = row;
  return {
    id: row.offerId,
    name: row.name,
    status: row.status,
    network: row.networkName,
    advertiser: row.advertiserName,
    pay_per_call: row.payPerCall,
    campaign: row.campaign?.invocaId ?? null,
    payout: moneyField(row.payout, currency),
    revenue: moneyField(row.revenue, currency),
    currency,
    goals: row.goals,
    conversions: countsOf(row.conversions),
    origin: row.origin,
  };
}

/** A partner as the command line tells it. */
export function partnerRecord(row: PartnerRow): Record<string, unknown> {
  return {
    id: row.partnerId,
    name: row.name,
    status: row.status,
    network: row.networkName,
    ref_id: row.refId,
    time_zone: row.timeZone,
    contact: row.contactName,
    click_id_in: row.clickIdIn,
    numbers: row.numbers,
    conversions: countsOf(row.conversions),
    origin: row.origin,
  };
}

/** A partner with what is written of it, too. */
export function partnerDetailRecord({ row, ...more }: PartnerDetail): Record<string, unknown> {
  return {
    ...partnerRecord(row),
    contact_email: more.contactEmail,
    contact_phone: more.contactPhone,
    sub_ids: Object.fromEntries(more.conventions.map(({ name, meaning }) => [name, meaning])),
  };
}

/** A goal as the command line tells it; `goal_id` 0 is the default one. */
export function goalRecord(goal: GoalView, offerId: string): Record<string, unknown> {
  return {
    offer_id: offerId,
    goal_id: goal.goalId,
    name: goal.name,
    protocol: goal.protocol,
    payout: moneyField(goal.payout, goal.currency),
    revenue: moneyField(goal.revenue, goal.currency),
    currency: goal.currency,
    status: goal.status,
  };
}

function countsOf({ counts }: ConversionSums): Record<string, number> {
  return { approved: counts.approved, pending: counts.pending, rejected: counts.rejected };
}

function moneyField(amount: number | null, currency: string): string | null {
  return amount === null ? null : decimalText({ amount, currency });
}

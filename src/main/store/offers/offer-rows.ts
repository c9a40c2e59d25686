import { z } from 'zod';
import type { CampaignPrice } from '#shared/domain/campaign-terms.ts';
import type { RecordOrigin } from '#shared/ipc/goals.ts';
import { subIdRule } from '#shared/ipc/offers.ts';
import type { CampaignChoice, OfferDraft, OfferRow, OfferStatus, SubIdRule } from '#shared/ipc/offers.ts';
import { offerTermsOf } from '../campaigns/stored-terms.ts';
import type { SumsByRecord } from './conversion-sums.ts';

/** An offer as it is read from the file, with its network, its campaign and what the desk itself knows of it. */
export interface StoredOffer {
  readonly id: number;
  readonly network_id: number;
  readonly offer_id: string;
  readonly name: string;
  readonly own_name: string;
  readonly network_name: string;
  readonly tune_name: string;
  readonly status: string;
  readonly advertiser_id: string;
  readonly advertiser_name: string;
  readonly invoca_id: string;
  readonly click_url: string;
  readonly terms: string;
  readonly listed: number;
  readonly account: string;
  readonly account_kind: string;
  readonly account_currency: string;
  readonly origin: RecordOrigin | null;
  readonly own_status: OfferStatus | '' | null;
  readonly ref_id: string | null;
  readonly pay_per_call: number | null;
  readonly payout: number | null;
  readonly revenue: number | null;
  readonly currency: string | null;
  readonly goal_name: string | null;
  readonly sub_id_rules: string | null;
  readonly tracking_origin: string | null;
  readonly note: string | null;
  readonly tune_network_id: number | null;
  readonly tune_status: string | null;
  readonly tune_payout: number | null;
  readonly tune_revenue: number | null;
  readonly tune_currency: string | null;
  readonly campaign: number | null;
  readonly campaign_network_id: number | null;
  readonly campaign_account: string | null;
  readonly campaign_offer_id: string | null;
  readonly campaign_invoca_id: string | null;
  readonly campaign_name: string | null;
  readonly campaign_status: string | null;
  readonly campaign_advertiser: string | null;
  readonly campaign_click_url: string | null;
  readonly goals: number;
}

/** Reads offers; `o` is the offer, `d` what the desk knows of it. */
export const SELECT_OFFERS = `SELECT o.id, o.network_id, o.offer_id, o.name, o.own_name, o.network_name, o.tune_name,
    o.status, o.advertiser_id, o.advertiser_name, o.invoca_id, o.click_url, o.terms, o.listed, w.name AS account,
    w.kind AS account_kind, w.currency AS account_currency, d.origin, d.own_status, d.ref_id, d.pay_per_call, d.payout,
    d.revenue, d.currency, d.goal_name, d.sub_id_rules, d.tracking_origin, d.note, d.tune_network_id, d.tune_status,
    d.tune_payout, d.tune_revenue, d.tune_currency,
    c.id AS campaign, c.network_id AS campaign_network_id, cw.name AS campaign_account, c.offer_id AS campaign_offer_id,
    c.invoca_id AS campaign_invoca_id, c.name AS campaign_name, c.status AS campaign_status,
    c.advertiser_name AS campaign_advertiser, c.click_url AS campaign_click_url,
    (SELECT count(*) FROM goals AS g WHERE g.offer = o.id AND g.status <> 'deleted') AS goals
  FROM offers AS o JOIN networks AS w ON w.id = o.network_id
  LEFT JOIN offer_details AS d ON d.offer = o.id
  LEFT JOIN offers AS c ON c.id = d.campaign
  LEFT JOIN networks AS cw ON cw.id = c.network_id`;

const rules = z.array(subIdRule);

/** The sub id rules of an offer from their stored text. */
export function subIdRulesOf(stored: StoredOffer): SubIdRule[] {
  return stored.sub_id_rules === null ? [] : rules.parse(JSON.parse(stored.sub_id_rules));
}

/** Whether calls are an event of the offer: said so, or its network counts calls by it. */
export function isPayPerCall({ pay_per_call, account_kind }: StoredOffer): boolean {
  return pay_per_call === null ? account_kind === 'invoca' : pay_per_call === 1;
}

/** The campaign whose calls the offer counts; itself, when an account lists it as one. */
export function campaignOf(stored: StoredOffer): CampaignChoice | null {
  if (stored.campaign !== null && stored.campaign_network_id !== null) {
    return {
      id: stored.campaign,
      networkId: stored.campaign_network_id,
      networkName: stored.campaign_account ?? '',
      offerId: stored.campaign_offer_id ?? '',
      invocaId: stored.campaign_invoca_id ?? '',
      name: stored.campaign_name ?? '',
      status: stored.campaign_status ?? '',
      advertiserName: stored.campaign_advertiser ?? '',
    };
  }
  if (stored.account_kind !== 'invoca' || stored.invoca_id === '') return null;
  return {
    id: stored.id,
    networkId: stored.network_id,
    networkName: stored.account,
    offerId: stored.offer_id,
    invocaId: stored.invoca_id,
    name: stored.network_name,
    status: stored.status,
    advertiserName: stored.advertiser_name,
  };
}

/** Whose conversions are the offer's: its own, and those of its campaign. */
export function countedKeys(stored: StoredOffer): { networkId: number; id: string }[] {
  const campaign = campaignOf(stored);
  return [
    { networkId: stored.network_id, id: stored.offer_id },
    ...(campaign ? [{ networkId: campaign.networkId, id: campaign.offerId }] : []),
  ];
}

/** The currency of an offer's amounts. */
export function currencyOf({ currency, account_currency }: StoredOffer): string {
  return currency ?? account_currency;
}

/** What TUNE says an offer pays and brings, in the offer's currency; null where it says nothing. */
export function tuneAmountsOf(stored: StoredOffer): { payout: number | null; revenue: number | null } {
  const { tune_currency, tune_status, tune_payout, tune_revenue } = stored;
  if (!tune_status || tune_currency !== currencyOf(stored)) return { payout: null, revenue: null };
  return { payout: tune_payout, revenue: tune_revenue };
}

/** What an offer pays and brings for a call: a person's amounts, else TUNE's. */
export function amountsOf(stored: StoredOffer): { payout: number | null; revenue: number | null } {
  const tune = tuneAmountsOf(stored);
  return { payout: stored.payout ?? tune.payout, revenue: stored.revenue ?? tune.revenue };
}

/** Who told of a record first, as far as it can be known: what an account lists is its own. */
export function originOf(stored: {
  readonly origin: RecordOrigin | null;
  readonly listed: number;
}): RecordOrigin {
  return stored.origin === null || (stored.origin === 'tune' && stored.listed === 1)
    ? 'network'
    : stored.origin;
}

/** An offer as the list shows it. */
export function offerRowOf(stored: StoredOffer, sums: SumsByRecord): OfferRow {
  const currency = currencyOf(stored);
  const terms = offerTermsOf(stored.terms);
  const amounts = amountsOf(stored);
  return {
    id: stored.id,
    networkId: stored.network_id,
    networkName: stored.account,
    offerId: stored.offer_id,
    name: stored.name,
    status: stored.own_status || stored.tune_status || stored.status,
    origin: originOf(stored),
    advertiserName: stored.advertiser_name,
    payPerCall: isPayPerCall(stored),
    campaign: campaignOf(stored),
    payout: amounts.payout ?? onePrice(terms?.payout ?? null, currency),
    revenue: amounts.revenue ?? onePrice(terms?.payin ?? null, currency),
    currency,
    goals: stored.goals,
    conversions: sums.of(countedKeys(stored)),
  };
}

/** The price a network tells, when it tells one price only and in this currency. */
function onePrice(price: CampaignPrice | null, currency: string): number | null {
  if (price === null || price.currency !== currency) return null;
  return price.min !== null && price.min === (price.max ?? price.min) && price.min >= 0 ? price.min : null;
}

/** An offer as a person would see it in its form. */
export function offerDraftOf(stored: StoredOffer): OfferDraft {
  return {
    id: stored.id,
    networkId: stored.network_id,
    offerId: stored.offer_id,
    name: stored.name,
    status: stored.own_status || null,
    payPerCall: isPayPerCall(stored),
    campaignId: stored.campaign,
    payout: stored.payout,
    revenue: stored.revenue,
    currency: currencyOf(stored),
    goalName: stored.goal_name ?? '',
    subIdRules: subIdRulesOf(stored),
    trackingOrigin: stored.tracking_origin ?? '',
    refId: stored.ref_id ?? '',
    note: stored.note ?? '',
  };
}

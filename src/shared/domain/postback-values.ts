import type { DeliveryEvent } from './delivery-event.ts';
import { decimalText } from './money.ts';
import type { ConversionStatus } from './status.ts';
import type { ResolvedSubIds, SubIdOrigin } from './sub-ids.ts';
import type { MacroValues } from './template-expansion.ts';
import { wallClock } from './wall-clock.ts';

/** What a postback can tell a partner about a conversion. Empty text where something is not known. */
export interface PostbackFacts {
  /** The complete call id, which is the Invoca id. */
  readonly callId: string;
  /** The transaction that took effect last. */
  readonly lastTransactionId: string;
  readonly deliveryId: string;
  /** What is told of it; its status where nothing else is. */
  readonly event?: DeliveryEvent;
  readonly status: ConversionStatus;
  /** Minor units of `currency`, as are revenue and sale amount. */
  readonly payout: number;
  readonly revenue: number;
  readonly saleAmount: number | null;
  readonly currency: string;
  readonly offerId: string;
  readonly offerName: string;
  readonly partnerId: string;
  readonly partnerName: string;
  readonly advertiserId: string;
  /** The promo number, ten digits. */
  readonly number: string;
  readonly subIds: ResolvedSubIds;
  /** UTC milliseconds. */
  readonly callStartedAt: number | null;
  /** IANA name of the network's time zone, in which dates are told. */
  readonly timeZone: string;
  /** TUNE's session id, where one is known. */
  readonly tuneTransactionId?: string;
  /** Country of the campaign, two letters. */
  readonly countryCode?: string;
}

/** Where the value of a macro came from; `not_known` when there is none for a phone call. */
export type MacroOrigin = SubIdOrigin | 'conversion' | 'delivery' | 'not_known';

/**
 * The value of every macro the desk can fill, for `expandTemplate` (tune.md 5.4, "App value"). The same facts
 * give the same values, so every attempt of a delivery asks for the same URL.
 * @throws RangeError when the time zone is unknown
 */
export function postbackValues(facts: PostbackFacts): MacroValues {
  const { subIds, callStartedAt } = facts;
  const sale = amountText(facts.saleAmount ?? facts.revenue, facts.currency);
  const started = callStartedAt === null ? null : wallClock(callStartedAt, facts.timeZone);
  return {
    invoca_id: facts.callId,
    adv_sub: facts.callId,
    call_transaction_id: facts.lastTransactionId,
    transaction_id: facts.tuneTransactionId ?? '',
    delivery_id: facts.deliveryId,
    status: facts.status,
    event: facts.event ?? facts.status,
    payout: amountText(facts.payout, facts.currency),
    amount: sale,
    sale_amount: sale,
    currency: facts.currency,
    offer_id: facts.offerId,
    offer_name: facts.offerName,
    affiliate_id: facts.partnerId,
    aff_id: facts.partnerId,
    affiliate_name: facts.partnerName,
    advertiser_id: facts.advertiserId,
    aff_sub: facts.number,
    aff_sub1: facts.number,
    aff_sub2: subIds.aff_sub2.value,
    aff_sub3: subIds.aff_sub3.value,
    aff_sub4: subIds.aff_sub4.value,
    aff_sub5: subIds.aff_sub5.value,
    source: subIds.source.value,
    country_code: facts.countryCode ?? '',
    date: started?.date ?? '',
    time: started?.time ?? '',
    datetime: started ? `${started.date} ${started.time}` : '',
    ran: String(scatter(facts.deliveryId)),
  };
}

/** Where the value `postbackValues` gives a macro came from (tune.md 5.5). */
export function macroOrigin(name: string, facts: PostbackFacts): MacroOrigin {
  if (Object.hasOwn(facts.subIds, name)) return originOfSubId(name, facts.subIds);
  if (name === 'delivery_id' || name === 'event' || name === 'ran') return 'delivery';
  const values = postbackValues(facts);
  return Object.hasOwn(values, name) && values[name] ? 'conversion' : 'not_known';
}

function originOfSubId(name: string, subIds: ResolvedSubIds): MacroOrigin {
  const entry = Object.entries(subIds).find(([subId]) => subId === name);
  return entry?.[1].origin ?? 'not_known';
}

/** An amount for a partner's program: a dot, and two decimals even where the currency has none. */
export function amountText(amount: number, currency: string): string {
  const text = decimalText({ amount, currency });
  return text.includes('.') ? text : `${text}.00`;
}

/** A number from 0 to 4,294,967,295 that looks random and depends on the text alone (FNV-1a). */
function scatter(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

import type { z } from 'zod';
import { dayAfter } from './network-clock.ts';
import type { DayRange } from './network-clock.ts';
import type { Listing } from './pages.ts';
import {
  affiliateRecord,
  fieldsOf,
  goalRecord,
  hostnameRecord,
  importedConversion,
  invocaRecord,
  offerRecord,
  pixelRecord,
} from './records.ts';

/** What a conversion that TUNE made of a call is marked with (tune.md 6). */
const OF_INVOCA = '51';

/** Pay-per-call offers, whatever their status. */
export const OFFERS: Listing<z.infer<typeof offerRecord>> = {
  method: 'Offer::findAll',
  parameters: {
    filters: { protocol: 'pay_per_call' },
    fields: fieldsOf(offerRecord.shape.Offer),
    contain: ['Advertiser'],
    sort: { id: 'asc' },
  },
  row: offerRecord,
  keyOf: ({ Offer }) => Offer.id,
  what: 'read the offers',
};

/** All partners. */
export const PARTNERS: Listing<z.infer<typeof affiliateRecord>> = {
  method: 'Affiliate::findAll',
  parameters: { fields: fieldsOf(affiliateRecord.shape.Affiliate), sort: { id: 'asc' } },
  row: affiliateRecord,
  keyOf: ({ Affiliate }) => Affiliate.id,
  what: 'read the partners',
};

/** All goals. */
export const GOALS: Listing<z.infer<typeof goalRecord>> = {
  method: 'Goal::findAll',
  parameters: { fields: fieldsOf(goalRecord.shape.Goal), sort: { id: 'asc' } },
  row: goalRecord,
  keyOf: ({ Goal }) => Goal.id,
  what: 'read the goals',
};

/** All postbacks and pixels. */
export const POSTBACKS: Listing<z.infer<typeof pixelRecord>> = {
  method: 'OfferPixel::findAll',
  parameters: { fields: fieldsOf(pixelRecord.shape.OfferPixel), sort: { id: 'asc' } },
  row: pixelRecord,
  keyOf: ({ OfferPixel }) => OfferPixel.id,
  what: 'read the postbacks',
};

/** All host names. */
export const HOSTNAMES: Listing<z.infer<typeof hostnameRecord>> = {
  method: 'Application::findAllHostnames',
  parameters: { fields: fieldsOf(hostnameRecord.shape.Hostname), sort: { id: 'asc' } },
  row: hostnameRecord,
  keyOf: ({ Hostname }) => Hostname.id,
  what: 'read the host names',
};

/** TUNE's copies of Invoca transactions about calls of these days. */
export function invocaRecordsOf(range: DayRange): Listing<z.infer<typeof invocaRecord>> {
  return {
    method: 'RingRevenue::findAll',
    parameters: {
      filters: { start_time_local: clockRange(range) },
      fields: fieldsOf(invocaRecord.shape.RingRevenue),
      sort: { start_time_local: 'asc', transaction_id: 'asc' },
    },
    row: invocaRecord,
    keyOf: ({ RingRevenue }) => RingRevenue.transaction_id,
    what: `read the Invoca records of ${range.first} to ${range.last}`,
  };
}

/** Conversions that TUNE made of calls of these days, each with its Invoca transaction. */
export function importedConversionsOf(range: DayRange): Listing<z.infer<typeof importedConversion>> {
  return {
    method: 'Conversion::findAll',
    parameters: {
      filters: { status_code: OF_INVOCA, datetime: clockRange(range) },
      fields: ['id', 'tune_event_id'],
      contain: ['RingRevenue'],
      sort: { id: 'asc' },
    },
    row: importedConversion,
    keyOf: ({ Conversion }) => Conversion.tune_event_id,
    what: `read which calls the conversions of ${range.first} to ${range.last} came from`,
  };
}

/** The times a find takes for whole days in the network's zone. */
function clockRange({ first, last }: DayRange): { readonly [operator: string]: string } {
  return { GREATER_THAN_OR_EQUAL_TO: `${first} 00:00:00`, LESS_THAN: `${dayAfter(last, 1)} 00:00:00` };
}

import { z } from 'zod';
import { chainState } from './history.ts';
import {
  conversionStatus,
  currency,
  instant,
  minorUnits,
  pageLimit,
  recordId,
  resolvedSubIds,
} from './scalars.ts';

/** The columns a conversions list can be sorted by. */
export const conversionSort = z.enum([
  'status',
  'partner',
  'offer',
  'number',
  'invoca_id',
  'payout',
  'revenue',
  'call_started_at',
  'duration',
  'aff_sub2',
  'aff_sub3',
  'aff_sub4',
  'aff_sub5',
  'source',
]);

/** Which conversions: every condition given must hold; lists mean "is one of". Dates are UTC, from inclusive, to exclusive. */
export const conversionFilter = z.strictObject({
  networkId: recordId.optional(),
  statuses: z.array(conversionStatus).max(3).optional(),
  partnerIds: z.array(z.string()).max(200).optional(),
  offerIds: z.array(z.string()).max(200).optional(),
  numbers: z.array(z.string()).max(200).optional(),
  from: instant.optional(),
  to: instant.optional(),
  text: z.string().max(200).optional(),
  unknownResult: z.boolean().optional(),
  zeroPayout: z.boolean().optional(),
});

export const conversionOrder = z.strictObject({ by: conversionSort, descending: z.boolean() });

/** One row of the list: everything a column shows, nothing more. */
export const conversionRow = z.object({
  id: recordId,
  networkId: recordId,
  networkName: z.string(),
  invocaId: z.string(),
  status: conversionStatus,
  knownResult: z.boolean(),
  rawResult: z.string(),
  partnerId: z.string(),
  partnerName: z.string(),
  offerId: z.string(),
  offerName: z.string(),
  number: z.string(),
  payout: minorUnits,
  revenue: minorUnits,
  currency,
  callStartedAt: instant.nullable(),
  durationSeconds: z.int().nullable(),
  aff_sub2: z.string(),
  aff_sub3: z.string(),
  aff_sub4: z.string(),
  aff_sub5: z.string(),
  source: z.string(),
});

/**
 * A request for rows. `from: 'start'` asks for the first; `{ index }` for the rows from that position in the
 * whole list, which is found by key, never by skipping.
 */
export const conversionPageRequest = z.strictObject({
  filter: conversionFilter,
  order: conversionOrder,
  index: z.int().nonnegative(),
  limit: pageLimit,
});

export const conversionPage = z.object({ index: z.int(), rows: z.array(conversionRow) });

export const conversionTotalsRequest = z.strictObject({ filter: conversionFilter, order: conversionOrder });

/** Count and sums of what a filter shows; one sum a currency. */
export const conversionTotals = z.object({
  count: z.int(),
  all: z.int(),
  sums: z.array(z.object({ currency, payout: minorUnits, revenue: minorUnits })),
});

export const historyCause = z.enum(['first', 'correction', 'later_row', 'status_map', 'decision']);

/** One change of a conversion. The values before are null on the first entry. */
export const historyEntry = z.object({
  at: instant,
  cause: historyCause,
  transactionId: z.string().nullable(),
  correctsId: z.string().nullable(),
  statusBefore: conversionStatus.nullable(),
  statusAfter: conversionStatus,
  resultBefore: z.string().nullable(),
  resultAfter: z.string(),
  payoutBefore: minorUnits.nullable(),
  payoutAfter: minorUnits,
  revenueBefore: minorUnits.nullable(),
  revenueAfter: minorUnits,
  /** Why and by whom, where a person did it. */
  reason: z.string().nullable(),
  author: z.string().nullable(),
});

/** A transaction exactly as received, with when. */
export const rawTransaction = z.object({
  transactionId: z.string(),
  type: z.string(),
  correctsId: z.string().nullable(),
  receivedAt: instant,
  waiting: z.boolean(),
  raw: z.string(),
});

/** What a person decided about a conversion, with what its network says now. */
export const standingDecision = z.object({
  /** Null where it is left to the network. */
  status: conversionStatus.nullable(),
  payout: minorUnits.nullable(),
  networkStatus: conversionStatus,
  networkPayout: minorUnits,
  /** Whether the network disagrees, so that a person has to settle it. */
  conflict: z.boolean(),
  at: instant,
  author: z.string(),
  reason: z.string(),
});

export const conversionDetail = z.object({
  row: conversionRow,
  decision: standingDecision.nullable(),
  callerNumber: z.string(),
  city: z.string(),
  region: z.string(),
  connectSeconds: z.int().nullable(),
  advertiserId: z.string(),
  virtualLineId: z.string(),
  subIds: resolvedSubIds,
  history: z.array(historyEntry),
  chain: chainState,
  transactions: z.array(rawTransaction),
  deliveryIds: z.array(z.string()),
});

export type ConversionSort = z.infer<typeof conversionSort>;
export type ConversionFilter = z.infer<typeof conversionFilter>;
export type ConversionOrder = z.infer<typeof conversionOrder>;
export type ConversionRow = z.infer<typeof conversionRow>;
export type ConversionPageRequest = z.infer<typeof conversionPageRequest>;
export type ConversionPage = z.infer<typeof conversionPage>;
export type ConversionTotals = z.infer<typeof conversionTotals>;
export type HistoryEntry = z.infer<typeof historyEntry>;
export type RawTransaction = z.infer<typeof rawTransaction>;
export type ConversionDetail = z.infer<typeof conversionDetail>;

import { z } from 'zod';
import { pendingJob, tradeId } from './campaigns.ts';
import { numberState, numberWish } from './numbers.ts';
import { instant, pageLimit, recordId } from './scalars.ts';

/** What can be said of a ring pool (invoca.md 8.1). Overflow and place count when it is made and not later. */
export const ringPoolOrder = z.strictObject({
  name: z.string().trim().min(1, 'Give the ring pool a name.').max(255),
  lifetimeSeconds: z
    .int('Seconds are whole.')
    .min(30, 'A number stays lent for 30 seconds at least.')
    .max(31_536_000),
  maxPoolSize: z.int().min(1, 'A ring pool has one number at least.').max(10_000),
  preferred: z.boolean(),
  fillImmediately: z.boolean(),
  allowOverflow: z.boolean(),
  wish: numberWish,
});

/** How a pool's numbers stand by what the desk has lent: other borrowers are not seen from here. */
export const ringPoolHealth = z.object({
  /** Numbers lent now. */
  inUse: z.int(),
  /** Numbers lent earlier whose time is over, so that they may be lent again. */
  resting: z.int(),
  /** Sessions that got the shared overflow number within the last lifetime. */
  overflow: z.int(),
  lentInAll: z.int(),
  /** When the next number's time is over; null when none is lent. */
  nextBackAt: instant.nullable(),
});

export const ringPoolRow = z.object({
  id: recordId,
  networkId: recordId,
  networkName: z.string(),
  offerId: z.string(),
  offerName: z.string(),
  idFromNetwork: z.string(),
  invocaId: z.string(),
  state: numberState,
  name: z.string(),
  lifetimeSeconds: z.int(),
  maxPoolSize: z.int(),
  preferred: z.boolean(),
  fillImmediately: z.boolean(),
  allowOverflow: z.boolean(),
  createdAt: instant.nullable(),
  reason: z.string(),
  health: ringPoolHealth,
  pending: pendingJob.nullable(),
});

export const ringPoolRequest = z.strictObject({
  networkId: recordId,
  offerId: tradeId,
  order: ringPoolOrder,
});

export const ringPoolChange = z.strictObject({
  id: recordId,
  order: ringPoolOrder.omit({ allowOverflow: true, wish: true }),
});

const parameters = z
  .record(z.string().min(1).max(100), z.string().max(2000))
  .refine((given) => !Object.hasOwn(given, 'ring_pool_key'), 'The pool’s key is added by the desk.')
  .refine((given) => Object.keys(given).length > 0, 'Give at least one parameter, such as aff_sub2.');

/** Lends a number for each set of parameters. */
export const allocationRequest = z.strictObject({
  ringPoolId: recordId,
  sessions: z.array(parameters).min(1).max(10_000),
  name: z.string().trim().max(80).optional(),
});

export const allocationRow = z.object({
  id: recordId,
  ringPoolId: recordId,
  poolName: z.string(),
  offerId: z.string(),
  parameters: z.record(z.string(), z.string()),
  state: z.enum(['requested', 'given', 'failed']),
  number: z.string(),
  trackingLink: z.string(),
  /** False for the shared overflow number: its calls cannot be told apart. */
  attributable: z.boolean(),
  createdAt: instant,
  allocatedAt: instant.nullable(),
  /** Computed from the pool's lifetime, since the network tells none; null when it was never given or is overflow. */
  expiresAt: instant.nullable(),
  reason: z.string(),
});

export const allocationFilter = z.strictObject({
  ringPoolId: recordId.optional(),
  batchId: recordId.optional(),
  /** Lent now only. */
  lent: z.boolean().optional(),
  text: z.string().max(200).optional(),
});

export const allocationPageRequest = z.strictObject({
  filter: allocationFilter,
  index: z.int().nonnegative(),
  limit: pageLimit,
});

/** Newest first. */
export const allocationPage = z.object({ index: z.int(), count: z.int(), rows: z.array(allocationRow) });

export type RingPoolOrder = z.infer<typeof ringPoolOrder>;
export type RingPoolRow = z.infer<typeof ringPoolRow>;
export type RingPoolRequest = z.infer<typeof ringPoolRequest>;
export type RingPoolChange = z.infer<typeof ringPoolChange>;
export type AllocationRequest = z.infer<typeof allocationRequest>;
export type AllocationRow = z.infer<typeof allocationRow>;
export type AllocationFilter = z.infer<typeof allocationFilter>;
export type AllocationPage = z.infer<typeof allocationPage>;

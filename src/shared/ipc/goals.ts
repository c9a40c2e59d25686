import { z } from 'zod';
import { currency, instant, minorUnits, recordId } from './scalars.ts';

/** Who told of a record first: an account's catalogue or its calls, a person, a CSV file, or TUNE. */
export const recordOrigin = z.enum(['network', 'desk', 'csv', 'tune']);

/** How a goal is counted; `pay_per_call` is the default goal's and nobody else's (tune.md 8). */
export const goalProtocol = z.enum(['pay_per_call', 'iframe', 'image', 'server']);

export const goalStatus = z.enum(['active', 'paused', 'deleted']);

/** An amount a person sets: minor units, never below zero. */
export const price = minorUnits.nonnegative();

/** What stands in the code to be placed for a goal: markup for a page, or an address for a server. */
export const goalCode = z.object({
  code: z.string(),
  /** The address the code asks, with the macros that are to be filled in. */
  url: z.string(),
});

/** A goal of an offer. The default goal has no record of its own: it is the offer's own conversion. */
export const goalView = z.object({
  id: recordId.nullable(),
  /** `0` for the default goal. */
  goalId: z.string(),
  name: z.string(),
  protocol: goalProtocol,
  /** Null where nothing is set, which only the default goal can be. */
  payout: price.nullable(),
  revenue: price.nullable(),
  currency,
  status: goalStatus,
  origin: recordOrigin,
  /** Null for the default goal, which is counted without any code, and while no tracking domain is known. */
  placement: goalCode.nullable(),
});

/** A further goal as a person enters it; `id` is null for a new one. An empty `goalId` takes the next free number. */
export const goalDraft = z.strictObject({
  id: recordId.nullable(),
  offer: recordId,
  goalId: z
    .string()
    .trim()
    .max(64)
    .regex(/^[\w-]*$/, 'A goal id has letters, digits, dashes and underscores.'),
  name: z.string().trim().min(1, 'Enter a name.').max(120),
  protocol: z.enum(['iframe', 'image', 'server'], {
    error: 'A further goal is counted by an iframe pixel, an image pixel or a server postback.',
  }),
  payout: price,
  revenue: price,
  status: z.enum(['active', 'paused']),
});

export const pixelKind = z.enum(['url', 'image', 'code']);
export const pixelStatus = z.enum(['active', 'pending', 'rejected', 'deleted']);

/** What a partner wants shown or called when a goal is reached; `id` is null for one that TUNE keeps (`tunePixelId`). */
export const pixelView = z.object({
  id: recordId.nullable(),
  tunePixelId: z.string(),
  /** Null: for all partners. */
  partner: recordId.nullable(),
  partnerId: z.string(),
  partnerName: z.string(),
  /** Null: for all offers, or of an offer that is not known. */
  offer: recordId.nullable(),
  offerId: z.string(),
  offerName: z.string(),
  /** Null: for the default goal. */
  goal: recordId.nullable(),
  goalName: z.string(),
  kind: pixelKind,
  code: z.string(),
  status: pixelStatus,
  modifiedAt: instant.nullable(),
});

/** A partner's pixel as a person enters it; one read from TUNE is changed in TUNE. */
export const pixelDraft = z.strictObject({
  id: recordId.nullable(),
  partner: recordId.nullable(),
  goal: recordId,
  kind: z.enum(['image', 'code']),
  code: z.string().trim().min(1, 'Enter the code.').max(4000),
  status: z.enum(['active', 'pending']),
});

export type RecordOrigin = z.infer<typeof recordOrigin>;
export type GoalProtocol = z.infer<typeof goalProtocol>;
export type GoalView = z.infer<typeof goalView>;
export type GoalDraft = z.infer<typeof goalDraft>;
export type PixelView = z.infer<typeof pixelView>;
export type PixelDraft = z.infer<typeof pixelDraft>;

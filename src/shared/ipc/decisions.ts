import { z } from 'zod';
import { conversionFilter, conversionRow } from './conversions.ts';
import { conversionStatus, currency, instant, minorUnits, recordId } from './scalars.ts';

/** What a person does to conversions (domain/decision.ts). Payouts in minor units of the network's currency. */
export const decisionChange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['approve', 'reject']), payout: minorUnits.nullable() }),
  z.strictObject({ kind: z.literal('payout'), payout: minorUnits }),
  z.strictObject({ kind: z.literal('note') }),
]);

/** Which conversions: some by their ids, or all that a filter shows. */
export const decisionTarget = z.union([
  z.strictObject({ ids: z.array(recordId).min(1).max(5000) }),
  z.strictObject({ filter: conversionFilter }),
]);

export const conflictRule = z.enum(['decision', 'network', 'unless_told']);
export const conflictWinner = z.enum(['decision', 'network']);

/** Why a person does it. */
export const decisionReason = z.string().trim().min(1).max(400);

/** Counts by status. */
export const statusCounts = z.record(conversionStatus, z.int());

/** What of a preview is the same whatever changes: nothing has been done yet. */
export const changePreview = z.object({
  /** Conversions that are looked at. */
  count: z.int(),
  /** Those whose status or payout would change. */
  changed: z.int(),
  before: statusCounts,
  after: statusCounts,
  /** What approved conversions pay, one a currency, over those looked at. */
  money: z.array(z.object({ currency, before: minorUnits, after: minorUnits })),
  /** Postbacks that would be owed; at least so many, where there are too many conversions to look at each. */
  postbacks: z.object({
    count: z.int(),
    atLeast: z.boolean(),
    receivers: z.array(z.object({ receiver: z.string(), count: z.int() })),
    /** The first of them as it would be sent. */
    example: z.object({ receiver: z.string(), url: z.string(), event: z.string() }).nullable(),
  }),
});

/** What a decision would do. The ticket stands for exactly these conversions and this change, for a while. */
export const decisionPreview = changePreview.extend({
  ticket: z.string(),
  change: decisionChange,
  /** Conversions that are in conflict and would be settled by it. */
  conflicts: z.int(),
  /** Currencies of the conversions; a payout can be set only where there is one. */
  currencies: z.array(currency),
});

/** One thing a person did, with how far it is. */
export const decisionAct = z.object({
  id: recordId,
  kind: z.enum(['decide', 'settle', 'status_map']),
  /** What was done, in a sentence. */
  what: z.string(),
  reason: z.string(),
  author: z.string(),
  networkId: recordId.nullable(),
  at: instant,
  state: z.enum(['running', 'done', 'undoing', 'undone']),
  /** Conversions it is about, and those of them it changed. */
  total: z.int(),
  changed: z.int(),
  /** Conversions put back by taking it back; the others were decided again since. */
  restored: z.int(),
  /** Whether it can still be taken back. */
  undoable: z.boolean(),
});

/** A conversion whose network disagrees with what was decided. */
export const decisionConflict = z.object({
  row: conversionRow,
  networkStatus: conversionStatus,
  networkPayout: minorUnits,
  decidedAt: instant,
  decidedBy: z.string(),
  reason: z.string(),
});

/** One value of a status map. Without a standard status it is the network's own. */
export const statusMapValue = z.object({
  /** Normalised as the map is keyed. */
  result: z.string(),
  /** The spellings received. */
  spellings: z.array(z.string()),
  count: z.int(),
  decided: z.int(),
  status: conversionStatus.nullable(),
  standard: conversionStatus.nullable(),
});

export const statusMapView = z.object({
  networkId: recordId,
  networkName: z.string(),
  currency,
  rule: conflictRule,
  values: z.array(statusMapValue),
  /** A change that is still being carried out. */
  running: decisionAct.nullable(),
});

/** A value's new status; null takes back what the network has of its own. */
export const statusMapChange = z.strictObject({
  result: z.string().max(200),
  status: conversionStatus.nullable(),
});
export const statusMapChanges = z.strictObject({
  networkId: recordId,
  changes: z.array(statusMapChange).min(1).max(500),
});

export type ChangePreview = z.infer<typeof changePreview>;
export type DecisionAct = z.infer<typeof decisionAct>;
export type DecisionConflict = z.infer<typeof decisionConflict>;
export type DecisionPreview = z.infer<typeof decisionPreview>;
export type DecisionTarget = z.infer<typeof decisionTarget>;
export type StatusMapChange = z.infer<typeof statusMapChange>;
export type StatusMapChanges = z.infer<typeof statusMapChanges>;
export type StatusMapValue = z.infer<typeof statusMapValue>;
export type StatusMapView = z.infer<typeof statusMapView>;

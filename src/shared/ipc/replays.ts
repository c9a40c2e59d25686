import { z } from 'zod';
import { deliveryFilter, deliveryRow, deliveryAttempt } from './postbacks.ts';
import { instant, recordId } from './scalars.ts';

/** How many deliveries one replay takes; more are told of and left for the next one. */
export const MOST_REPLAYED = 10_000;

/**
 * keep: the same id, a repair the receiver can recognise. new: an id of its own, for a second posting that is meant
 * (postback-delivery.md promise 5).
 */
export const replayIdentity = z.enum(['keep', 'new']);

/**
 * What is replayed: deliveries by their ids, or all that a filter finds. from and to narrow the filter to deliveries
 * that were settled at or after the one and before the other; those not settled count by when they became owed.
 */
export const replaySelection = z.union([
  z.strictObject({ deliveryIds: z.array(z.string().min(1).max(80)).min(1).max(1000) }),
  z.strictObject({ filter: deliveryFilter, from: instant.nullable(), to: instant.nullable() }),
]);

/** What replaying takes. perSecond is the pace of the whole replay; each receiver's own limits hold beside it. */
export const replayDraft = z.strictObject({
  selection: replaySelection,
  identity: replayIdentity,
  perSecond: z.number().min(0.01).max(50),
  note: z.string().trim().max(300),
});

/**
 * Why a delivery is not replayed. waiting: it is in the outbox already under this id; posting_waits: a posting of the
 * same conversion by the same template is; not_so_now: the conversion says something else by now; told_by_tune: TUNE may
 * tell this partner too, which nobody has settled.
 */
export const replayRefusal = z.enum(['waiting', 'posting_waits', 'not_so_now', 'told_by_tune']);

/** A request as a receiver gets it; a body makes it a POST. */
export const replayRequest = z.object({ method: z.enum(['GET', 'POST']), url: z.string(), body: z.string() });

export const replayItem = z.object({
  place: z.int(),
  /** What goes out. */
  deliveryId: z.string(),
  /** What went out before; the same when the id is kept. */
  originalId: z.string(),
  conversionId: recordId,
  invocaId: z.string(),
  partnerName: z.string(),
  receiver: z.string(),
  meaning: z.string(),
  before: replayRequest,
  after: replayRequest,
  refused: replayRefusal.nullable(),
});

export const replayRefusals = z.array(z.object({ why: replayRefusal, count: z.int() }));

/** What a replay would do, before it does anything. */
export const replayPreview = z.object({
  /** Deliveries that match, whether they are replayed or not. */
  found: z.int(),
  sends: z.int(),
  /** Of these, those whose request is not what it was. */
  changed: z.int(),
  refusals: replayRefusals,
  /** Found beyond what one replay takes, the youngest calls. */
  leftOut: z.int(),
  /** From the first to the last at this pace, in milliseconds. */
  lastsMs: z.int(),
  receivers: z.array(z.object({ receiver: z.string(), count: z.int(), paused: z.boolean() })),
  /** Names exactly these requests; beginning with it does this and nothing else. */
  fingerprint: z.string(),
  /** The beginning of the list: changed ones first, then the others, then the refused. */
  items: z.array(replayItem),
});

export const replayView = z.object({
  id: recordId,
  identity: replayIdentity,
  perSecond: z.number(),
  selection: replaySelection,
  note: z.string(),
  createdAt: instant,
  cancelledAt: instant.nullable(),
  sends: z.int(),
  refused: z.int(),
  waiting: z.int(),
  accepted: z.int(),
  failed: z.int(),
  takenBack: z.int(),
});

/** An item of a replay that was begun, with how its delivery stands. */
export const replayedItem = replayItem.extend({
  takenBack: z.boolean(),
  state: deliveryRow.shape.state.nullable(),
  dueAt: instant.nullable(),
  lastReason: z.string(),
});

export const replayDetail = z.object({
  replay: replayView,
  refusals: replayRefusals,
  count: z.int(),
  rows: z.array(replayedItem),
});

/** A replay a delivery was in, as what was sent before or as what goes out. */
export const deliveryReplay = z.object({
  replayId: recordId,
  createdAt: instant,
  deliveryId: z.string(),
  originalId: z.string(),
  refused: replayRefusal.nullable(),
  takenBack: z.boolean(),
});

/** What the built-in receiver got of a delivery, and what the desk made of its answer. */
export const rehearsedRequest = z.object({
  deliveryId: z.string(),
  invocaId: z.string(),
  /** The first line as it arrived: method, path and query. */
  line: z.string(),
  headers: z.string(),
  body: z.string(),
  attempt: deliveryAttempt,
});

export type ReplayIdentity = z.infer<typeof replayIdentity>;
export type ReplaySelection = z.infer<typeof replaySelection>;
export type ReplayDraft = z.infer<typeof replayDraft>;
export type ReplayRefusal = z.infer<typeof replayRefusal>;
export type ReplayRequest = z.infer<typeof replayRequest>;
export type ReplayItem = z.infer<typeof replayItem>;
export type ReplayPreview = z.infer<typeof replayPreview>;
export type ReplayView = z.infer<typeof replayView>;
export type ReplayedItem = z.infer<typeof replayedItem>;
export type ReplayDetail = z.infer<typeof replayDetail>;
export type DeliveryReplay = z.infer<typeof deliveryReplay>;
export type RehearsedRequest = z.infer<typeof rehearsedRequest>;

import { z } from 'zod';
import { DELIVERY_EVENTS } from '../domain/delivery-event.ts';
import { WAIT_REASONS } from '../domain/lateness.ts';
import { receiverBreaker, receiverSecret, receiverSettings } from './receivers.ts';
import { instant, pageLimit, recordId } from './scalars.ts';

/** GET carries all in the URL; POST carries JSON as well, with the headers of Standard Webhooks. */
export const postbackMethod = z.enum(['GET', 'POST']);

/** What a template can tell of. */
export const deliveryEvent = z.enum(DELIVERY_EVENTS);

/** Why a delivery went out later than it was due, or waits now. */
export const waitReason = z.enum(WAIT_REASONS);

/** A template without a partner, offer or network speaks for all of them. */
export const templateScope = z.strictObject({
  networkId: recordId.nullable(),
  partnerId: z.string().nullable(),
  offerId: z.string().nullable(),
});

/**
 * What saving a template takes; without an id a new one is made. `startsAt` null means: from now on. What is absent stays
 * as it is; a new template asks by GET and tells of approvals, whatever they pay.
 */
export const templateDraft = z.strictObject({
  id: recordId.nullable(),
  name: z.string().trim().max(120),
  url: z.string().max(4000),
  scope: templateScope,
  startsAt: instant.nullable(),
  active: z.boolean(),
  method: postbackMethod.optional(),
  events: z.array(deliveryEvent).min(1).max(DELIVERY_EVENTS.length).optional(),
  onlyWithPayout: z.boolean().optional(),
});

export const postbackTemplate = z.object({
  id: recordId,
  name: z.string(),
  url: z.string(),
  scope: templateScope,
  receiver: z.string(),
  startsAt: instant,
  active: z.boolean(),
  createdAt: instant,
  method: postbackMethod,
  events: z.array(deliveryEvent),
  onlyWithPayout: z.boolean(),
  owed: z.int(),
  accepted: z.int(),
});

/** What saving a draft would do before it is done: how many deliveries an earlier start owes at once. */
export const templateConsequence = z.object({ wouldOwe: z.int() });

/** A template expanded against a real conversion. `origins` says where each value came from. */
export const templatePreview = z.object({
  conversionId: recordId.nullable(),
  invocaId: z.string(),
  url: z.string(),
  /** JSON that is posted; null for a GET. */
  body: z.string().nullable(),
  used: z.array(z.object({ macro: z.string(), value: z.string(), origin: z.string() })),
  empty: z.array(z.string()),
  faults: z.array(
    z.object({
      severity: z.enum(['refused', 'warning']),
      code: z.string(),
      message: z.string(),
      start: z.int(),
      end: z.int(),
    }),
  ),
});

/**
 * waiting: due later or now; sending: claimed by the sender; accepted, refused (delivered, but the receiver said
 * no), needs_person (stopped early by a 4xx), exhausted (all attempts spent), stopped (receiver answered 410).
 */
export const deliveryState = z.enum([
  'waiting',
  'sending',
  'accepted',
  'refused',
  'needs_person',
  'exhausted',
  'stopped',
]);

/** How one attempt ended: the three verdicts of postback-delivery.md promise 4. */
export const attemptVerdict = z.enum(['accepted', 'refused', 'not_delivered']);

export const deliveryAttempt = z.object({
  number: z.int(),
  startedAt: instant,
  durationMs: z.int(),
  url: z.string(),
  requestHeaders: z.string(),
  httpStatus: z.int().nullable(),
  responseHeaders: z.string(),
  bodyStart: z.string(),
  verdict: attemptVerdict,
  reason: z.string(),
  test: z.boolean(),
  method: postbackMethod,
  /** JSON that was posted; null for a GET. */
  body: z.string().nullable(),
  /** When the attempt was due; null where it was not kept. */
  dueAt: instant.nullable(),
  /** Why it went out later than that; null when it was on time. */
  waitedFor: waitReason.nullable(),
});

export const deliveryRow = z.object({
  deliveryId: z.string(),
  conversionId: recordId,
  invocaId: z.string(),
  partnerName: z.string(),
  offerName: z.string(),
  templateId: recordId,
  templateName: z.string(),
  receiver: z.string(),
  meaning: deliveryEvent,
  /** Which time this event is told of this conversion, from 1. */
  turn: z.int(),
  /** Which posting of that telling it is, from 1: a replay under a new id is a further one. */
  posting: z.int(),
  method: postbackMethod,
  url: z.string(),
  state: deliveryState,
  attempts: z.int(),
  createdAt: instant,
  dueAt: instant.nullable(),
  finishedAt: instant.nullable(),
  lastReason: z.string(),
  receiverPaused: z.boolean(),
  /** When the newest attempt began, and when that one was due; null before the first. */
  sentAt: instant.nullable(),
  sentDueAt: instant.nullable(),
  /** Why the newest attempt went out late, or what a delivery that is due and was never sent waits for; null when on time. */
  waitedFor: waitReason.nullable(),
});

export const deliveryFilter = z.strictObject({
  states: z.array(deliveryState).optional(),
  receiver: z.string().optional(),
  templateId: recordId.optional(),
  conversionId: recordId.optional(),
  text: z.string().max(200).optional(),
});

export const deliveryPageRequest = z.strictObject({
  filter: deliveryFilter,
  index: z.int().nonnegative(),
  limit: pageLimit,
});

export const deliveryPage = z.object({ index: z.int(), count: z.int(), rows: z.array(deliveryRow) });

export const deliveryDetail = z.object({
  row: deliveryRow,
  origins: z.array(z.object({ macro: z.string(), value: z.string(), origin: z.string() })),
  attempts: z.array(deliveryAttempt),
});

export const receiverView = z.object({
  receiver: z.string(),
  paused: z.boolean(),
  pausedReason: z.string(),
  allowLocal: z.boolean(),
  waiting: z.int(),
  failing: z.int(),
  lastVerdict: attemptVerdict.nullable(),
  lastAttemptAt: instant.nullable(),
  accepted: z.int(),
  settings: receiverSettings,
  breaker: receiverBreaker,
  /** The last 20 outcomes, oldest first: whether an answer came that delivers. */
  recent: z.array(z.boolean()),
  /** Secrets that sign requests now, newest first. */
  secrets: z.array(receiverSecret),
});

/** A request fired by hand at the built-in or the partner's receiver; recorded nowhere but in this answer. */
export const testFireResult = z.object({ url: z.string(), attempt: deliveryAttempt });

export type TemplateScope = z.infer<typeof templateScope>;
export type TemplateDraft = z.infer<typeof templateDraft>;
export type PostbackTemplate = z.infer<typeof postbackTemplate>;
export type TemplatePreview = z.infer<typeof templatePreview>;
export type DeliveryState = z.infer<typeof deliveryState>;
export type AttemptVerdict = z.infer<typeof attemptVerdict>;
export type DeliveryAttempt = z.infer<typeof deliveryAttempt>;
export type DeliveryRow = z.infer<typeof deliveryRow>;
export type DeliveryFilter = z.infer<typeof deliveryFilter>;
export type DeliveryPage = z.infer<typeof deliveryPage>;
export type DeliveryDetail = z.infer<typeof deliveryDetail>;
export type PostbackMethod = z.infer<typeof postbackMethod>;
export type ReceiverView = z.infer<typeof receiverView>;
export type TestFireResult = z.infer<typeof testFireResult>;

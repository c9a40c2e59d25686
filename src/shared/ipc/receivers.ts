import { z } from 'zod';
import { LIMIT_BOUNDS } from '../domain/receiver-limits.ts';
import { tokenKeeping } from './networks.ts';
import { instant, recordId } from './scalars.ts';

const { perSecond, atOnce, timeoutMs } = LIMIT_BOUNDS;

/** How hard one receiver is pressed, and how long its answer is waited for; null as the settings say. */
export const receiverLimits = z.strictObject({
  perSecond: z.number().min(perSecond.least).max(perSecond.most),
  atOnce: z.int().min(atOnce.least).max(atOnce.most),
  timeoutMs: z.int().min(timeoutMs.least).max(timeoutMs.most).nullable(),
});

/** One thing an answer is looked at for (shared/domain/acceptance-rule.ts). */
export const answerCondition = z.discriminatedUnion('test', [
  z.strictObject({ test: z.literal('status'), from: z.int(), to: z.int() }),
  z.strictObject({ test: z.literal('header'), name: z.string().max(100), contains: z.string().max(200) }),
  z.strictObject({ test: z.literal('body_contains'), text: z.string().max(200) }),
  z.strictObject({ test: z.literal('json'), path: z.string().max(200), equals: z.string().max(200) }),
  z.strictObject({ test: z.literal('pattern'), pattern: z.string().max(200) }),
]);

/** When an answer means that the receiver took the postback: a ready rule, or one of the person's own. */
export const acceptanceRule = z.discriminatedUnion('rule', [
  z.strictObject({ rule: z.enum(['usual', 'plain', 'tune', 'everflow']) }),
  z.strictObject({
    rule: z.literal('own'),
    accepted: z.array(answerCondition).max(10),
    refused: z.array(answerCondition).max(10),
  }),
]);

/** How requests are signed; the parameters carry signature and time of a GET. */
export const receiverSigning = z.strictObject({
  on: z.boolean(),
  signatureParameter: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9_.-]{0,39}$/, 'A name of letters, digits and _ . -'),
  timestampParameter: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9_.-]{0,39}$/, 'A name of letters, digits and _ . -'),
});

/** What a person sets of a receiver. */
export const receiverSettings = z.strictObject({
  limits: receiverLimits,
  acceptance: acceptanceRule,
  signing: receiverSigning,
});

/** A signing secret, never the secret itself. Without an end it is the one that stays. */
export const receiverSecret = z.object({
  id: recordId,
  keeping: tokenKeeping,
  createdAt: instant,
  endsAt: instant.nullable(),
});

/** The circuit breaker as it stands; closed while `openedAt` is null. */
export const receiverBreaker = z.object({
  openedAt: instant.nullable(),
  reason: z.string(),
  /** Probes that failed since it opened. */
  probes: z.int(),
  nextProbeAt: instant.nullable(),
});

/** A new secret: typed, or made here when null; what was valid before ends at `oldEndsAt`, at once when null. */
export const newSecret = z.strictObject({
  secret: z.string().max(500).nullable(),
  oldEndsAt: instant.nullable(),
  keepWithoutKeyring: z.boolean(),
});

export type ReceiverSettings = z.infer<typeof receiverSettings>;
export type ReceiverSecretView = z.infer<typeof receiverSecret>;

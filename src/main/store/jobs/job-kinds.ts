import { z } from 'zod';
import type { JobKind } from '#main/engine/ports/job.ts';

const sessionNumberId = z.int().positive();
const numberId = z.int().positive();
const ringPoolId = z.int().positive();
const campaignPlace = z.object({ advertiserId: z.string(), offerId: z.string(), partnerId: z.string() });

/** What each kind's jobs carry, as read back from the file. A capability adds its kinds here. */
const jobContent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('session.request'), payload: z.object({ sessionNumberId }) }),
  z.object({
    kind: z.literal('session.update'),
    payload: z.object({ sessionNumberId, seq: z.int().positive() }),
  }),
  z.object({ kind: z.literal('session.release'), payload: z.object({ sessionNumberId }) }),
  z.object({ kind: z.literal('promo_number.create'), payload: z.object({ numberId }) }),
  z.object({
    kind: z.literal('promo_number.update'),
    payload: z.object({
      numberId,
      description: z.string(),
      mediaType: z.string(),
      customData: z.record(z.string(), z.string()),
    }),
  }),
  z.object({
    kind: z.literal('promo_number.move'),
    payload: z.object({ numberId, to: campaignPlace }),
  }),
  z.object({ kind: z.literal('promo_number.remove'), payload: z.object({ numberId }) }),
  z.object({ kind: z.literal('ring_pool.create'), payload: z.object({ ringPoolId }) }),
  z.object({
    kind: z.literal('ring_pool.update'),
    payload: z.object({
      ringPoolId,
      name: z.string(),
      lifetimeSeconds: z.int(),
      maxPoolSize: z.int(),
      preferred: z.boolean(),
      fillImmediately: z.boolean(),
    }),
  }),
  z.object({ kind: z.literal('ring_pool.remove'), payload: z.object({ ringPoolId }) }),
  z.object({
    kind: z.literal('ring_pool.allocate'),
    payload: z.object({ ringPoolId, allocationIds: z.array(z.int().positive()) }),
  }),
  z.object({
    kind: z.literal('tune.write'),
    payload: z.object({ tuneEventId: z.string(), conversionId: z.int().positive() }),
  }),
  z.object({ kind: z.literal('affiliate_campaign.apply'), payload: campaignPlace }),
]);

const KINDS: ReadonlySet<string> = new Set<JobKind>(jobContent.options.map(({ shape }) => shape.kind.value));

/** Whether this app knows jobs of this kind; a file may hold others that a newer app left. */
export function isJobKind(kind: string): kind is JobKind {
  return KINDS.has(kind);
}

/** A job's kind and payload, read back from the file. */
export function storedContent(row: {
  readonly kind: string;
  readonly payload: string;
}): z.infer<typeof jobContent> {
  const payload: unknown = JSON.parse(row.payload);
  return jobContent.parse({ kind: row.kind, payload });
}

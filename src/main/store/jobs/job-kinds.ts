import { z } from 'zod';
import type { JobKind } from '#main/engine/ports/job.ts';

const sessionNumberId = z.int().positive();

/** What each kind's jobs carry, as read back from the file. A capability adds its kinds here. */
const jobContent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('session.request'), payload: z.object({ sessionNumberId }) }),
  z.object({
    kind: z.literal('session.update'),
    payload: z.object({ sessionNumberId, seq: z.int().positive() }),
  }),
  z.object({ kind: z.literal('session.release'), payload: z.object({ sessionNumberId }) }),
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

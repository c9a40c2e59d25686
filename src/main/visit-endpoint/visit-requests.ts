import { z } from 'zod';
import type { VisitStep } from '#shared/domain/visit-step.ts';

const visit = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[\x20-\x7e]+$/, 'must be printable ASCII');
const told = {
  /** The site's own id of the step: told twice under the same id, it is stored once. */
  step: z.string().min(1).max(64).optional(),
  keywords: z.array(z.string().max(1000)).max(100).optional(),
  page: z.string().max(4000).optional(),
  fields: z.record(z.string().max(100), z.string().max(1000)).optional(),
  /** The number the page shows now, E.164. */
  shows: z.string().max(20).optional(),
};

/** The bodies of the endpoint's requests; a member nobody knows is refused, so that a slip of the pen shows. */
export const startBody = z.strictObject({
  ...told,
  visit: visit.optional(),
  referrer: z.string().max(4000).optional(),
});
export const stepBody = z.strictObject({ ...told, visit });
export const endBody = z.strictObject({ visit, release: z.boolean().optional() });
export const visitQuery = z.strictObject({ visit, shows: told.shows });

/** What a body says of a step. */
export function stepOf(body: z.infer<typeof stepBody> | z.infer<typeof startBody>): VisitStep {
  return {
    keywords: body.keywords ?? null,
    page: body.page ?? '',
    referrer: 'referrer' in body ? (body.referrer ?? '') : '',
    fields: body.fields ?? {},
  };
}

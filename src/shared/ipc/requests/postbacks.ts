import { z } from 'zod';
import {
  deliveryDetail,
  deliveryPage,
  deliveryPageRequest,
  postbackTemplate,
  templateConsequence,
  templateDraft,
  templatePreview,
  testFireResult,
} from '../postbacks.ts';
import { nothing, recordId } from '../scalars.ts';

const done = z.object({});
const byDelivery = z.strictObject({ deliveryId: z.string().max(80) });

/** What the window may ask about postback templates and deliveries. */
export const postbackRequests = {
  'templates.list': { input: nothing, output: z.array(postbackTemplate) },
  'templates.preview': {
    input: z.strictObject({ draft: templateDraft, conversionId: recordId.nullable() }),
    output: templatePreview,
  },
  'templates.consequence': { input: templateDraft, output: templateConsequence },
  'templates.save': { input: templateDraft, output: postbackTemplate },
  'templates.remove': { input: z.strictObject({ id: recordId }), output: done },
  'templates.testFire': {
    input: z.strictObject({
      draft: templateDraft,
      conversionId: recordId.nullable(),
      allowLocal: z.boolean(),
    }),
    output: testFireResult,
  },

  'deliveries.page': { input: deliveryPageRequest, output: deliveryPage },
  'deliveries.detail': { input: byDelivery, output: deliveryDetail },
  'deliveries.retry': { input: byDelivery, output: done },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

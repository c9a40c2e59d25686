import { z } from 'zod';
import {
  forecast,
  forecastRequest,
  informationUpdate,
  sessionCampaign,
  sessionDetail,
  sessionDraft,
  sessionPage,
  sessionPageRequest,
  sessionRow,
} from '../sessions.ts';
import { nothing, recordId } from '../scalars.ts';

const byId = z.strictObject({ id: recordId });

/** What the window may ask about session numbers. Requests, updates and releases are jobs from then on. */
export const sessionRequests = {
  'sessions.page': { input: sessionPageRequest, output: sessionPage },
  'sessions.detail': { input: byId, output: sessionDetail },
  'sessions.campaigns': { input: nothing, output: z.array(sessionCampaign) },
  'sessions.forecast': { input: forecastRequest, output: forecast },
  /** `fresh` is false when this reference had a number before. */
  'sessions.request': {
    input: sessionDraft,
    output: z.object({ row: sessionRow, fresh: z.boolean(), jobId: recordId }),
  },
  'sessions.update': {
    input: z.strictObject({
      id: recordId,
      update: informationUpdate,
      /** The version the form was filled in for; refused when the network has another. Null does not look. */
      expectedVersion: z.int().min(0).nullable(),
    }),
    output: z.object({ seq: z.int(), jobId: recordId }),
  },
  'sessions.release': { input: byId, output: z.object({ jobId: recordId }) },
  'sessions.cancelUpdate': {
    input: z.strictObject({ id: recordId, seq: z.int().positive() }),
    output: z.object({}),
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

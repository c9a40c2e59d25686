import { z } from 'zod';
import { bundleResult, historyVerdict } from '../history.ts';
import { nothing, recordId } from '../scalars.ts';

/** What the window may ask about the history as evidence. */
export const historyRequests = {
  'history.verify': { input: nothing, output: historyVerdict },
  /** Asks the person for a file; none is written when they choose none. Times are shown in the zone too. */
  'history.exportBundle': {
    input: z.strictObject({ id: recordId, zone: z.string().min(1).max(80) }),
    output: bundleResult,
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

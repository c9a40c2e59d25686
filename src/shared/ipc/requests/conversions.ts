import { z } from 'zod';
import {
  conversionDetail,
  conversionPage,
  conversionPageRequest,
  conversionTotals,
  conversionTotalsRequest,
} from '../conversions.ts';
import { recordId } from '../scalars.ts';

/** What the window may ask about conversions. */
export const conversionRequests = {
  'conversions.page': { input: conversionPageRequest, output: conversionPage },
  'conversions.totals': { input: conversionTotalsRequest, output: conversionTotals },
  'conversions.detail': { input: z.strictObject({ id: recordId }), output: conversionDetail },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

import { z } from 'zod';
import { nothing, recordId } from '../scalars.ts';
import { endpointView, keyedSite, siteDraft, siteView, visitOfSession, visitRow } from '../visits.ts';

const byId = z.strictObject({ id: recordId });

/** What the window may ask about site-navigation drill-down. */
export const visitRequests = {
  'visits.endpoint': { input: nothing, output: endpointView },
  'visits.sites': { input: nothing, output: z.array(siteView) },
  'visits.saveSite': { input: siteDraft, output: keyedSite },
  /** Gives a site another key; the one before is good for nothing from then on. */
  'visits.rotateKey': { input: byId, output: keyedSite },
  'visits.removeSite': { input: byId, output: z.object({}) },
  /** Newest first. */
  'visits.recent': {
    input: z.strictObject({ limit: z.int().min(1).max(100) }),
    output: z.array(visitRow),
  },
  /** The visit a session number belongs to; null for a number of no visit. */
  'visits.ofSession': {
    input: z.strictObject({ sessionNumberId: recordId }),
    output: visitOfSession.nullable(),
  },
  /** Opens the page that plays a visit to this site in the person's browser, and says where it is. */
  'visits.play': { input: byId, output: z.object({ address: z.string() }) },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

import { z } from 'zod';
import { siteOrigin } from '../domain/site-origin.ts';
import { SESSION_LIMITS } from '../domain/session-limits.ts';
import { instant, recordId } from './scalars.ts';
import { sessionCallRow, sessionState, sessionUpdateRow } from './sessions.ts';

const origin = z.string().transform((typed, context) => {
  const found = siteOrigin(typed);
  if (found !== null) return found;
  const message = `“${typed}” is no origin: give scheme and host, such as https://shop.example.`;
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

/** What registering a site that tells of its visitors' steps takes. */
export const siteDraft = z.strictObject({
  /** Null for a new one. */
  id: recordId.nullable(),
  name: z.string().trim().min(1, 'Give the site a name.').max(80),
  networkId: recordId,
  campaignId: z.string().trim().min(1, 'Enter the campaign.').max(SESSION_LIMITS.code),
  /** Null leaves the hold to the campaign. */
  ttlSeconds: z.int().min(SESSION_LIMITS.ttlSecondsLeast).max(SESSION_LIMITS.ttlSecondsMost).nullable(),
  /** Origins whose pages may ask; a site's server sends none and needs none. */
  origins: z.array(origin).max(20),
  /** What a page shows while there is no number. */
  fallback: z.string().trim().max(200),
  releaseAtEnd: z.boolean(),
});

export const siteView = z.object({
  id: recordId,
  name: z.string(),
  networkId: recordId,
  networkName: z.string(),
  campaignId: z.string(),
  ttlSeconds: z.int().nullable(),
  origins: z.array(z.string()),
  fallback: z.string(),
  releaseAtEnd: z.boolean(),
  /** The last characters of the key; the key itself is not kept. */
  keyHint: z.string(),
  keyMadeAt: instant,
  visits: z.int(),
});

/** A site with its new key, which is told this once; null when it has the key it had. */
export const keyedSite = z.object({ site: siteView, key: z.string().nullable() });

/** The loopback endpoint sites speak to. */
export const endpointView = z.object({
  state: z.enum(['off', 'listening', 'failed']),
  port: z.int(),
  /** Where it is reached, such as `http://127.0.0.1:47115`. */
  address: z.string(),
  /** Why it failed; '' else. */
  reason: z.string(),
});

export const visitState = z.enum(['open', 'ended']);

/** A number a visit was given, or asked for. */
export const visitNumber = z.object({
  sessionNumberId: recordId,
  /** From 1; a later one came in place of one that had ended. */
  turn: z.int(),
  state: sessionState,
  display: z.string(),
  askedAt: instant,
  allocatedAt: instant.nullable(),
  endedAt: instant.nullable(),
});

export const visitRow = z.object({
  id: recordId,
  siteName: z.string(),
  /** The site's own id of the visit. */
  visitKey: z.string(),
  state: visitState,
  endedBy: z.enum(['site', 'idle']).nullable(),
  startedAt: instant,
  lastStepAt: instant,
  endedAt: instant.nullable(),
  steps: z.int(),
  keywords: z.array(z.string()),
  number: visitNumber.nullable(),
});

/** A step as it was told. Null keywords left them as they were. */
export const visitStepRow = z.object({
  place: z.int(),
  at: instant,
  keywords: z.array(z.string()).nullable(),
  fields: z.record(z.string(), z.string()),
  /** The number whose history carries the step, and its entry there (0: the request itself); null while none does. */
  carriedBy: z.object({ sessionNumberId: recordId, seq: z.int() }).nullable(),
});

/** A visit as the page of one of its numbers shows it. Lists are in order of time, the oldest left out if there are many. */
export const visitOfSession = z.object({
  visit: visitRow,
  numbers: z.array(visitNumber),
  steps: z.array(visitStepRow),
  updates: z.array(sessionUpdateRow.extend({ sessionNumberId: recordId })),
  calls: z.array(sessionCallRow.extend({ sessionNumberId: recordId })),
});

export type SiteDraft = z.infer<typeof siteDraft>;
export type SiteView = z.infer<typeof siteView>;
export type EndpointView = z.infer<typeof endpointView>;
export type VisitNumber = z.infer<typeof visitNumber>;
export type VisitRow = z.infer<typeof visitRow>;
export type VisitStepRow = z.infer<typeof visitStepRow>;
export type VisitOfSession = z.infer<typeof visitOfSession>;

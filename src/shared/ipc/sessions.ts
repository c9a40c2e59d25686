import { z } from 'zod';
import { jobWait } from './jobs.ts';
import { instant, pageLimit, recordId } from './scalars.ts';

/** `requested` until the network gave a number; `failed` when it never will. */
export const sessionState = z.enum(['requested', 'active', 'expired', 'released', 'failed']);

/** What asked for a number or for a change of its information. */
export const sessionOrigin = z.enum(['form', 'cli', 'send_list', 'drill_down']);

/** `not_applied`: the session ended first. `refused`: the network said no; `cancelled`: a person took it back. */
export const updateState = z.enum(['queued', 'accepted', 'not_applied', 'refused', 'cancelled']);

const keywords = z.array(z.string().max(1000)).max(100);
const fields = z.record(z.string().max(200), z.string().max(2000));

/** Keywords and named values; the limits of the network are checked apart, so that each has its message. */
export const sessionInformation = z.object({ keywords, fields });

export const informationUpdate = z.discriminatedUnion('mode', [
  z.strictObject({
    mode: z.literal('merge'),
    keywords: keywords.optional(),
    fields: fields.optional(),
    remove: z.array(z.string().max(200)).max(100).optional(),
  }),
  z.strictObject({
    mode: z.literal('replace'),
    keywords: keywords.optional(),
    fields: fields.optional(),
  }),
]);

export const destination = z.object({ kind: z.enum(['PSTN', 'SIP', 'QUEUE']), address: z.string() });

/** What asking for a session number takes. */
export const sessionDraft = z.strictObject({
  networkId: recordId,
  campaignId: z.string().trim().min(1, 'Enter the campaign.').max(64),
  /** What the number is for; the key under which it is never given twice. Empty makes one. */
  reference: z.string().trim().max(500),
  ttlSeconds: z.int().nullable(),
  information: sessionInformation,
});

export const sessionRow = z.object({
  id: recordId,
  networkId: recordId,
  networkName: z.string(),
  campaignId: z.string(),
  clientReference: z.string(),
  purpose: sessionOrigin,
  state: sessionState,
  sessionId: z.string().nullable(),
  number: z.object({ e164: z.string(), display: z.string(), country: z.string() }).nullable(),
  destination: destination.nullable(),
  ttlSeconds: z.int().nullable(),
  createdAt: instant,
  allocatedAt: instant.nullable(),
  /** Exclusive. By the server's clock. */
  expiresAt: instant.nullable(),
  endedAt: instant.nullable(),
  quarantinedUntil: instant.nullable(),
  /** What the network is known to hold. */
  information: sessionInformation,
  version: z.int(),
  /** False once the network's version showed that somebody else changed the information as well. */
  sure: z.boolean(),
  /** Whether the network had given this number before we asked. */
  replayed: z.boolean(),
  /** Why the number failed; '' else. */
  reason: z.string(),
  waitingUpdates: z.int(),
});

/** One entry of a number's history. Null parts are those the update does not speak of. */
export const sessionUpdateRow = z.object({
  seq: z.int(),
  at: instant,
  by: sessionOrigin,
  mode: z.enum(['merge', 'replace']),
  keywords: z.array(z.string()).nullable(),
  fields: z.record(z.string(), z.string()).nullable(),
  removed: z.array(z.string()).nullable(),
  expectedVersion: z.int().nullable(),
  state: updateState,
  reason: z.string(),
  versionAfter: z.int().nullable(),
  settledAt: instant.nullable(),
  jobId: recordId.nullable(),
});

/** A call to the number, with the information it began with. `late`: it began after the session's end. */
export const sessionCallRow = z.object({
  id: recordId,
  callId: z.string(),
  callerNumber: z.string(),
  status: z.enum(['answered', 'no_answer', 'busy', 'failed', 'in_progress']),
  startedAt: instant,
  talkSeconds: z.int(),
  informationVersion: z.int(),
  information: sessionInformation,
  late: z.boolean(),
});

/** What the network still has to do for a number, or did not. */
export const sessionJob = z.object({
  id: recordId,
  kind: z.string(),
  state: z.enum(['queued', 'running', 'failed']),
  wait: jobWait.nullable(),
  reason: z.string(),
  dueAt: instant.nullable(),
});

export const sessionDetail = z.object({
  row: sessionRow,
  /** Newest first, at most 500 entries. */
  history: z.array(sessionUpdateRow),
  /** What the network will hold once every update that waits is accepted. */
  afterWaiting: sessionInformation,
  /** Newest first, at most 200. */
  calls: z.array(sessionCallRow),
  jobs: z.array(sessionJob),
  /** Whether the account offers to release numbers. */
  releasable: z.boolean(),
  /** The server's clock minus ours, for the countdown. */
  clockDifferenceMs: z.int().nullable(),
});

export const sessionFilter = z.strictObject({
  states: z.array(sessionState).optional(),
  networkId: recordId.optional(),
  campaignId: z.string().max(64).optional(),
  purpose: sessionOrigin.optional(),
  /** Active numbers whose session ends before this instant. */
  endingBefore: instant.optional(),
  /** Number, session, reference, keywords or values. */
  text: z.string().max(200).optional(),
});

export const sessionPageRequest = z.strictObject({
  filter: sessionFilter,
  index: z.int().nonnegative(),
  limit: pageLimit,
});

/** Newest first. */
export const sessionPage = z.object({ index: z.int(), count: z.int(), rows: z.array(sessionRow) });

/** A campaign session numbers were asked of, with how many are out. */
export const sessionCampaign = z.object({
  networkId: recordId,
  networkName: z.string(),
  campaignId: z.string(),
  active: z.int(),
  all: z.int(),
});

export const forecastRequest = z.strictObject({
  networkId: recordId,
  campaignId: z.string().min(1).max(64),
  /** How far back arrivals are counted. */
  hours: z.int().min(1).max(720),
  /** Numbers in the pool; null takes what the network last said. */
  poolSize: z.int().min(0).max(1_000_000).nullable(),
  /** What so many more numbers would change. */
  more: z.int().min(0).max(1_000_000),
  /** Null takes the hold time seen. */
  holdSeconds: z.int().min(1).max(2_592_000).nullable(),
});

export const forecast = z.object({
  /** Numbers given in the window. */
  arrivals: z.int(),
  perHour: z.number(),
  holdSeconds: z.int(),
  quarantineSeconds: z.int(),
  /** Numbers out or resting now. */
  inUse: z.int(),
  /** Numbers it takes to serve these arrivals for good, and with a quarter in reserve. */
  needed: z.int(),
  neededWithReserve: z.int(),
  /** Null when nobody knows the size of the pool. */
  pool: z
    .object({
      size: z.int(),
      dryAt: instant.nullable(),
      withMore: z.object({ size: z.int(), dryAt: instant.nullable() }),
    })
    .nullable(),
});

export type SessionState = z.infer<typeof sessionState>;
export type SessionOrigin = z.infer<typeof sessionOrigin>;
export type UpdateState = z.infer<typeof updateState>;
export type SessionRow = z.infer<typeof sessionRow>;
export type SessionUpdateRow = z.infer<typeof sessionUpdateRow>;
export type SessionCallRow = z.infer<typeof sessionCallRow>;
export type SessionJob = z.infer<typeof sessionJob>;
export type SessionDetail = z.infer<typeof sessionDetail>;
export type SessionFilter = z.infer<typeof sessionFilter>;
export type SessionPage = z.infer<typeof sessionPage>;
export type SessionCampaign = z.infer<typeof sessionCampaign>;
export type ForecastRequest = z.infer<typeof forecastRequest>;
export type Forecast = z.infer<typeof forecast>;

import { z } from 'zod';
import { isTimeZone } from '../domain/wall-clock.ts';
import { callTotals } from './calls.ts';
import { instant, pageLimit, recordId } from './scalars.ts';

const zone = z.string().max(80).refine(isTimeZone, 'This time zone is not known.');

/** A named version of the message; what is wrong with it is checked apart, so that each fault has its place. */
export const adCopy = z.strictObject({
  label: z.string().max(1000),
  text: z.string().max(5000),
  weight: z.number(),
});

/** `stopped` by a person; `done` when no message of it waits for its number. */
export const sendListState = z.enum(['draft', 'running', 'stopped', 'done']);

/** What can be set of a list. Once it has started only name, time limit and zone are left to change. */
export const sendListDraft = z.strictObject({
  name: z.string().trim().min(1, 'Give the list a name.').max(80),
  networkId: recordId.nullable(),
  campaignId: z.string().trim().max(64),
  /** How long a number is held; null leaves it to the campaign. */
  ttlSeconds: z.int().min(300).max(2_592_000).nullable(),
  /** The zone in which a message tells its end. */
  zone,
  split: z.enum(['fixed', 'weighted']),
  /** A number with less time left is not handed out. */
  leastLeftSeconds: z.int().min(0).max(2_592_000),
  copies: z.array(adCopy).max(50),
});

/** Messages of a list by where they stand; `late` are ready ones whose number has too little time left. */
export const messageCounts = z.object({
  all: z.int(),
  waiting: z.int(),
  asked: z.int(),
  /** Messages the network gave a number for, whatever became of them since. */
  numbered: z.int(),
  ready: z.int(),
  late: z.int(),
  handed: z.int(),
  failed: z.int(),
});

/** What a running list waits for. */
export const sendListWait = z.object({ kind: z.string(), reason: z.string(), until: instant.nullable() });

export const sendListRow = z.object({
  id: recordId,
  name: z.string(),
  networkId: recordId.nullable(),
  networkName: z.string(),
  campaignId: z.string(),
  state: sendListState,
  counts: messageCounts,
  excluded: z.int(),
  createdAt: instant,
  startedAt: instant.nullable(),
  wait: sendListWait.nullable(),
});

/** How far the followers of an account are read into a list. */
export const followerReading = z.object({
  accountId: recordId,
  accountName: z.string(),
  state: z.enum(['reading', 'stopped', 'done', 'failed']),
  pages: z.int(),
  followers: z.int(),
  waitsUntil: instant.nullable(),
  reason: z.string(),
});

/** Where finished messages are posted. */
export const postSettings = z.strictObject({
  url: z.string().trim().max(2000),
  perSecond: z.int().min(1).max(100),
  allowLocal: z.boolean(),
  posting: z.boolean(),
});

export const postState = z.enum([
  'waiting',
  'sending',
  'accepted',
  'refused',
  'needs_person',
  'exhausted',
  'stopped',
  'lapsed',
]);

export const sendListDetail = z.object({
  row: sendListRow,
  ttlSeconds: z.int().nullable(),
  zone: z.string(),
  split: z.enum(['fixed', 'weighted']),
  leastLeftSeconds: z.int(),
  copies: z.array(adCopy),
  reading: followerReading.nullable(),
  post: postSettings.extend({ stopped: z.string(), counts: z.record(postState, z.int()) }),
});

export const recipientRow = z.object({
  id: recordId,
  line: z.int(),
  twitterId: z.string(),
  handle: z.string(),
  name: z.string(),
});

export const recipientPage = z.object({ index: z.int(), count: z.int(), rows: z.array(recipientRow) });

const excludedRow = recipientRow.extend({ reason: z.string(), message: z.string() });

export const excludedPage = z.object({ index: z.int(), count: z.int(), rows: z.array(excludedRow) });

/** What became of rows that were given. */
export const addedRows = z.object({ added: z.int(), excluded: z.int() });

export const messageState = z.enum(['waiting', 'asked', 'ready', 'late', 'handed', 'failed']);

/** A message as a person sees it; text and number once it is ready. */
export const messageRow = z.object({
  id: recordId,
  twitterId: z.string(),
  handle: z.string(),
  name: z.string(),
  adCopy: z.string(),
  state: messageState,
  /** E.164. */
  number: z.string().nullable(),
  sessionNumberId: recordId.nullable(),
  expiresAt: instant.nullable(),
  /** Whether its number is over, so that the message leads nowhere. */
  numberEnded: z.boolean(),
  text: z.string().nullable(),
  length: z.int().nullable(),
  handedAt: instant.nullable(),
  reason: z.string(),
});

export const messagePageRequest = z.strictObject({
  id: recordId,
  state: messageState.nullable(),
  /** Handle, name or id. */
  text: z.string().max(200),
  index: z.int().nonnegative(),
  limit: pageLimit,
});

export const messagePage = z.object({ index: z.int(), count: z.int(), rows: z.array(messageRow) });

/** Whether the pool serves the list at once; null where nobody knows its size. */
export const poolCheck = z.object({
  messages: z.int(),
  inUse: z.int(),
  pool: z
    .object({
      size: z.int(),
      known: z.boolean(),
      free: z.int(),
      missing: z.int(),
      lastAt: instant.nullable(),
    })
    .nullable(),
  holdSeconds: z.int(),
  /** What a full run takes at the rate the network allows, in seconds. */
  leastSeconds: z.int(),
});

const figures = callTotals
  .pick({ answered: true, talkSeconds: true, orders: true })
  .extend({ calls: z.int(), late: z.int(), firstAt: instant.nullable(), lastAt: instant.nullable() });

/** What came of one ad copy. `messages` are those handed out or ready; `callers` those of them that were called on. */
export const copyResult = figures.extend({ label: z.string(), messages: z.int(), callers: z.int() });

/** What came of one message. */
export const recipientResult = figures.extend({
  id: recordId,
  twitterId: z.string(),
  handle: z.string(),
  name: z.string(),
  adCopy: z.string(),
  number: z.string(),
});

/** Calls and orders that began in one hour of the list's zone, from its first instant. */
export const hourResult = z.object({ at: instant, calls: z.int(), orders: z.int() });

export const sendListResults = z.object({
  total: copyResult,
  copies: z.array(copyResult),
  hours: z.array(hourResult),
});

export const recipientResultRequest = z.strictObject({
  id: recordId,
  text: z.string().max(200),
  order: z.enum(['calls', 'orders', 'talk_seconds', 'first_at', 'last_at', 'handle']),
  descending: z.boolean(),
  index: z.int().nonnegative(),
  limit: pageLimit,
});

export const recipientResultPage = z.object({
  index: z.int(),
  count: z.int(),
  rows: z.array(recipientResult),
});

/** One message on its way to the list's endpoint. */
export const postRow = z.object({
  deliveryId: z.string(),
  twitterId: z.string(),
  handle: z.string(),
  state: postState,
  attempts: z.int(),
  dueAt: instant.nullable(),
  finishedAt: instant.nullable(),
  lastReason: z.string(),
});

export const postPage = z.object({ index: z.int(), count: z.int(), rows: z.array(postRow) });

export const postAttempt = z.object({
  number: z.int(),
  startedAt: instant,
  durationMs: z.int(),
  url: z.string(),
  requestHeaders: z.string(),
  httpStatus: z.int().nullable(),
  responseHeaders: z.string(),
  bodyStart: z.string(),
  verdict: z.enum(['accepted', 'refused', 'not_delivered']),
  reason: z.string(),
});

export const postDetail = z.object({ row: postRow, body: z.string(), tries: z.array(postAttempt) });

export const leftOutId = z.object({ twitterId: z.string(), note: z.string(), addedAt: instant });

/** What connecting an X account takes. Plain http is accepted for loopback only. */
export const followerDraft = z.strictObject({
  name: z.string().trim().min(1, 'Give the account a name.').max(80),
  baseUrl: z.string().trim().min(1, 'Enter the address of the API.').max(300),
  userId: z
    .string()
    .trim()
    .regex(/^[1-9]\d{0,19}$/, 'The user id is up to 20 digits.'),
  token: z.string().max(500),
});

export const followerAccountView = z.object({
  id: recordId,
  name: z.string(),
  baseUrl: z.string(),
  userId: z.string(),
  tokenKeeping: z.enum(['keyring', 'unprotected', 'session', 'environment', 'missing']),
  practice: z.boolean(),
  createdAt: instant,
  resetsAt: instant.nullable(),
  lastError: z.string().nullable(),
});

export type AdCopyDraft = z.infer<typeof adCopy>;
export type SendListState = z.infer<typeof sendListState>;
export type SendListDraft = z.infer<typeof sendListDraft>;
export type MessageCounts = z.infer<typeof messageCounts>;
export type SendListWait = z.infer<typeof sendListWait>;
export type SendListRow = z.infer<typeof sendListRow>;
export type SendListDetail = z.infer<typeof sendListDetail>;
export type FollowerReading = z.infer<typeof followerReading>;
export type PostSettings = z.infer<typeof postSettings>;
export type PostState = z.infer<typeof postState>;
export type RecipientRow = z.infer<typeof recipientRow>;
export type RecipientPage = z.infer<typeof recipientPage>;
export type ExcludedPage = z.infer<typeof excludedPage>;
export type AddedRows = z.infer<typeof addedRows>;
export type MessageState = z.infer<typeof messageState>;
export type MessageRow = z.infer<typeof messageRow>;
export type MessagePageRequest = z.infer<typeof messagePageRequest>;
export type MessagePage = z.infer<typeof messagePage>;
export type PoolCheck = z.infer<typeof poolCheck>;
export type CopyResult = z.infer<typeof copyResult>;
export type RecipientResult = z.infer<typeof recipientResult>;
export type RecipientResultRequest = z.infer<typeof recipientResultRequest>;
export type RecipientResultPage = z.infer<typeof recipientResultPage>;
export type HourResult = z.infer<typeof hourResult>;
export type SendListResults = z.infer<typeof sendListResults>;
export type PostRow = z.infer<typeof postRow>;
export type PostPage = z.infer<typeof postPage>;
export type PostDetail = z.infer<typeof postDetail>;
export type LeftOutId = z.infer<typeof leftOutId>;
export type FollowerDraft = z.infer<typeof followerDraft>;
export type FollowerAccountView = z.infer<typeof followerAccountView>;

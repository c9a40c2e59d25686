import { z } from 'zod';
import { DESK_MODES } from '../domain/desk-mode.ts';
import { jobsState } from './jobs.ts';
import { conversionStatus, currency, instant, minorUnits, recordId } from './scalars.ts';
import { settings } from './settings.ts';

/** A workspace is a file of its own; the practice network lives in one of its own too. */
export const workspaceView = z.object({ id: z.string(), name: z.string(), practice: z.boolean() });

/** Who owns conversions and tells partners (design.md rule 7). */
export const ownershipMode = z.enum(['desk', 'observe']);

/** The same, with whether the desk also writes to TUNE. */
export const deskMode = z.enum(DESK_MODES);

export const syncPhase = z.enum(['idle', 'syncing', 'paused', 'offline', 'attention']);

export const syncState = z.object({
  phase: syncPhase,
  /** Whether nothing runs by itself; what a person asks for runs all the same. */
  paused: z.boolean(),
  lastSuccessAt: instant.nullable(),
  nextRunAt: instant.nullable(),
  progress: z
    .object({ networkName: z.string(), transactions: z.int(), pages: z.int(), startedAt: instant })
    .nullable(),
  error: z.object({ networkId: recordId, networkName: z.string(), message: z.string() }).nullable(),
});

export const deskState = z.object({
  version: z.string(),
  platform: z.string(),
  workspace: workspaceView.nullable(),
  /** The workspace is still being opened: what is asked of it waits. */
  opening: z.boolean(),
  workspaces: z.array(workspaceView),
  online: z.boolean(),
  sync: syncState,
  ownership: deskMode,
  settings,
  trayShown: z.boolean(),
  keyring: z.object({ available: z.boolean(), backend: z.string() }),
  proxy: z.boolean(),
  dataFolder: z.string(),
  logFolder: z.string(),
  timeZone: z.string(),
});

/** A row of the list of what needs a person; it stays until it is settled and leads to its rows. */
export const attentionItem = z.object({
  kind: z.enum([
    'unknown_result',
    'decision_conflict',
    'unparsed_row',
    'waiting_correction',
    'delivery_trouble',
    'receiver_stopped',
    'receiver_down',
    'network_error',
    'token_missing',
    'settings_reset',
    'store_restarted',
    'sessions_ending',
    'job_failed',
    'job_held',
    'clock_difference',
    'reconcile_file',
    'link_trouble',
    'told_twice',
    'tune_difference',
  ]),
  text: z.string(),
  count: z.int(),
  address: z.string(),
});

export const overview = z.object({
  calls: z.int(),
  conversions: z.record(conversionStatus, z.int()),
  sums: z.array(z.object({ currency, payout: minorUnits, revenue: minorUnits })),
  allConversions: z.int(),
  /** Accounts connected, of every kind. */
  networks: z.int(),
  deliveries: z.object({ waiting: z.int(), failing: z.int(), acceptedToday: z.int() }),
  jobs: jobsState,
  attention: z.array(attentionItem),
  /** Approved, pending and rejected a day for the last days, oldest first; the day is its first instant. */
  days: z.array(z.object({ day: instant, approved: z.int(), pending: z.int(), rejected: z.int() })),
});

export const unparsedRow = z.object({
  id: recordId,
  networkName: z.string(),
  receivedAt: instant,
  reason: z.string(),
  raw: z.string(),
});

/** A correction whose original has not arrived. `conversionId` is null while nothing else of its call has. */
export const waitingCorrection = z.object({
  id: recordId,
  networkName: z.string(),
  receivedAt: instant,
  transactionId: z.string(),
  correctsId: z.string(),
  callId: z.string(),
  conversionId: recordId.nullable(),
  raw: z.string(),
});

/** An unknown result value with how many conversions carry it. */
export const unknownResult = z.object({
  networkId: recordId,
  networkName: z.string(),
  rawResult: z.string(),
  count: z.int(),
});

/** A choice in a form: an id of the trade with what a person calls it. */
export const partnerChoice = z.object({
  networkId: recordId,
  partnerId: z.string(),
  name: z.string(),
  status: z.string(),
});

export const offerChoice = z.object({
  networkId: recordId,
  offerId: z.string(),
  name: z.string(),
  status: z.string(),
});

/** A promo number with everything a tracking link needs of it (invoca.md 6). */
export const numberChoice = z.object({
  id: recordId,
  networkId: recordId,
  number: z.string(),
  description: z.string(),
  partnerId: z.string(),
  partnerName: z.string(),
  offerId: z.string(),
  offerName: z.string(),
  baseLink: z.string(),
  subIds: z.partialRecord(z.enum(['aff_sub2', 'aff_sub3', 'aff_sub4', 'aff_sub5', 'source']), z.string()),
});

export const choiceRequest = z.strictObject({
  text: z.string().max(100).optional(),
  partnerId: z.string().optional(),
  offerId: z.string().optional(),
});

export type WorkspaceView = z.infer<typeof workspaceView>;
export type OwnershipMode = z.infer<typeof ownershipMode>;
export type SyncState = z.infer<typeof syncState>;
export type DeskState = z.infer<typeof deskState>;
export type AttentionItem = z.infer<typeof attentionItem>;
export type Overview = z.infer<typeof overview>;
export type UnparsedRow = z.infer<typeof unparsedRow>;
export type WaitingCorrection = z.infer<typeof waitingCorrection>;
export type UnknownResult = z.infer<typeof unknownResult>;
export type PartnerChoice = z.infer<typeof partnerChoice>;
export type OfferChoice = z.infer<typeof offerChoice>;
export type NumberChoice = z.infer<typeof numberChoice>;
export type ChoiceRequest = z.infer<typeof choiceRequest>;

import { z } from 'zod';
import { deskMode } from './desk.ts';
import { tokenKeeping } from './networks.ts';
import { conversionStatus, currency, instant, minorUnits, pageLimit, recordId } from './scalars.ts';

const tuneFields = {
  name: z.string().trim().min(1, 'Give the network a name.').max(80),
  baseUrl: z.string().trim().min(1, 'Enter the address of the API.').max(300),
  networkId: z
    .string()
    .trim()
    .regex(
      /^[A-Za-z0-9_-]{1,63}$/,
      'The network id is the beginning of your TUNE host names, such as leadtrust.',
    ),
  /** Empty: the network is asked for its own. */
  timeZone: z.string().trim().max(60),
  currency,
  /** The Invoca account whose calls it counts; null when there is only one, or none yet. */
  callsNetworkId: recordId.nullable(),
};

/** What connecting a TUNE network takes. Plain http is accepted for loopback only. */
export const tuneDraft = z.strictObject({ ...tuneFields, apiKey: z.string().max(500) });

/** What can be changed of a connected one. */
export const tuneChange = z.strictObject(tuneFields);

/** The address a network does not let in, and where it is put on its list; null when it did not tell which it saw. */
export const notListed = z.object({ address: z.string().nullable() });

export const tuneTested = z.object({
  ok: z.boolean(),
  message: z.string(),
  field: z.string().nullable(),
  notListed: notListed.nullable(),
});

/** How far a reading is. */
export const tuneProgress = z.object({
  step: z.enum(['offers', 'partners', 'goals', 'postbacks', 'conversions', 'records']),
  /** Steps that are done, of all there are. */
  done: z.int(),
  of: z.int(),
  /** Records read so far. */
  rows: z.int(),
  startedAt: instant,
});

export const tuneNetworkView = z.object({
  id: recordId,
  name: z.string(),
  baseUrl: z.string(),
  networkId: z.string(),
  timeZone: z.string().nullable(),
  currency,
  callsNetworkId: recordId.nullable(),
  callsNetworkName: z.string(),
  tokenKeeping,
  practice: z.boolean(),
  createdAt: instant,
  lastSuccessAt: instant.nullable(),
  lastError: z.string().nullable(),
  /** Present when the last fault was that its address list has not this machine's. */
  notListed: notListed.nullable(),
  writesSince: instant.nullable(),
  readAt: instant.nullable(),
  readFrom: instant.nullable(),
  zone: z.string(),
  counts: z.object({
    offers: z.int(),
    partners: z.int(),
    goals: z.int(),
    postbacks: z.int(),
    conversions: z.int(),
    records: z.int(),
  }),
  differences: z.int(),
  unmatched: z.int(),
  newestImportedAt: instant.nullable(),
  unsettled: z.int(),
  held: z.int(),
  progress: tuneProgress.nullable(),
});

/** A postback of TUNE, with the templates that tell the same partners of the same offers. */
export const tunePostbackView = z.object({
  postbackId: z.string(),
  partnerId: z.string(),
  partnerName: z.string(),
  offerId: z.string(),
  offerName: z.string(),
  goalId: z.string().nullable(),
  type: z.enum(['url', 'image', 'code']),
  status: z.enum(['active', 'pending', 'rejected', 'deleted']),
  code: z.string(),
  modifiedAt: instant.nullable(),
  /** Templates of the desk that tell the same; empty when it tells nobody twice. */
  toldBy: z.array(z.object({ id: recordId, name: z.string(), sameReceiver: z.boolean() })),
  acknowledgedAt: instant.nullable(),
});

/** Which conversions of TUNE are shown: all, those it tells otherwise, those of calls the desk does not have. */
export const tuneConversionShow = z.enum(['all', 'different', 'unmatched']);

/** Why a conversion of TUNE is not what the desk has. */
export const tuneDifference = z.enum([
  'status',
  'payout',
  'revenue',
  'currency',
  'duplicate',
  'not_yet',
  'not_here',
]);

const state = z.object({ status: conversionStatus, payout: minorUnits, revenue: minorUnits, currency });

export const tuneConversionRow = z.object({
  id: recordId,
  tuneEventId: z.string(),
  at: instant,
  offerName: z.string(),
  partnerName: z.string(),
  number: z.string(),
  statusCode: z.int().nullable(),
  tune: state,
  desk: state.extend({ conversionId: recordId, invocaId: z.string() }).nullable(),
  difference: tuneDifference.nullable(),
  /** The newest job that writes to it, unless that is done. */
  job: z
    .object({ id: recordId, state: z.enum(['queued', 'running', 'failed']), reason: z.string() })
    .nullable(),
});

export const tuneConversionPage = z.object({
  rows: z.array(tuneConversionRow),
  /** Whether more follow. */
  more: z.boolean(),
});

export const tuneConversionRequest = z.strictObject({
  networkId: recordId,
  show: tuneConversionShow,
  after: z.strictObject({ at: instant, id: recordId }).nullable(),
  limit: pageLimit,
});

/** What switching to a mode would change, and what stands in its way. */
export const modePreview = z.object({
  from: deskMode,
  to: deskMode,
  /** Deliveries that are due or wait for their time. */
  waiting: z.int(),
  /** Deliveries kept back because TUNE tells the same partners. */
  held: z.int(),
  templates: z.int(),
  /** Active postbacks of TUNE that tell partners of calls. */
  tunePostbacks: z.int(),
  /** Those that tell partners whom the desk tells too, and that nobody has acknowledged. */
  unsettled: z.int(),
  /** Conversions TUNE has otherwise, which the desk would write. */
  wouldWrite: z.int(),
  /** Jobs that would be taken back. */
  wouldCancel: z.int(),
  /** When the newest call started that TUNE took over by itself. */
  newestImportedAt: instant.nullable(),
  /** Sentences; empty when nothing stands in the way. */
  obstacles: z.array(z.object({ kind: z.string(), text: z.string() })),
});

export type TuneDraft = z.infer<typeof tuneDraft>;
export type TuneChange = z.infer<typeof tuneChange>;
export type TuneTested = z.infer<typeof tuneTested>;
export type TuneProgress = z.infer<typeof tuneProgress>;
export type TuneNetworkView = z.infer<typeof tuneNetworkView>;
export type TunePostbackView = z.infer<typeof tunePostbackView>;
export type TuneConversionShow = z.infer<typeof tuneConversionShow>;
export type TuneConversionRow = z.infer<typeof tuneConversionRow>;
export type TuneConversionPage = z.infer<typeof tuneConversionPage>;
export type ModePreview = z.infer<typeof modePreview>;

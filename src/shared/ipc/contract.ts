import { z } from 'zod';
import {
  conversionDetail,
  conversionPage,
  conversionPageRequest,
  conversionTotals,
  conversionTotalsRequest,
} from './conversions.ts';
import {
  choiceRequest,
  deskState,
  numberChoice,
  offerChoice,
  overview,
  partnerChoice,
  settings,
  syncState,
  unknownResult,
  unparsedRow,
  waitingCorrection,
  workspaceView,
} from './desk.ts';
import { invocaDraft, networkChange, networkView } from './networks.ts';
import {
  deliveryDetail,
  deliveryPage,
  deliveryPageRequest,
  postbackTemplate,
  receiverView,
  templateConsequence,
  templateDraft,
  templatePreview,
  testFireResult,
} from './postbacks.ts';
import { callRequests } from './requests/calls.ts';
import { catalogueRecordRequests } from './requests/catalogue-records.ts';
import { decisionRequests } from './requests/decisions.ts';
import { historyRequests } from './requests/history.ts';
import { jobRequests } from './requests/jobs.ts';
import { linkRequests } from './requests/links.ts';
import { numberRequests } from './requests/numbers.ts';
import { replayRequests } from './requests/replays.ts';
import { receiverRequests } from './requests/receivers.ts';
import { reconcileRequests } from './requests/reconcile.ts';
import { sendListRequests } from './requests/send-lists.ts';
import { sessionRequests } from './requests/sessions.ts';
import { spcNetworkRequests } from './requests/spc-networks.ts';
import { tuneRequests } from './requests/tune.ts';
import { visitRequests } from './requests/visits.ts';
import { instant, nothing, pageLimit, recordId } from './scalars.ts';

const done = z.object({});
const byId = z.strictObject({ id: recordId });
const newestFirst = z.strictObject({ before: recordId.nullable(), limit: pageLimit });
const byReceiver = z.strictObject({ receiver: z.string().min(1).max(300) });

/**
 * Every request the window may make of the engine: name, what it takes, what it gives. The preload's methods, the
 * window's client and the handlers' types all come from this one table.
 */
export const requests = {
  'desk.state': { input: nothing, output: deskState },
  'desk.openPractice': { input: nothing, output: workspaceView },
  'desk.createWorkspace': {
    input: z.strictObject({ name: z.string().trim().min(1).max(60) }),
    output: workspaceView,
  },
  'desk.openWorkspace': { input: z.strictObject({ id: z.string().max(80) }), output: workspaceView },
  'desk.copyText': { input: z.strictObject({ text: z.string().max(20_000) }), output: done },
  'desk.openFolder': { input: z.strictObject({ folder: z.enum(['data', 'logs']) }), output: done },
  'desk.openExternal': { input: z.strictObject({ url: z.string().max(4000) }), output: done },

  'settings.save': { input: settings.partial(), output: settings },

  'sync.now': { input: nothing, output: syncState },
  'sync.cancel': { input: nothing, output: syncState },
  'sync.pause': { input: z.strictObject({ paused: z.boolean() }), output: syncState },

  'networks.list': { input: nothing, output: z.array(networkView) },
  'networks.test': {
    input: invocaDraft,
    output: z.object({ ok: z.boolean(), message: z.string(), field: z.string().nullable() }),
  },
  'networks.add': {
    input: z.strictObject({ draft: invocaDraft, keepWithoutKeyring: z.boolean() }),
    output: networkView,
  },
  'networks.change': { input: networkChange, output: networkView },
  'networks.setToken': {
    input: z.strictObject({
      id: recordId,
      token: z.string().min(1).max(500),
      keepWithoutKeyring: z.boolean(),
    }),
    output: networkView,
  },
  'networks.remove': { input: byId, output: done },

  'overview.get': { input: z.strictObject({ dayStart: instant, dayEnd: instant }), output: overview },
  'attention.unparsed': { input: newestFirst, output: z.array(unparsedRow) },
  'attention.waitingCorrections': { input: newestFirst, output: z.array(waitingCorrection) },
  'attention.unknownResults': { input: nothing, output: z.array(unknownResult) },

  ...callRequests,
  ...decisionRequests,
  ...catalogueRecordRequests,
  ...historyRequests,
  ...jobRequests,
  ...linkRequests,
  ...numberRequests,
  ...receiverRequests,
  ...replayRequests,
  ...sessionRequests,
  ...spcNetworkRequests,
  ...sendListRequests,
  ...reconcileRequests,
  ...tuneRequests,
  ...visitRequests,

  'conversions.page': { input: conversionPageRequest, output: conversionPage },
  'conversions.totals': { input: conversionTotalsRequest, output: conversionTotals },
  'conversions.detail': { input: byId, output: conversionDetail },

  'catalogue.partners': { input: choiceRequest, output: z.array(partnerChoice) },
  'catalogue.offers': { input: choiceRequest, output: z.array(offerChoice) },
  'catalogue.numbers': { input: choiceRequest, output: z.array(numberChoice) },

  'templates.list': { input: nothing, output: z.array(postbackTemplate) },
  'templates.preview': {
    input: z.strictObject({ draft: templateDraft, conversionId: recordId.nullable() }),
    output: templatePreview,
  },
  'templates.consequence': { input: templateDraft, output: templateConsequence },
  'templates.save': { input: templateDraft, output: postbackTemplate },
  'templates.remove': { input: byId, output: done },
  'templates.testFire': {
    input: z.strictObject({
      draft: templateDraft,
      conversionId: recordId.nullable(),
      allowLocal: z.boolean(),
    }),
    output: testFireResult,
  },

  'deliveries.page': { input: deliveryPageRequest, output: deliveryPage },
  'deliveries.detail': { input: z.strictObject({ deliveryId: z.string().max(80) }), output: deliveryDetail },
  'deliveries.retry': { input: z.strictObject({ deliveryId: z.string().max(80) }), output: done },
  'receivers.list': { input: nothing, output: z.array(receiverView) },
  'receivers.setPaused': { input: byReceiver.extend({ paused: z.boolean() }), output: done },
  'receivers.setAllowLocal': { input: byReceiver.extend({ allowLocal: z.boolean() }), output: done },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

/**
 * What the engine tells the window unasked. Events say that something changed and never carry rows: the window
 * asks again for what it shows.
 */
export const events = {
  /** Stored records changed; the topics name the first part of the requests whose answers may differ now. */
  changed: z.object({
    topics: z.array(
      z.enum([
        'conversions',
        'calls',
        'deliveries',
        'networks',
        'links',
        'catalogue',
        'templates',
        'sessions',
        'jobs',
        'numbers',
        'sendLists',
        'followers',
        'visits',
        'reconcile',
        'tune',
      ]),
    ),
  }),
  state: deskState,
  /** A short message about the user's own action, or a place to go to, asked for from tray or notification. */
  navigate: z.object({ address: z.string() }),
} as const satisfies Record<string, z.ZodType>;

export type Requests = typeof requests;
export type RequestName = keyof Requests;
export type RequestInput<N extends RequestName> = z.input<Requests[N]['input']>;
export type RequestOutput<N extends RequestName> = z.output<Requests[N]['output']>;
export type EventName = keyof typeof events;
export type EventPayload<N extends EventName> = z.output<(typeof events)[N]>;
export type ChangeTopic = EventPayload<'changed'>['topics'][number];

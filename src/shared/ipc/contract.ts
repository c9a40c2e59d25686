import { z } from 'zod';
import { deskState } from './desk.ts';
import { callRequests } from './requests/calls.ts';
import { catalogueRecordRequests } from './requests/catalogue-records.ts';
import { catalogueRequests } from './requests/catalogue.ts';
import { conversionRequests } from './requests/conversions.ts';
import { deskRequests } from './requests/desk.ts';
import { networkRequests } from './requests/networks.ts';
import { postbackRequests } from './requests/postbacks.ts';
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

/**
 * Every request the window may make of the engine: name, what it takes, what it gives. The preload's methods, the
 * window's client and the handlers' types all come from this one table. While the app runs it is not read whole: the schemas
 * of a concern are made when it is first asked about (src/main/ipc/request-schemas.ts).
 */
export const requests = {
  ...deskRequests,
  ...networkRequests,
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
  ...conversionRequests,
  ...catalogueRequests,
  ...postbackRequests,
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

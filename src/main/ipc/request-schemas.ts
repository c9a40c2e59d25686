import type { z } from 'zod';
import type { RequestName } from '#shared/ipc/contract.ts';
import type { Asked, Owed } from './request-handlers.ts';

/** The schemas of both ends of every request. */
export type RequestSchemas = {
  readonly [N in RequestName]: { readonly input: z.ZodType<Asked<N>>; readonly output: z.ZodType<Owed<N>> };
};

/** The first part of requests' names. */
type Concern = RequestName extends infer N ? (N extends `${infer C}.${string}` ? C : never) : never;

type Load = () => Promise<Partial<RequestSchemas>>;

const desk: Load = async () => (await import('#shared/ipc/requests/desk.ts')).deskRequests;
const records: Load = async () =>
  (await import('#shared/ipc/requests/catalogue-records.ts')).catalogueRecordRequests;
const decisions: Load = async () => (await import('#shared/ipc/requests/decisions.ts')).decisionRequests;
const links: Load = async () => (await import('#shared/ipc/requests/links.ts')).linkRequests;
const numbers: Load = async () => (await import('#shared/ipc/requests/numbers.ts')).numberRequests;
const postbacks: Load = async () => (await import('#shared/ipc/requests/postbacks.ts')).postbackRequests;
const sendLists: Load = async () => (await import('#shared/ipc/requests/send-lists.ts')).sendListRequests;

const CONCERNS: Readonly<Record<Concern, Load>> = {
  desk,
  settings: desk,
  sync: desk,
  overview: desk,
  attention: desk,
  networks: async () => (await import('#shared/ipc/requests/networks.ts')).networkRequests,
  conversions: async () => (await import('#shared/ipc/requests/conversions.ts')).conversionRequests,
  catalogue: async () => (await import('#shared/ipc/requests/catalogue.ts')).catalogueRequests,
  calls: async () => (await import('#shared/ipc/requests/calls.ts')).callRequests,
  decisions,
  statusMaps: decisions,
  offers: records,
  partners: records,
  goals: records,
  pixels: records,
  pixelTests: records,
  imports: records,
  history: async () => (await import('#shared/ipc/requests/history.ts')).historyRequests,
  jobs: async () => (await import('#shared/ipc/requests/jobs.ts')).jobRequests,
  links,
  linkTemplates: links,
  linkBulk: links,
  campaigns: numbers,
  numbers,
  ringPools: numbers,
  bulk: numbers,
  templates: postbacks,
  deliveries: postbacks,
  receivers: async () => (await import('#shared/ipc/requests/receivers.ts')).receiverRequests,
  replays: async () => (await import('#shared/ipc/requests/replays.ts')).replayRequests,
  reconcile: async () => (await import('#shared/ipc/requests/reconcile.ts')).reconcileRequests,
  sendLists,
  followers: sendLists,
  sessions: async () => (await import('#shared/ipc/requests/sessions.ts')).sessionRequests,
  spc: async () => (await import('#shared/ipc/requests/spc-networks.ts')).spcNetworkRequests,
  tune: async () => (await import('#shared/ipc/requests/tune.ts')).tuneRequests,
  visits: async () => (await import('#shared/ipc/requests/visits.ts')).visitRequests,
};

const loaded: Partial<RequestSchemas> = {};

/**
 * The schemas of a request, made with those of its concern when it is first asked about: all of them together take longer to
 * make than the workspace takes to open.
 */
export async function schemasOf<N extends RequestName>(name: N): Promise<RequestSchemas[N]> {
  const known = loaded[name];
  if (known !== undefined) return known;
  for (const [concern, load] of Object.entries(CONCERNS)) {
    if (name.startsWith(`${concern}.`)) Object.assign(loaded, await load());
  }
  const made = loaded[name];
  if (made === undefined) throw new Error(`The contract has no schemas for ${name}.`);
  return made;
}

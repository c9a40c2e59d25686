import { z } from 'zod';
import type { affiliateCampaignRequest, ringPoolsRequest } from '#main/sandbox/control-requests.ts';
import type { Fault } from '#main/sandbox/faults.ts';
import { startPracticeNetwork, type PracticeNetwork } from '#main/sandbox/practice-network.ts';
import type { PracticeAddresses, PracticeOptions } from '#main/sandbox/practice-options.ts';
import type {
  clicksRequest,
  tuneConversionRequest,
  tuneSettingsRequest,
} from '#main/sandbox/tune/tune-control-requests.ts';
import type {
  campaignRequest,
  settingsRequest,
  spcCallsRequest,
} from '#main/sandbox/spc/spc-control-requests.ts';

const stateAnswer = z.object({
  transactions: z.number(),
  calls: z.number(),
  last_transaction_id: z.string().nullable(),
  pace: z.number(),
  verdicts_waiting: z.number(),
  promo_numbers: z.number(),
  faults: z.array(z.unknown()),
  receivers: z.array(z.object({ name: z.string(), requests: z.number() })),
});
const callsAnswer = z.object({
  calls: z.array(z.object({ complete_call_id: z.string(), transaction_id: z.string() })),
});
const correctionAnswer = z.object({ transaction_id: z.string() });
const receivedAnswer = z.object({
  total: z.number(),
  requests: z.array(
    z.object({
      at: z.number(),
      method: z.string(),
      url: z.string(),
      headers: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
      body: z.string(),
    }),
  ),
});

const spcStateAnswer = z.object({
  now: z.number(),
  numbers_given: z.number(),
  replays: z.number(),
  updates_stored: z.number(),
  updates_unchanged: z.number(),
  releases: z.number(),
  calls: z.number(),
  users: z.array(z.object({ user: z.string(), key: z.string(), customers: z.array(z.string()) })),
  campaigns: z.array(
    z.object({ customer_id: z.string(), campaign_id: z.string(), pool_size: z.number(), free: z.number() }),
  ),
  sessions: z.array(
    z.object({
      session_id: z.string(),
      customer_id: z.string(),
      campaign_id: z.string(),
      client_reference: z.string(),
      phone_number: z.string(),
      state: z.enum(['ACTIVE', 'EXPIRED', 'RELEASED']),
      allocated_at: z.number(),
      expires_at: z.number(),
      released_at: z.number().nullable(),
      quarantined_until: z.number(),
      versions: z.array(
        z.object({
          version: z.number(),
          at: z.number(),
          keywords: z.array(z.string()),
          fields: z.record(z.string(), z.string()),
        }),
      ),
    }),
  ),
});
const spcCallsAnswer = z.object({
  calls: z.array(
    z.object({
      call_id: z.string(),
      session_id: z.string(),
      phone_number: z.string(),
      started_at: z.number(),
      information_version: z.number(),
    }),
  ),
});

const tuneStateAnswer = z.object({
  partner_key: z.string(),
  partner_id: z.string(),
  conversions: z.number(),
  ring_revenue: z.number(),
  clicks: z.array(
    z.object({
      transaction_id: z.string(),
      offer_id: z.string(),
      affiliate_id: z.string(),
      sub_ids: z.record(z.string(), z.string()),
      source: z.string(),
      at: z.number(),
    }),
  ),
  impressions: z.record(z.string(), z.number()),
});

/** A call to let arrive: what is named is fixed, the rest is left to chance. Amounts in dollars. */
export interface CallsWish {
  readonly count?: number;
  readonly result?: string;
  readonly payout?: number;
  readonly payin?: number;
  readonly promo_number_id?: string;
  /** Ten digits of a promo number or of a number lent from a ring pool. */
  readonly number?: string;
}

/** The knobs of a practice network, in this process or another, over its control interface. */
export interface PracticeControl {
  state(): Promise<z.infer<typeof stateAnswer>>;
  setPace(pace: number): Promise<void>;
  /** Lets calls arrive now; returns their ids in order. */
  addCalls(wish: CallsWish): Promise<z.infer<typeof callsAnswer>['calls']>;
  /** Appends a correction of a call's newest row; returns the new row's id. */
  correct(
    completeCallId: string,
    change: Omit<CallsWish, 'count' | 'promo_number_id' | 'number'>,
  ): Promise<string>;
  /** Appends rows exactly as given. */
  appendRows(rows: readonly Readonly<Record<string, unknown>>[]): Promise<void>;
  setFault(fault: Fault): Promise<void>;
  clearFaults(): Promise<void>;
  /** What a receiver has got; waits up to `within` ms for `count` requests in all. */
  received(
    receiver: string,
    wait?: { readonly count: number; readonly within: number },
  ): Promise<z.infer<typeof receivedAnswer>>;
  forgetReceived(receiver: string): Promise<void>;
  /** What a receiver answers when no fault is set for it. */
  setAnswer(
    receiver: string,
    answer: {
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    },
  ): Promise<void>;
  setDuplicateIds(answer: 'another' | 'existing' | 'refused'): Promise<void>;
  /** How many requests for followers are answered in 15 minutes. */
  setFollowersLimit(requests: number): Promise<void>;
  /** Opens and closes the two ways of lending numbers of ring pools. */
  setRingPools(ways: z.input<typeof ringPoolsRequest>): Promise<void>;
  /** Decides about a partner's relation to a campaign. */
  setAffiliateCampaign(wish: z.input<typeof affiliateCampaignRequest>): Promise<void>;
  /** What the SPC server has done, with the sessions that match; all when nothing is named. */
  spcState(
    which?: Readonly<Partial<Record<'campaign_id' | 'client_reference' | 'session_id', string>>>,
  ): Promise<z.infer<typeof spcStateAnswer>>;
  /** Changes settings of the SPC server; see docs/practice-network.md. */
  setSpc(settings: z.input<typeof settingsRequest>): Promise<void>;
  /** Sets an SPC campaign up with numbers of its own. */
  addSpcCampaign(campaign: z.input<typeof campaignRequest>): Promise<void>;
  /** Places calls on session numbers; returns them in order. */
  addSpcCalls(wish: z.input<typeof spcCallsRequest>): Promise<z.infer<typeof spcCallsAnswer>['calls']>;
  /** Lets a session's time be over now. */
  expireSpcSession(sessionId: string): Promise<void>;
  /** What TUNE has counted: conversions, records, clicks, impressions. */
  tuneState(): Promise<z.infer<typeof tuneStateAnswer>>;
  /** Changes settings of TUNE; see docs/practice-network.md. */
  setTune(settings: z.input<typeof tuneSettingsRequest>): Promise<void>;
  /** Lets TUNE import the calls of the Invoca account now; returns how many transactions are new to it. */
  importIntoTune(): Promise<number>;
  /** Adds a conversion to TUNE that Invoca knows nothing of; returns its id. */
  addTuneConversion(conversion: z.input<typeof tuneConversionRequest>): Promise<string>;
  /** Where clicks on Invoca links lead from now on. */
  setClicks(leadTo: 'network' | 'practice'): Promise<void>;
  /** What the redirector does wrong to the clicks it passes on. */
  spoilClicks(how: Pick<z.input<typeof clicksRequest>, 'lose' | 'encode_again'>): Promise<void>;
}

/** A client for the control interface at `controlUrl`; it throws on every answer that is not 200. */
export function practiceControl(controlUrl: string): PracticeControl {
  async function ask(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${controlUrl}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (response.status !== 200) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text);
  }
  const receiverPath = (name: string): string => `/receivers/${encodeURIComponent(name)}`;

  return {
    state: async () => stateAnswer.parse(await ask('GET', '/state')),
    setPace: async (pace) => void (await ask('POST', '/pace', { pace })),
    addCalls: async (wish) => callsAnswer.parse(await ask('POST', '/calls', wish)).calls,
    correct: async (completeCallId, change) =>
      correctionAnswer.parse(await ask('POST', '/correct', { complete_call_id: completeCallId, ...change }))
        .transaction_id,
    appendRows: async (rows) => void (await ask('POST', '/transactions', { rows })),
    setFault: async (fault) => void (await ask('POST', '/faults', fault)),
    clearFaults: async () => void (await ask('DELETE', '/faults')),
    received: async (receiver, wait) =>
      receivedAnswer.parse(
        await ask(
          'GET',
          `${receiverPath(receiver)}/requests${wait === undefined ? '' : `?count=${wait.count}&within=${wait.within}`}`,
        ),
      ),
    forgetReceived: async (receiver) => void (await ask('DELETE', `${receiverPath(receiver)}/requests`)),
    setAnswer: async (receiver, answer) =>
      void (await ask('POST', `${receiverPath(receiver)}/answer`, answer)),
    setDuplicateIds: async (answer) => void (await ask('POST', '/duplicate-ids', { answer })),
    setFollowersLimit: async (requests) =>
      void (await ask('POST', '/followers', { requests_per_window: requests })),
    setRingPools: async (ways) => void (await ask('POST', '/ring-pools', ways)),
    setAffiliateCampaign: async (wish) => void (await ask('POST', '/affiliate-campaigns', wish)),
    spcState: async (which = {}) =>
      spcStateAnswer.parse(await ask('GET', `/spc/state?${new URLSearchParams(which).toString()}`)),
    setSpc: async (settings) => void (await ask('POST', '/spc/settings', settings)),
    addSpcCampaign: async (campaign) => void (await ask('POST', '/spc/campaigns', campaign)),
    addSpcCalls: async (wish) => spcCallsAnswer.parse(await ask('POST', '/spc/calls', wish)).calls,
    expireSpcSession: async (sessionId) => void (await ask('POST', '/spc/expire', { session_id: sessionId })),
    tuneState: async () => tuneStateAnswer.parse(await ask('GET', '/tune/state')),
    setTune: async (settings) => void (await ask('POST', '/tune/settings', settings)),
    importIntoTune: async () =>
      z.object({ imported: z.number() }).parse(await ask('POST', '/tune/import')).imported,
    addTuneConversion: async (conversion) =>
      z.object({ tune_event_id: z.string() }).parse(await ask('POST', '/tune/conversions', conversion))
        .tune_event_id,
    spoilClicks: async (how) => void (await ask('POST', '/clicks', how)),
    setClicks: async (leadTo) => void (await ask('POST', '/clicks', { lead_to: leadTo })),
  };
}

/** A practice network in this process, with its knobs. */
export interface Practice {
  readonly network: PracticeNetwork;
  readonly control: PracticeControl;
  /** GET of a path of the Invoca API, with the network user's token unless another is given. */
  get(path: string, token?: string): Promise<Response>;
  stop(): Promise<void>;
}

/** Starts a practice network in this process, without calls unless `initialCalls` says otherwise. */
export async function startPractice(options: PracticeOptions = {}): Promise<Practice> {
  const network = await startPracticeNetwork({ initialCalls: 0, ...options });
  return {
    network,
    control: practiceControl(network.controlUrl),
    get: (path, token = network.tokens.network) =>
      fetch(`${network.invocaUrl}${path}`, { headers: { authorization: token } }),
    stop: () => network.stop(),
  };
}

/** The path of a page of transactions as a network user asks for it. */
export function transactionsPath(
  addresses: Pick<PracticeAddresses, 'networkId'>,
  query: Readonly<Record<string, string | number>> = {},
  format = 'json',
): string {
  const params = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
  return `/api/2020-10-01/networks/transactions/${addresses.networkId}.${format}?${params.toString()}`;
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as realPause } from 'node:timers/promises';
import { createCallDesk } from './calls/call-desk.ts';
import { createCallFeed } from './calls/call-feed.ts';
import { createRingPoolVisitors } from './calls/ring-pool-visitors.ts';
import { createControl } from './control.ts';
import { send, sendFaulty, type OwnFaults } from './fault-wire.ts';
import { createFaults, type FaultTarget } from './faults.ts';
import { createApplications } from './invoca/applications.ts';
import { createFollowersApi, isFollowersPath } from './followers/followers-api.ts';
import { createAccess } from './invoca/access.ts';
import { answerFor } from './invoca/api-paths.ts';
import { answerClick, isClickPath } from './invoca/click-redirect.ts';
import { createNetworkApi } from './invoca/network-api.ts';
import { createNumberDesk } from './invoca/number-desk.ts';
import { createAllocationApi, isAllocationPath } from './invoca/ring-pools/allocation-api.ts';
import { createNumberLending } from './invoca/ring-pools/number-lending.ts';
import { createRingPoolDesk } from './invoca/ring-pools/ring-pool-desk.ts';
import { createTransactionLog } from './invoca/transaction-log.ts';
import { createTransactionsApi, isTransactionsPath } from './invoca/transactions-api.ts';
import type { PracticeAddresses, PracticeOptions } from './practice-options.ts';
import { createReceivers } from './receivers.ts';
import { spcFaults } from './spc/spc-faults.ts';
import { createSpcService } from './spc/spc-service.ts';
import { MAIN_CUSTOMER } from './spc/spc-world.ts';
import type { ClickGoal } from './tune/tune-control.ts';
import { tuneFaults } from './tune/tune-faults.ts';
import { createTuneService, isTunePath, tuneMethodOf } from './tune/tune-service.ts';
import { BodyTooLarge, jsonReply, readRequest, type WireReply, type WireRequest } from './wire.ts';
import { createWorld } from './world/practice-world.ts';

/** A running practice network. */
export interface PracticeNetwork extends PracticeAddresses {
  readonly port: number;
  readonly addresses: PracticeAddresses;
  /** Closes every connection and the port; settles when the port is free. */
  stop(): Promise<void>;
}

const HOUR = 3_600_000;
const BODY_LIMIT = 64 * 1024 * 1024;
const SPC_PATH = '/soap/v1';
const RECEIVER_PATH = /^\/receiver\/([\w.-]+)(?:\/|$)/;

const realTime = (ms: number, signal: AbortSignal): Promise<void> => realPause(ms, undefined, { signal });

/** What faults know a request by: its target, and behind that the SOAP operation or TUNE's method, if it asks for one. */
function faultAddress(request: WireRequest): string {
  const { target, headers } = request;
  const asked = headers['soapaction'] ?? tuneMethodOf(request);
  return asked === undefined ? target : `${target} ${String(asked)}`;
}

interface Route {
  readonly target?: FaultTarget;
  readonly ownFaults?: OwnFaults;
  readonly receiver?: string;
  readonly answer: () => WireReply | Promise<WireReply>;
}

/** Starts a practice network on 127.0.0.1. Rejects when the port is taken. */
export async function startPracticeNetwork(options: PracticeOptions = {}): Promise<PracticeNetwork> {
  const { port = 0, seed = 1, pace = 0, clock = Date.now, pause = realTime, resumeAfter } = options;
  const initialCalls = options.initialCalls ?? (resumeAfter === undefined ? 200 : 0);
  const stopping = new AbortController();
  const world = createWorld(seed);
  const log = createTransactionLog(resumeAfter);
  const access = createAccess(world, seed);
  const calls = createCallDesk(world, log, seed, resumeAfter);
  const base = options.base ?? Math.floor(clock() / HOUR) * HOUR;
  const visitors = createRingPoolVisitors(world, seed);
  const feed = createCallFeed(calls, { seed, base, calls: initialCalls }, visitors);
  const faults = createFaults();
  const receivers = createReceivers();
  const numbers = createNumberDesk(world);
  const applications = createApplications();
  const pools = createRingPoolDesk(world, seed);
  const lending = createNumberLending(world, pools);
  const spc = createSpcService(seed, clock, options.spc ?? {});
  const followers = createFollowersApi(seed, options.followers ?? {});
  const tune = createTuneService(seed, { world, log, clock, origin: () => addresses.invocaUrl });
  const clicks: ClickGoal = { leadTo: options.clicksLeadTo ?? 'network', lose: [], encodeAgain: [] };
  feed.setPace(pace, clock());
  spc.callers.setPace(pace, spc.clock());

  const transactions = createTransactionsApi(log, access);
  const trackingUrl = (): string =>
    clicks.leadTo === 'practice' ? addresses.tuneUrl : `http://${world.networkName}.go2cloud.org`;
  const network = createNetworkApi({ world, access, numbers, pools, applications, trackingUrl, clock });
  const allocation = createAllocationApi(lending);
  const control = createControl({
    world,
    log,
    feed,
    calls,
    numbers,
    visitors,
    lending,
    faults,
    receivers,
    spc,
    followers,
    tune,
    clicks,
    clock,
    addresses: () => addresses,
    stopping: stopping.signal,
  });

  function routeOf(request: WireRequest): Route {
    const { pathname } = request.url;
    const receiver = RECEIVER_PATH.exec(pathname)?.[1];
    if (receiver !== undefined) {
      const { at, method, target: url, headers, body } = request;
      receivers.record(receiver, { at, method, url, headers, body });
      return { target: 'receiver', receiver, answer: () => receivers.named(receiver).answer };
    }
    if (isTransactionsPath(pathname)) return { target: 'transactions', answer: () => transactions(request) };
    if (isAllocationPath(pathname)) return { target: 'network', answer: () => allocation(request) };
    if (pathname.startsWith('/api/')) return { target: 'network', answer: () => network(request) };
    if (pathname === SPC_PATH) {
      const ownFaults = spcFaults(spc, `${addresses.receiverUrl}/external-entity`);
      return { target: 'spc', ownFaults, answer: () => spc.server.answer(request) };
    }
    if (isFollowersPath(pathname)) return { target: 'followers', answer: () => followers.answer(request) };
    if (pathname.startsWith('/control/')) return { answer: () => control(request) };
    if (isClickPath(pathname)) {
      return { answer: () => answerClick(world, request, trackingUrl(), clicks) };
    }
    if (isTunePath(pathname))
      return { target: 'tune', ownFaults: tuneFaults(tune), answer: () => tune.answer(request) };
    return { answer: () => jsonReply(404, { error: `nothing is served at ${pathname}` }) };
  }

  async function pauseUnlessStopping(ms: number): Promise<boolean> {
    try {
      await pause(ms, stopping.signal);
      return true;
    } catch (error) {
      if (stopping.signal.aborted) return false;
      throw error;
    }
  }

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const request = await readRequest(incoming, clock(), BODY_LIMIT);
    if (feed.pace > 0) tune.invoca.advance(clock(), (at) => feed.advance(at));
    feed.advance(clock());
    spc.callers.advance(spc.clock());
    if (feed.pace > 0) applications.advance(clock());
    const { target, receiver, ownFaults, answer } = routeOf(request);
    const { method } = request;
    const address = faultAddress(request);
    const fault = target === undefined ? undefined : faults.take({ target, receiver, method, address });
    if (fault === undefined) send(outgoing, await answer());
    else
      await sendFaulty(fault, {
        outgoing,
        answer: async () => answer(),
        own: ownFaults,
        pause: pauseUnlessStopping,
      });
  }

  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing).catch((error: unknown) => {
      if (incoming.destroyed && !incoming.complete) return;
      const reply =
        error instanceof BodyTooLarge ? jsonReply(413, { error: error.message }) : answerFor(error);
      if (outgoing.headersSent) outgoing.destroy();
      else send(outgoing, reply);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('the practice network has no port');
  const origin = `http://127.0.0.1:${address.port}`;
  const [spcUser] = spc.world.users;
  if (spcUser === undefined) throw new Error('the SPC server has no user');
  const addresses: PracticeAddresses = {
    invocaUrl: origin,
    receiverUrl: `${origin}/receiver`,
    controlUrl: `${origin}/control`,
    networkId: String(world.networkId),
    advertiserId: String(world.advertisers[0]?.id),
    affiliateId: String(world.partners[0]?.id),
    tokens: access.tokens,
    spcUrl: `${origin}${SPC_PATH}`,
    spcUser: spcUser.name,
    spcKey: spcUser.key,
    spcCustomer: MAIN_CUSTOMER,
    campaigns: [...spc.world.campaigns.values()]
      .filter(({ customerId }) => customerId === MAIN_CUSTOMER)
      .map(({ campaignId }) => campaignId),
    followersUrl: origin,
    followersToken: followers.token,
    followersUserId: followers.userId,
    tuneUrl: origin,
    tuneNetworkId: tune.keys.networkId,
    tuneToken: tune.keys.network,
  };

  return {
    ...addresses,
    port: address.port,
    addresses,
    stop: () =>
      new Promise((resolve) => {
        stopping.abort();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

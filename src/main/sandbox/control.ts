import { Hono } from 'hono';
import type { z } from 'zod';
import type { CallDesk, CallWish } from './calls/call-desk.ts';
import type { CallFeed } from './calls/call-feed.ts';
import type { RingPoolVisitors } from './calls/ring-pool-visitors.ts';
import { onlyResult } from './calls/wished-outcome.ts';
import type { FollowersApi } from './followers/followers-api.ts';
import { bodyOf, ControlRefused, parsed } from './control-body.ts';
import {
  answerRequest,
  callsRequest,
  correctionRequest,
  faultRequest,
  paceRequest,
  rawRowsRequest,
  requestsQuery,
} from './control-requests.ts';
import { serveSwitches } from './control-switches.ts';
import type { Faults } from './faults.ts';
import type { NumberDesk } from './invoca/number-desk.ts';
import type { NumberLending } from './invoca/ring-pools/number-lending.ts';
import { rawEntry, type TransactionLog } from './invoca/transaction-log.ts';
import type { Receivers } from './receivers.ts';
import { serveSpcControl } from './spc/spc-control.ts';
import type { SpcService } from './spc/spc-service.ts';
import { serveTuneControl, type ClickGoal } from './tune/tune-control.ts';
import type { TuneService } from './tune/tune-service.ts';
import { askHandler, jsonReply, type WireReply, type WireRequest } from './wire.ts';
import type { PracticeWorld } from './world/practice-world.ts';

/** Everything the control interface turns. */
export interface ControlPanel {
  readonly world: PracticeWorld;
  readonly log: TransactionLog;
  readonly feed: CallFeed;
  readonly calls: CallDesk;
  readonly numbers: NumberDesk;
  readonly visitors: RingPoolVisitors;
  readonly lending: NumberLending;
  readonly faults: Faults;
  readonly receivers: Receivers;
  readonly spc: SpcService;
  readonly followers: FollowersApi;
  readonly tune: TuneService;
  readonly clicks: ClickGoal;
  /** Now, in ms since 1970. */
  readonly clock: () => number;
  /** Where the network can be reached, for GET /control/state. */
  readonly addresses: () => unknown;
  /** Aborted when the network stops. */
  readonly stopping: AbortSignal;
}

const PAID_RESULT = /^(paid|sale|repeat ?true ?up)$/i;

function lineWith({ world, visitors, clock }: ControlPanel, digits: string): CallWish {
  const promoNumber = world.promoNumbers.find(({ number }) => number === digits);
  const wish = promoNumber === undefined ? visitors.callOn(digits, clock()) : { promoNumber };
  if (wish === undefined) throw new ControlRefused(404, `nobody has the number ${digits}`);
  return wish;
}

function wishFrom(panel: ControlPanel, request: z.infer<typeof callsRequest>): CallWish {
  const { world } = panel;
  const { result, payout, payin, promo_number_id: numberId, number: digits } = request;
  const promoNumber = world.promoNumbers.findLast(({ idFromNetwork }) => idFromNetwork === numberId);
  if (numberId !== undefined && promoNumber === undefined) {
    throw new ControlRefused(404, `no promo number has the id ${numberId}`);
  }
  return {
    ...(digits === undefined ? { promoNumber } : lineWith(panel, digits)),
    outcome: result === undefined ? undefined : onlyResult(result, PAID_RESULT.test(result)),
    amounts: payout === undefined && payin === undefined ? undefined : { payout, payin },
  };
}

function stateOf(panel: ControlPanel): Record<string, unknown> {
  const { log, feed, world, faults, receivers } = panel;
  return {
    addresses: panel.addresses(),
    transactions: log.length,
    calls: log.callCount,
    last_transaction_id: log.at(log.length - 1)?.transactionId ?? null,
    pace: feed.pace,
    verdicts_waiting: feed.waiting,
    promo_numbers: world.promoNumbers.length,
    faults: faults.active(),
    receivers: receivers.all().map(({ name, total }) => ({ name, requests: total })),
  };
}

function serveCalls(app: Hono, panel: ControlPanel): void {
  const { log, feed, calls, spc, clock } = panel;
  app.post('/control/pace', async (context) => {
    const { pace } = await bodyOf(context, paceRequest);
    feed.setPace(pace, clock());
    spc.callers.setPace(pace, spc.clock());
    return context.json(stateOf(panel));
  });
  app.post('/control/calls', async (context) => {
    const request = await bodyOf(context, callsRequest);
    const arrived = feed.addCalls(request.count, clock(), wishFrom(panel, request));
    return context.json({
      calls: arrived.map(({ completeCallId, transactionId }) => ({
        complete_call_id: completeCallId,
        transaction_id: transactionId,
      })),
    });
  });
  app.post('/control/correct', async (context) => {
    const { complete_call_id: callId, ...wish } = await bodyOf(context, correctionRequest);
    const transactionId = calls.correct(callId, clock(), wish);
    if (transactionId === undefined) throw new ControlRefused(404, `no call has the id ${callId}`);
    return context.json({ transaction_id: transactionId });
  });
  app.post('/control/transactions', async (context) => {
    const { rows } = await bodyOf(context, rawRowsRequest);
    for (const row of rows) log.append(rawEntry(row));
    return context.json({ appended: rows.length, transactions: log.length });
  });
}

function serveFaults(app: Hono, { faults }: ControlPanel): void {
  app.post('/control/faults', async (context) => {
    faults.add(await bodyOf(context, faultRequest));
    return context.json({ faults: faults.active() });
  });
  app.delete('/control/faults', (context) => {
    faults.clear();
    return context.json({ faults: [] });
  });
}

function serveReceivers(app: Hono, { receivers, stopping }: ControlPanel): void {
  app.get('/control/receivers/:name/requests', async (context) => {
    const { name } = context.req.param();
    const { count, within } = parsed(requestsQuery, context.req.query());
    if (receivers.named(name).total < count) {
      const patience = AbortSignal.any([AbortSignal.timeout(within), stopping]);
      await receivers.untilReceived(name, count, patience);
    }
    const { total, requests } = receivers.named(name);
    return context.json({ total, requests });
  });
  app.delete('/control/receivers/:name/requests', (context) => {
    receivers.clear(context.req.param('name'));
    return context.json({ total: 0, requests: [] });
  });
  app.post('/control/receivers/:name/answer', async (context) => {
    const answer = await bodyOf(context, answerRequest);
    receivers.named(context.req.param('name')).answer = answer;
    return context.json(answer);
  });
}

const LOCAL_HOST = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/**
 * A web page must not turn the network's knobs through the user's browser: requests that carry an `Origin`
 * or name another host are refused.
 */
function comesFromAPage({ headers }: WireRequest): boolean {
  return headers.origin !== undefined || !LOCAL_HOST.test(headers.host ?? '');
}

/** Makes the control interface: JSON over HTTP below /control. */
export function createControl(panel: ControlPanel): (request: WireRequest) => Promise<WireReply> {
  const app = new Hono();
  app.get('/control/state', (context) => context.json(stateOf(panel)));
  serveCalls(app, panel);
  serveFaults(app, panel);
  serveSwitches(app, panel);
  serveReceivers(app, panel);
  serveSpcControl(app, panel.spc);
  serveTuneControl(app, panel);
  app.notFound((context) =>
    context.json({ error: `no control ${context.req.method} ${context.req.path}` }, 404),
  );
  app.onError((error, context) =>
    context.json({ error: error.message }, error instanceof ControlRefused ? error.status : 500),
  );
  return (request) =>
    comesFromAPage(request)
      ? Promise.resolve(
          jsonReply(403, { error: 'the control interface answers programs on this machine only' }),
        )
      : askHandler((asked) => app.fetch(asked), request);
}

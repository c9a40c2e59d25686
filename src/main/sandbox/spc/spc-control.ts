import type { Hono } from 'hono';
import type { z } from 'zod';
import { bodyOf, ControlRefused, parsed } from '../control-body.ts';
import { standingAt, type SpcCall } from './session-calls.ts';
import {
  campaignRequest,
  expireRequest,
  settingsRequest,
  spcCallsRequest,
  stateQuery,
} from './spc-control-requests.ts';
import type { SpcService } from './spc-service.ts';
import { quarantinedUntil, stateAt, type SpcSession } from './spc-session.ts';
import type { SpcCampaign } from './spc-world.ts';

function campaignView(campaign: SpcCampaign, now: number): Record<string, unknown> {
  return {
    customer_id: campaign.customerId,
    campaign_id: campaign.campaignId,
    pool_size: campaign.pool.size,
    free: campaign.pool.freeCount(now),
    default_ttl_seconds: campaign.defaultTtlSeconds,
    max_ttl_seconds: campaign.maxTtlSeconds,
    quarantine_seconds: campaign.quarantineSeconds,
    destination: campaign.destination,
    fallback_number: campaign.fallbackNumber.e164,
  };
}

function sessionView(session: SpcSession, now: number): Record<string, unknown> {
  return {
    session_id: session.id,
    customer_id: session.campaign.customerId,
    campaign_id: session.campaign.campaignId,
    client_reference: session.clientReference,
    phone_number: session.number.e164,
    state: stateAt(session, now),
    allocated_at: session.allocatedAt,
    expires_at: session.expiresAt,
    released_at: session.releasedAt ?? null,
    quarantined_until: quarantinedUntil(session),
    versions: session.versions.map(({ version, at, keywords, fields }) => ({
      version,
      at,
      keywords,
      fields: Object.fromEntries(fields),
    })),
  };
}

function callView(call: SpcCall, now: number): Record<string, unknown> {
  const { status, durationSeconds } = standingAt(call, now);
  return {
    call_id: call.id,
    session_id: call.session.id,
    phone_number: call.session.number.e164,
    started_at: call.startedAt,
    status,
    duration_seconds: durationSeconds,
    information_version: call.information.version,
  };
}

function stateOf(service: SpcService, query: z.infer<typeof stateQuery>): Record<string, unknown> {
  const { world, desk, calls, settings, clock } = service;
  const now = clock();
  const { numbersGiven, replays, updatesStored, updatesUnchanged, releases } = desk.counts;
  const wanted = [...desk.sessions.values()].filter(
    ({ campaign, clientReference, id }) =>
      (query.campaign_id === undefined || campaign.campaignId === query.campaign_id) &&
      (query.client_reference === undefined || clientReference === query.client_reference) &&
      (query.session_id === undefined || id === query.session_id),
  );
  return {
    now,
    numbers_given: numbersGiven,
    replays,
    updates_stored: updatesStored,
    updates_unchanged: updatesUnchanged,
    releases,
    calls: calls.count,
    settings,
    users: world.users.map(({ name, key, customers }) => ({ user: name, key, customers })),
    campaigns: [...world.campaigns.values()].map((campaign) => campaignView(campaign, now)),
    sessions: wanted.map((session) => sessionView(session, now)),
  };
}

type CallsWish = z.infer<typeof spcCallsRequest>;

function sessionsToCall({ desk }: SpcService, wish: CallsWish, startedAt: number): SpcSession[] {
  if (wish.session_id !== undefined) {
    const session = desk.sessions.get(wish.session_id);
    if (session === undefined) throw new ControlRefused(404, `no session has the id ${wish.session_id}`);
    return [session];
  }
  if (wish.phone_number !== undefined) {
    const session = desk.sessionOn(wish.phone_number, startedAt);
    if (session === undefined)
      throw new ControlRefused(404, `no session has the number ${wish.phone_number} at that time`);
    return [session];
  }
  const active = [...desk.sessions.values()].filter(
    (session) =>
      stateAt(session, startedAt) === 'ACTIVE' &&
      session.allocatedAt <= startedAt &&
      (wish.campaign_id === undefined || session.campaign.campaignId === wish.campaign_id),
  );
  if (active.length === 0) throw new ControlRefused(404, 'no session is active');
  return active;
}

function serveCalls(app: Hono, service: SpcService): void {
  app.post('/control/spc/calls', async (context) => {
    const wish = await bodyOf(context, spcCallsRequest);
    const now = service.clock();
    const startedAt = wish.started_at ?? now;
    const sessions = sessionsToCall(service, wish, startedAt);
    const placed = Array.from({ length: wish.count }, (_, index) => {
      const session = sessions[index % sessions.length];
      if (session === undefined) throw new ControlRefused(404, 'no session is active');
      return service.callers.call(session, startedAt, {
        caller: wish.caller,
        end: wish.status,
        ringSeconds: wish.ring_seconds,
        talkSeconds: wish.talk_seconds,
      });
    });
    return context.json({ calls: placed.map((call) => callView(call, now)) });
  });
  app.post('/control/spc/expire', async (context) => {
    const { session_id: id } = await bodyOf(context, expireRequest);
    const session = service.desk.sessions.get(id);
    if (session === undefined) throw new ControlRefused(404, `no session has the id ${id}`);
    service.desk.expire(session, service.clock());
    return context.json(sessionView(session, service.clock()));
  });
}

/** Adds the knobs of the SPC server below /control/spc: JSON, instants in ms since 1970. */
export function serveSpcControl(app: Hono, service: SpcService): void {
  const { world, settings, clock } = service;
  app.get('/control/spc/state', (context) =>
    context.json(stateOf(service, parsed(stateQuery, context.req.query()))),
  );
  app.post('/control/spc/settings', async (context) => {
    const wish = await bodyOf(context, settingsRequest);
    settings.perSecond = wish.rate ?? settings.perSecond;
    settings.burst = wish.burst ?? settings.burst;
    settings.securityHeaders = wish.security_headers ?? settings.securityHeaders;
    settings.strictIds = wish.strict_ids ?? settings.strictIds;
    settings.clockOffsetMinutes = wish.clock_offset_minutes ?? settings.clockOffsetMinutes;
    settings.operations = wish.operations ?? settings.operations;
    settings.acceptsUpdates = wish.accepts_updates ?? settings.acceptsUpdates;
    settings.extended = wish.extended ?? settings.extended;
    settings.prefixed = wish.prefixed ?? settings.prefixed;
    return context.json(settings);
  });
  app.post('/control/spc/campaigns', async (context) => {
    const wish = await bodyOf(context, campaignRequest);
    try {
      const campaign = world.addCampaign({
        customerId: wish.customer_id,
        campaignId: wish.campaign_id,
        poolSize: wish.pool_size,
        defaultTtlSeconds: wish.default_ttl_seconds,
        maxTtlSeconds: wish.max_ttl_seconds,
        quarantineSeconds: wish.quarantine_seconds,
        destination: wish.destination,
      });
      return context.json(campaignView(campaign, clock()));
    } catch (error) {
      if (error instanceof RangeError) throw new ControlRefused(400, error.message);
      throw error;
    }
  });
  serveCalls(app, service);
}

import type { IncomingMessage } from 'node:http';
import type { Clock } from '#main/engine/ports/clock.ts';
import type { VisitDesk } from '#main/engine/ports/visit-desk.ts';
import type { SiteRecord } from '#main/engine/ports/visit-store.ts';
import { EndpointRefusal, refusalOf } from './endpoint-refusal.ts';
import type { PlayTickets } from './play-tickets.ts';
import { rateGate } from './rate-gate.ts';
import { checked, jsonBody } from './request-body.ts';
import { ownOrigins, preflightHeaders, readableBy } from './request-origin.ts';
import { ownerOfKey } from './site-keys.ts';
import { visitAnswer } from './visit-answer.ts';
import type { VisitAnswer } from './visit-answer.ts';
import { endBody, startBody, stepBody, stepOf, visitQuery } from './visit-requests.ts';

/** An answer before it is written. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const ALL_LIMIT = { perSecond: 100, burst: 200 };
const SITE_LIMIT = { perSecond: 20, burst: 40 };

const METHODS: Readonly<Record<string, 'GET' | 'POST'>> = {
  '/v1/start': 'POST',
  '/v1/step': 'POST',
  '/v1/end': 'POST',
  '/v1/visit': 'GET',
};

/** Answers requests about visits: who asks is proved before anything of the body is read. */
export function visitAnswers(parts: {
  readonly visits: () => VisitDesk | null;
  readonly tickets: PlayTickets;
  readonly clock: Clock;
  /** What went wrong inside; the site is told no more than that. */
  readonly failed: (error: unknown) => void;
}): (incoming: IncomingMessage, url: URL, port: number) => Promise<Reply> {
  const all = rateGate(ALL_LIMIT, parts.clock);
  const each = rateGate(SITE_LIMIT, parts.clock);

  const desk = (): VisitDesk => {
    const visits = parts.visits();
    if (visits) return visits;
    throw new EndpointRefusal(503, 'no_workspace', 'No workspace is open.', {
      headers: { 'retry-after': '5' },
    });
  };
  const siteOf = async (incoming: IncomingMessage, origin: string | undefined, port: number) => {
    const key = /^Bearer ([\x21-\x7e]{1,200})$/.exec(incoming.headers.authorization ?? '')?.[1] ?? '';
    const sites = await desk().sites();
    const own = origin === undefined || ownOrigins(port).includes(origin);
    const ticketed = own ? parts.tickets.siteOf(key) : null;
    const site = sites.find(({ id }) => id === ticketed) ?? ownerOfKey(key, sites);
    if (!site) {
      throw new EndpointRefusal(401, 'wrong_key', 'The key is missing or is not the key of a site.', {
        headers: { 'www-authenticate': 'Bearer' },
      });
    }
    if (ticketed === null && origin !== undefined && !site.origins.includes(origin)) {
      throw new EndpointRefusal(403, 'wrong_origin', `Pages of ${origin} may not ask for this site.`);
    }
    return site;
  };
  const done = async (incoming: IncomingMessage, url: URL, site: SiteRecord): Promise<VisitAnswer> => {
    const siteId = site.id;
    switch (url.pathname) {
      case '/v1/start': {
        const body = await jsonBody(incoming, startBody);
        const { visit: visitKey = '', step: stepKey = '' } = body;
        const standing = await desk().start({ siteId, visitKey, stepKey, step: stepOf(body) });
        return visitAnswer(standing, body.shows);
      }
      case '/v1/step': {
        const body = await jsonBody(incoming, stepBody);
        const { visit: visitKey, step: stepKey = '' } = body;
        return visitAnswer(await desk().step({ siteId, visitKey, stepKey, step: stepOf(body) }), body.shows);
      }
      case '/v1/end': {
        const { visit: visitKey, release = null } = await jsonBody(incoming, endBody);
        return visitAnswer(await desk().end({ siteId, visitKey, release }), undefined);
      }
      default: {
        const { visit: visitKey, shows } = checked(Object.fromEntries(url.searchParams), visitQuery);
        const standing = await desk().standing({ siteId, visitKey });
        if (standing) return visitAnswer(standing, shows);
        throw new EndpointRefusal(404, 'not_found', 'There is no such visit.', { field: 'visit' });
      }
    }
  };

  return async (incoming, url, port) => {
    const { origin } = incoming.headers;
    // A page may read why it was refused once it is known to be one that may ask at all.
    let readable: Readonly<Record<string, string>> = { vary: 'Origin' };
    try {
      gate(all.pass(''));
      const method = METHODS[url.pathname];
      if (method === undefined) throw new EndpointRefusal(404, 'not_found', 'Nothing is served here.');
      if (origin !== undefined && (await isKnown(origin, desk(), port))) {
        readable = { ...readable, ...readableBy(origin) };
      }
      if (incoming.method === 'OPTIONS') {
        if (origin === undefined || !('access-control-allow-origin' in readable)) {
          throw new EndpointRefusal(403, 'wrong_origin', 'Pages of this origin may not ask.');
        }
        const headers = { ...readable, ...preflightHeaders(incoming, origin) };
        return { status: 204, headers, body: '' };
      }
      if (incoming.method !== method) {
        const allow = `${method}, OPTIONS`;
        throw new EndpointRefusal(405, 'wrong_method', `This is asked by ${method}.`, { headers: { allow } });
      }
      const site = await siteOf(incoming, origin, port);
      gate(each.pass(String(site.id)));
      const answer = await done(incoming, url, site);
      return json(answer.state === 'queued' ? 202 : 200, readable, answer);
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal) {
        const { code, message, field, headers } = refusal;
        return json(refusal.status, { ...readable, ...headers }, { error: { code, message, field } });
      }
      parts.failed(error);
      const message = 'The desk could not do this. Its log says why.';
      return json(500, readable, { error: { code: 'internal', message, field: null } });
    }
  };
}

function gate(waitMs: number): void {
  if (waitMs === 0) return;
  throw new EndpointRefusal(429, 'too_many', 'Too many requests.', {
    headers: { 'retry-after': String(Math.ceil(waitMs / 1000)) },
  });
}

async function isKnown(origin: string, desk: VisitDesk, port: number): Promise<boolean> {
  if (ownOrigins(port).includes(origin)) return true;
  return (await desk.sites()).some(({ origins }) => origins.includes(origin));
}

function json(status: number, headers: Readonly<Record<string, string>>, body: unknown): Reply {
  return {
    status,
    headers: { ...headers, 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
  };
}

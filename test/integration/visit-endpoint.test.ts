import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createVisitEndpoint } from '#main/visit-endpoint/visit-endpoint.ts';
import type { VisitEndpoint } from '#main/visit-endpoint/visit-endpoint.ts';
import { newSiteKey } from '#main/visit-endpoint/site-keys.ts';
import { keptLog } from '#test/support/store-workspace.ts';
import { siteDraft, visitingDesk } from '#test/support/visiting-desk.ts';
import type { VisitingDesk } from '#test/support/visiting-desk.ts';

const SHOP = 'https://garden.example';
const RESOURCES = join(import.meta.dirname, '..', '..', 'resources', 'drill-down');

const answerBody = z.object({
  visit: z.string(),
  state: z.string(),
  number: z.object({ display: z.string(), e164: z.string() }).nullable(),
  expires_at: z.string().nullable(),
  steps: z.number(),
  swapped: z.boolean(),
  replaces: z.string().nullable(),
  fallback: z.object({ text: z.string(), number: z.string().nullable() }).nullable(),
});
const refusalBody = z.object({
  error: z.object({ code: z.string(), message: z.string(), field: z.string().nullable() }),
});

let desk: VisitingDesk;
let endpoint: VisitEndpoint;
let key: string;
let open: boolean;
const log = keptLog();

beforeEach(async () => {
  desk = await visitingDesk();
  const made = newSiteKey();
  key = made.key;
  await desk.store().write.setSiteKey({ id: desk.siteId, key: made.kept, now: 0 });
  open = true;
  endpoint = createVisitEndpoint({
    visits: () => (open ? desk.visits() : null),
    folder: RESOURCES,
    clock: desk.time.clock,
    log,
    onState: () => undefined,
  });
  await endpoint.configure({ on: true, port: 0 });
});
afterEach(async () => {
  await endpoint.stop();
  await desk.end();
});

interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** A request as anybody might send it: every header is the caller's. */
function send(
  method: string,
  path: string,
  more: { readonly headers?: Readonly<Record<string, string>>; readonly body?: string | Buffer } = {},
): Promise<Reply> {
  const { port } = endpoint.view();
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, method, path, headers: more.headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          text: Buffer.concat(parts).toString('utf8'),
        }),
      );
      answer.on('error', reject);
    });
    asked.on('error', reject);
    asked.end(more.body);
  });
}

async function ask(
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Reply> {
  return send('POST', path, {
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

/** The refusal an answer tells of, with its status. */
function refusal({ status, text }: Reply) {
  return { status, ...refusalBody.parse(JSON.parse(text)).error };
}

describe('a visit over the endpoint', () => {
  it('has a number, is carried on, swapped and ended', async () => {
    const started = await ask('/v1/start', {
      visit: 'v-1',
      keywords: ['garden'],
      page: `${SHOP}/?secret=1`,
      referrer: 'https://search.example/?q=private',
    });
    expect(started.status).toBe(200);
    const first = answerBody.parse(JSON.parse(started.text));
    expect(first).toMatchObject({ visit: 'v-1', state: 'active', steps: 1, swapped: false, fallback: null });
    expect(Date.parse(first.expires_at ?? '')).toBe(desk.time.clock() + 1_800_000);
    const stepped = await ask('/v1/step', { visit: 'v-1', keywords: ['garden', 'mowers'], step: 's2' });
    expect(answerBody.parse(JSON.parse(stepped.text))).toMatchObject({ state: 'active', steps: 2 });
    await desk.time.advance(2_100);
    expect(desk.held(first.number?.e164 ?? '')).toEqual({
      keywords: ['garden', 'mowers'],
      fields: { page: `${SHOP}/`, landing_page: `${SHOP}/`, referrer: 'https://search.example/' },
    });

    await desk.time.advance(1_800_000);
    const over = await send('GET', '/v1/visit?visit=v-1', { headers: { authorization: `Bearer ${key}` } });
    expect(answerBody.parse(JSON.parse(over.text))).toMatchObject({ number: null });
    const swapped = answerBody.parse(
      JSON.parse(
        (await ask('/v1/step', { visit: 'v-1', keywords: ['garden', 'tools'], shows: first.number?.e164 }))
          .text,
      ),
    );
    expect(swapped).toMatchObject({ state: 'active', swapped: true, replaces: first.number?.e164 });
    expect(desk.held(swapped.number?.e164 ?? '').keywords).toEqual(['garden', 'tools']);

    const ended = await ask('/v1/end', { visit: 'v-1', release: true });
    expect(answerBody.parse(JSON.parse(ended.text)).state).toBe('ended');
    await desk.quiet();
    expect(desk.spc.service.desk.counts.releases).toBe(1);
  });

  it('is queued with the fallback while the network is away, and found again under its id', async () => {
    desk.runner().setOnline(false);
    const asking = ask('/v1/start', { keywords: ['garden'] });
    while (desk.time.timers === 0 || (await desk.store().read.recentVisits({ limit: 1 })).length === 0) {
      await desk.time.settle();
    }
    await desk.time.advance(3_000);
    const answer = await asking;
    expect(answer.status).toBe(202);
    const queued = answerBody.parse(JSON.parse(answer.text));
    expect(queued).toMatchObject({ state: 'queued', number: null, fallback: { text: 'Call our desk' } });
    desk.runner().setOnline(true);
    await desk.quiet();
    const later = await send('GET', `/v1/visit?visit=${queued.visit}`, {
      headers: { authorization: `Bearer ${key}` },
    });
    expect(later.status).toBe(200);
    expect(answerBody.parse(JSON.parse(later.text)).state).toBe('active');
  });

  it('says what is wrong with a step, and where', async () => {
    expect(refusal(await ask('/v1/start', { visit: 'v', keywords: ['x'.repeat(121)] }))).toMatchObject({
      status: 400,
      field: 'information/keywords/keyword[1]',
    });
    expect(refusal(await ask('/v1/start', { visit: 'v', keyword: 'garden' }))).toMatchObject({ status: 400 });
    expect(refusal(await ask('/v1/step', { visit: 'nobody' }))).toMatchObject({
      status: 404,
      field: 'visit',
    });
    expect(refusal(await ask('/v1/step', {}))).toMatchObject({ status: 400, field: 'visit' });
  });
});

describe('who may ask', () => {
  it('is decided by the key', async () => {
    for (const authorization of ['', 'Bearer', `Bearer ${key}x`, `Basic ${key}`, 'Bearer é']) {
      const headers = authorization === '' ? {} : { authorization: encodeURI(authorization) };
      const refused = await send('POST', '/v1/start', {
        headers: { 'content-type': 'application/json', ...headers },
        body: '{}',
      });
      expect(refusal(refused)).toMatchObject({ status: 401, code: 'wrong_key' });
      expect(refused.text).not.toContain(key);
    }
    expect(await desk.store().read.recentVisits({ limit: 1 })).toEqual([]);
  });

  it('is not who had the key before another one was made, nor a site that was removed', async () => {
    const next = newSiteKey();
    await desk.store().write.setSiteKey({ id: desk.siteId, key: next.kept, now: 1 });
    expect((await ask('/v1/start', {})).status).toBe(401);
    key = next.key;
    expect((await ask('/v1/start', {})).status).toBe(200);
    await desk.store().write.removeSite({ id: desk.siteId, now: 2 });
    expect((await ask('/v1/start', {})).status).toBe(401);
  });

  it('is, of pages, only one of an origin the site is registered with', async () => {
    const good = await ask('/v1/start', {}, { origin: SHOP });
    expect(good.status).toBe(200);
    expect(good.headers).toMatchObject({ 'access-control-allow-origin': SHOP, vary: 'Origin' });
    expect(good.headers).not.toHaveProperty('access-control-allow-credentials');
    expect(good.headers).not.toHaveProperty('set-cookie');
    for (const origin of ['https://evil.example', 'null', `${SHOP}.evil.example`, 'http://garden.example']) {
      const bad = await ask('/v1/start', {}, { origin });
      expect(refusal(bad)).toMatchObject({ status: 403, code: 'wrong_origin' });
      expect(bad.headers).not.toHaveProperty('access-control-allow-origin');
    }
  });

  it('is no page of another site, even with an origin that site is registered with', async () => {
    const other = newSiteKey();
    await desk.store().write.saveSite({
      draft: siteDraft(desk.networkId, { name: 'Boat shop', origins: ['https://boats.example'] }),
      fresh: { ...other.kept, reference: 'boats' },
      now: 0,
    });
    expect((await ask('/v1/start', {}, { origin: 'https://boats.example' })).status).toBe(403);
    const visit = { visit: 'v-1' };
    expect((await ask('/v1/start', visit)).status).toBe(200);
    const { key: mine } = { key };
    key = other.key;
    expect((await ask('/v1/step', visit)).status).toBe(404);
    key = mine;
    expect((await ask('/v1/step', visit)).status).toBe(200);
  });

  it('is asked for beforehand by browsers', async () => {
    const headers = { 'access-control-request-method': 'POST', origin: SHOP };
    const allowed = await send('OPTIONS', '/v1/step', {
      headers: { ...headers, 'access-control-request-private-network': 'true' },
    });
    expect(allowed.status).toBe(204);
    expect(allowed.headers).toMatchObject({
      'access-control-allow-origin': SHOP,
      'access-control-allow-headers': 'authorization, content-type',
      'access-control-allow-private-network': 'true',
    });
    const refused = await send('OPTIONS', '/v1/step', {
      headers: { ...headers, origin: 'https://evil.example' },
    });
    expect(refused.status).toBe(403);
    expect(refused.headers).not.toHaveProperty('access-control-allow-origin');
  });

  it('is nobody who was sent here under another name', async () => {
    const { port } = endpoint.view();
    for (const host of ['evil.example', `evil.example:${port}`, '127.0.0.1', `127.0.0.1:${port}.evil`]) {
      expect(refusal(await ask('/v1/start', {}, { host }))).toMatchObject({
        status: 421,
        code: 'wrong_host',
      });
      expect((await send('GET', '/play', { headers: { host } })).status).toBe(421);
    }
    expect((await ask('/v1/start', {}, { host: `localhost:${port}` })).status).toBe(200);
    expect(await raw(`GET /play HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nHost: evil.example\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 4\d\d/,
    );
    expect(await raw(`GET http://evil.example/play HTTP/1.1\r\nHost: evil.example\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 421/,
    );
  });

  it('may not ask too often', async () => {
    const statuses: number[] = [];
    for (let count = 0; count < 45; count += 1) statuses.push((await ask('/v1/end', { visit: 'v' })).status);
    expect(statuses.slice(0, 40)).toEqual(Array.from({ length: 40 }, () => 404));
    const last = await ask('/v1/end', { visit: 'v' });
    expect(refusal(last)).toMatchObject({ status: 429, code: 'too_many' });
    expect(last.headers).toMatchObject({ 'retry-after': '1' });
    await desk.time.advance(1_000);
    expect((await ask('/v1/end', { visit: 'v' })).status).toBe(404);
  });
});

describe('what may be sent', () => {
  it('is JSON in UTF-8, of some size', async () => {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const bodies: readonly (readonly [string | Buffer, number])[] = [
      ['', 400],
      ['{', 400],
      ['null', 400],
      ['[]', 400],
      ['"text"', 400],
      [Buffer.from([0x22, 0xff, 0x22]), 400],
      ['{"visit":5}', 400],
      ['{"visit":"a","fields":{"x":1}}', 400],
      [`{"visit":"a","__proto__":{"x":1}}`, 400],
      [`{"page":"${'x'.repeat(20_000)}"}`, 413],
    ];
    for (const [body, status] of bodies) {
      expect((await send('POST', '/v1/start', { headers, body })).status, String(body).slice(0, 30)).toBe(
        status,
      );
    }
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'application/json; charset=latin1',
    ]) {
      const refused = await send('POST', '/v1/start', {
        headers: { ...headers, 'content-type': type },
        body: '{}',
      });
      expect(refusal(refused).status).toBe(415);
    }
    expect(
      refusal(
        await send('POST', '/v1/start', { headers: { ...headers, 'content-encoding': 'gzip' }, body: '{}' }),
      ).status,
    ).toBe(415);
    expect(await desk.store().read.recentVisits({ limit: 1 })).toEqual([]);
  });

  it('ends at the limit, however long it says it is or is not', async () => {
    const { port } = endpoint.view();
    const head = [
      'POST /v1/start HTTP/1.1',
      `Host: 127.0.0.1:${port}`,
      `Authorization: Bearer ${key}`,
      'Content-Type: application/json',
    ];
    const told = await raw(`${[...head, 'Content-Length: 99999999'].join('\r\n')}\r\n\r\n{`);
    expect(told).toMatch(/^HTTP\/1\.1 413/);
    const chunk = `${(9_000).toString(16)}\r\n${'x'.repeat(9_000)}\r\n`;
    const untold = await raw(
      `${[...head, 'Transfer-Encoding: chunked'].join('\r\n')}\r\n\r\n${chunk}${chunk}${chunk}`,
    );
    expect(untold).toMatch(/^HTTP\/1\.1 413/);
    const heads = await raw(
      `GET /v1/visit HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
    );
    expect(heads).toMatch(/^HTTP\/1\.1 431/);
  });

  it('goes to known places by known methods', async () => {
    expect((await send('GET', '/')).status).toBe(404);
    expect((await send('GET', '/../package.json')).status).toBe(404);
    expect((await send('GET', '/play/../../../etc/passwd')).status).toBe(404);
    const got = await send('GET', '/v1/start');
    expect(refusal(got)).toMatchObject({ status: 405 });
    expect(got.headers).toMatchObject({ allow: 'POST, OPTIONS' });
    expect((await send('DELETE', '/v1/visit')).status).toBe(405);
  });

  it('is answered without a workspace too', async () => {
    open = false;
    expect(refusal(await ask('/v1/start', {}))).toMatchObject({ status: 503, code: 'no_workspace' });
  });
});

describe('the page that plays a visit', () => {
  it('is served under a strict policy, and speaks for its site by a ticket on its own origin only', async () => {
    const address = new URL(endpoint.playAddress(desk.siteId) ?? '');
    const page = await send('GET', address.pathname);
    expect(page.status).toBe(200);
    expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self'/);
    expect(page.headers).toMatchObject({ 'cache-control': 'no-store', 'x-frame-options': 'DENY' });
    for (const path of ['/play/garden/hand%20mower', '/play.js', '/play.css', '/switchboard-visit.js']) {
      expect((await send('GET', path)).status).toBe(200);
    }
    key = address.hash.slice(1);
    expect((await ask('/v1/start', { visit: 'v' }, { origin: address.origin })).status).toBe(200);
    expect((await ask('/v1/start', { visit: 'v' }, { origin: SHOP })).status).toBe(401);
    await desk.time.advance(3_600_000);
    expect((await ask('/v1/start', { visit: 'v' }, { origin: address.origin })).status).toBe(401);
  });
});

describe('the port', () => {
  it('is on this machine only, shut when it is off, and said to be taken when it is', async () => {
    const { port } = endpoint.view();
    const second = createVisitEndpoint({
      visits: () => null,
      folder: RESOURCES,
      clock: desk.time.clock,
      log,
      onState: () => undefined,
    });
    await second.configure({ on: true, port });
    expect(second.view()).toMatchObject({ state: 'failed', reason: expect.stringContaining(`Port ${port}`) });
    expect(second.playAddress(1)).toBeNull();
    await second.stop();
    await endpoint.configure({ on: false, port });
    expect(endpoint.view()).toMatchObject({ state: 'off', address: '' });
    await expect(send('GET', '/play')).rejects.toThrow(/ECONNREFUSED/);
  });

  it('tells nothing of a key in the log', () => {
    expect(log.lines.join('\n')).not.toContain('sbv_');
  });
});

/** What the server says to these bytes, until it shuts the connection or a moment has passed. */
function raw(text: string): Promise<string> {
  const { port } = endpoint.view();
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    let heard = '';
    socket.on('data', (part: Buffer) => {
      heard += part.toString('latin1');
      if (heard.includes('\r\n\r\n')) socket.end();
    });
    socket.on('error', () => resolve(heard));
    socket.on('close', () => resolve(heard));
  });
}

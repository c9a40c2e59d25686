import type { LookupAddress } from 'node:dns';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PostbackAnswer } from '#main/engine/ports/postback-transport.ts';
import { createPostbackTransport } from '#main/networks/http/postback-transport.ts';
import type { OpenTransport } from '#main/networks/http/postback-transport.ts';
import { cut, hang, startScriptedServer, text } from './invoca-server.ts';
import type { ScriptedServer } from './invoca-server.ts';

let server: ScriptedServer;
let transport: OpenTransport;
let names: Map<string, readonly LookupAddress[][]>;
let lookups: string[];

const v4 = (...addresses: readonly string[]): LookupAddress[] =>
  addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

beforeEach(async () => {
  server = await startScriptedServer();
  names = new Map();
  lookups = [];
  transport = createPostbackTransport({
    resolver: (name) => {
      const answers = names.get(name) ?? [];
      const asked = lookups.filter((one) => one === name).length;
      lookups.push(name);
      const found = answers[Math.min(asked, answers.length - 1)];
      return found
        ? Promise.resolve(found)
        : Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' }));
    },
  });
});
afterEach(async () => {
  await server.close();
  await transport.close();
});

function send(
  url: string,
  more: { allowLocal?: boolean; timeoutMs?: number; signal?: AbortSignal } = {},
): Promise<PostbackAnswer> {
  return transport.send({
    url,
    headers: { 'user-agent': 'Switchboard/0.1.0', 'webhook-id': 'dlv_1' },
    timeoutMs: more.timeoutMs ?? 5000,
    allowLocal: more.allowLocal ?? true,
    signal: more.signal ?? new AbortController().signal,
  });
}

const port = (): string => new URL(server.origin).port;

describe('what is sent and what comes back', () => {
  it('a GET with the headers given, answered with status, headers and body', async () => {
    server.answer(text('ok', 200, { 'x-kept': 'yes' }));
    const answer = await send(`${server.origin}/cb?s=a%20b%26c&p=21.00`);
    expect(answer).toMatchObject({
      kind: 'answer',
      status: 200,
      bodyStart: 'ok',
      headers: { 'x-kept': 'yes' },
    });
    expect(server.asked[0]?.url.search).toBe('?s=a%20b%26c&p=21.00');
    expect(server.asked[0]?.headers).toMatchObject({
      'user-agent': 'Switchboard/0.1.0',
      'webhook-id': 'dlv_1',
    });
  });

  it('a redirect is an answer and is not followed', async () => {
    server.answer(text('', 302, { location: '/elsewhere' }));
    expect(await send(`${server.origin}/cb`)).toMatchObject({ kind: 'answer', status: 302 });
    expect(server.asked).toHaveLength(1);
  });

  it('a body is read up to 64 KiB, then cut', async () => {
    server.answer((_request, response) => {
      response.writeHead(200);
      const more = (): void => {
        while (!response.destroyed && response.write('x'.repeat(16_384)));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    });
    const answer = await send(`${server.origin}/endless`);
    expect(answer.kind === 'answer' && answer.bodyStart.length).toBe(65_536);
  });

  it('an answer whose body breaks off stands with what came of it', async () => {
    server.answer((request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('partial', () => setImmediate(() => request.socket.destroy()));
    });
    expect(await send(`${server.origin}/cb`)).toMatchObject({
      kind: 'answer',
      status: 200,
      bodyStart: 'partial',
    });
  });

  it('silence is a time-out, before the answer and within it', async () => {
    server.answer(hang, (_request, response) => {
      response.writeHead(200).write('begun');
    });
    expect(await send(`${server.origin}/cb`, { timeoutMs: 60 })).toMatchObject({
      kind: 'failure',
      reason: 'timeout',
    });
    expect(await send(`${server.origin}/cb`, { timeoutMs: 60 })).toMatchObject({
      kind: 'answer',
      bodyStart: 'begun',
    });
  });

  it('a cut connection and a closed port are failures with a reason', async () => {
    server.answer(cut);
    expect(await send(`${server.origin}/cb`)).toMatchObject({ kind: 'failure', reason: 'unreachable' });
    const { origin } = server;
    await server.close();
    expect(await send(`${origin}/cb`)).toMatchObject({
      reason: 'unreachable',
      message: 'the connection was refused',
    });
  });

  it('cancelled before or during, it says so', async () => {
    server.answer(hang);
    const stop = new AbortController();
    const work = send(`${server.origin}/cb`, { signal: stop.signal });
    setImmediate(() => stop.abort());
    expect(await work).toMatchObject({ kind: 'failure', reason: 'cancelled' });
    expect(await send(`${server.origin}/cb`, { signal: stop.signal })).toMatchObject({ reason: 'cancelled' });
  });

  it('a name that does not exist is said so', async () => {
    expect(await send('https://nowhere.example/cb')).toMatchObject({
      reason: 'unreachable',
      message: 'the host name does not exist',
    });
  });
});

describe('promise 14: no inner targets', () => {
  it.each([
    'http://127.0.0.1:PORT/',
    'http://2130706433:PORT/',
    'http://0x7f.1:PORT/',
    'http://0:PORT/',
    'http://[::1]:PORT/',
    'http://[::ffff:127.0.0.1]:PORT/',
    'http://[::ffff:10.0.0.1]/',
    'http://[fe80::1]/',
    'http://localhost:PORT/',
    'http://localhost.:PORT/',
    'http://169.254.169.254/latest/meta-data/',
    'http://10.0.0.1/',
    'http://user:pass@partner.example/',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'gopher://partner.example/',
    'http://',
  ])('%s is refused without a connection', async (url) => {
    const answer = await send(url.replace('PORT', port()), { allowLocal: false });
    expect(answer).toMatchObject({ kind: 'failure', reason: 'address_refused' });
    expect(server.asked).toHaveLength(0);
    expect(lookups).toEqual([]);
  });

  it.each([
    ['an inner address', v4('127.0.0.1')],
    ['two addresses of which one is inner', v4('203.0.113.7', '10.0.0.5')],
    ['the inner one first', v4('10.0.0.5', '203.0.113.7')],
    ['an IPv6 address that wraps an inner one', v4('::ffff:127.0.0.1')],
    ['a metadata service', v4('169.254.169.254')],
  ])('a name that leads to %s is refused', async (_name, addresses) => {
    names.set('partner.example', [addresses]);
    const answer = await send(`http://partner.example:${port()}/cb`, { allowLocal: false });
    expect(answer).toMatchObject({ kind: 'failure', reason: 'address_refused' });
    expect(answer.kind === 'failure' && answer.message).toContain('partner.example is not allowed');
    expect(server.asked).toHaveLength(0);
  });

  it('a name that changes between look-ups gains nothing: the address connected to is the one checked', async () => {
    names.set('rebinding.example', [v4('203.0.113.7'), v4('127.0.0.1')]);
    const url = `http://rebinding.example:${port()}/cb`;
    const stop = new AbortController();
    const first = send(url, { allowLocal: false, timeoutMs: 150, signal: stop.signal });
    expect((await first).kind).toBe('failure');
    expect(lookups).toEqual(['rebinding.example']);
    expect(await send(url, { allowLocal: false })).toMatchObject({ reason: 'address_refused' });
    expect(server.asked).toHaveLength(0);
  });

  it('a redirect to an inner address leads nowhere', async () => {
    names.set('partner.example', [v4('127.0.0.1')]);
    server.answer(text('', 301, { location: 'http://127.0.0.1/' }));
    expect(await send(`http://partner.example:${port()}/cb`)).toMatchObject({ kind: 'answer', status: 301 });
    expect(server.asked).toHaveLength(1);
  });

  it('a receiver switched to test may be on this machine, and still not a metadata service', async () => {
    names.set('partner.example', [v4('127.0.0.1')]);
    server.answer(text('ok'));
    expect(await send(`http://partner.example:${port()}/cb`)).toMatchObject({ kind: 'answer', status: 200 });
    expect(await send('http://169.254.169.254/')).toMatchObject({ reason: 'address_refused' });
  });

  it('a connection kept open for a receiver in test is not used for one that is not', async () => {
    names.set('partner.example', [v4('127.0.0.1')]);
    server.answer(text('ok'));
    const url = `http://partner.example:${port()}/cb`;
    await send(url);
    expect(await send(url, { allowLocal: false })).toMatchObject({ reason: 'address_refused' });
    expect(server.asked).toHaveLength(1);
  });

  it('behind a proxy the URL is still checked before the proxy is given it', async () => {
    const proxied: string[] = [];
    const behind = createPostbackTransport({
      throughProxy: () =>
        Promise.resolve(({ url }) => {
          proxied.push(url);
          return Promise.resolve({ kind: 'answer', status: 200, headers: {}, bodyStart: '', durationMs: 1 });
        }),
    });
    const signal = new AbortController().signal;
    const ask = (url: string) => behind.send({ url, headers: {}, timeoutMs: 100, allowLocal: false, signal });
    expect(await ask('http://127.1/')).toMatchObject({ reason: 'address_refused' });
    expect(await ask('https://partner.example/')).toMatchObject({ status: 200 });
    expect(proxied).toEqual(['https://partner.example/']);
    await behind.close();
  });
});

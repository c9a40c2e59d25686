import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PostbackAnswer } from '#main/engine/ports/postback-transport.ts';
import { createPostbackTransport } from '#main/networks/http/postback-transport.ts';
import type { OpenTransport } from '#main/networks/http/postback-transport.ts';
import { cut, hang, startScriptedServer, text } from './invoca-server.ts';
import type { ScriptedServer } from './invoca-server.ts';

let server: ScriptedServer;
let transport: OpenTransport;

beforeEach(async () => {
  server = await startScriptedServer();
  transport = createPostbackTransport({
    resolver: () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' })),
  });
});
afterEach(async () => {
  await server.close();
  await transport.close();
});

function send(url: string, more: { timeoutMs?: number; signal?: AbortSignal } = {}): Promise<PostbackAnswer> {
  return transport.send({
    url,
    headers: { 'user-agent': 'Switchboard/0.1.0', 'webhook-id': 'dlv_1' },
    timeoutMs: more.timeoutMs ?? 5000,
    allowLocal: true,
    signal: more.signal ?? new AbortController().signal,
  });
}

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

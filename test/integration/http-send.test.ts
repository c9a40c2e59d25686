import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { guardedAgent } from '#main/networks/http/guarded-agent.ts';
import { httpSendOver, NoAnswer } from '#main/networks/http/http-send.ts';
import { startScriptedServer } from './invoca-server.ts';
import type { ScriptedServer } from './invoca-server.ts';

let server: ScriptedServer;
beforeEach(async () => {
  server = await startScriptedServer();
});
afterEach(() => server.close());

const send = httpSendOver(guardedAgent('loopback', { connections: 2 }));
const asked = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', body: string | null = null) => ({
  method,
  url: new URL(`${server.origin}/numbers?x=1`),
  headers: { 'content-type': 'application/json' },
  body,
  timeoutMs: 2000,
  signal: AbortSignal.timeout(5000),
});

describe('one request', () => {
  it.each(['POST', 'PUT', 'DELETE', 'GET'] as const)(
    'carries %s with its body or without',
    async (method) => {
      const body = method === 'POST' || method === 'PUT' ? '{"name":"Übung"}' : null;
      server.answer(async (request, response) => {
        response.writeHead(201).end(`${request.method} ${request.url} ${await text(request)}`);
      });
      const answer = await send(asked(method, body));
      expect(answer.status).toBe(201);
      expect(Buffer.from(answer.body).toString()).toBe(`${method} /numbers?x=1 ${body ?? ''}`);
    },
  );

  it('is sent once, whatever becomes of its answer', async () => {
    server.answer((_request, response) => {
      response.destroy();
    });
    const lost = await send(asked('POST', '{}')).catch((error: unknown) => error);
    expect(lost).toBeInstanceOf(NoAnswer);
    expect(lost).toMatchObject({ unsent: false });
    server.answer((_request, response) => {
      response.writeHead(201, { 'content-length': '20' }).write('{"id"');
      setTimeout(() => response.destroy(), 20);
    });
    const halved = await send(asked('POST', '{}')).catch((error: unknown) => error);
    expect(halved).toMatchObject({ kind: 'cut', unsent: false });
    expect(server.asked).toHaveLength(2);
  });

  it('says when it surely never left', async () => {
    await server.close();
    await expect(send(asked('POST', '{}'))).rejects.toMatchObject({ kind: 'unreachable', unsent: true });
  });

  it('follows no redirect, which would carry its headers elsewhere', async () => {
    server.answer((_request, response) => {
      response.writeHead(307, { location: `${server.origin}/elsewhere` }).end();
    });
    expect((await send(asked('POST', '{}'))).status).toBe(307);
    expect(server.asked).toHaveLength(1);
  });
});

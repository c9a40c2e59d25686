import { createServer } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { gzipSync } from 'node:zlib';
import { Agent } from 'undici';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SessionClient } from '#main/engine/ports/session-client.ts';
import { httpSendOver } from '#main/networks/http/http-send.ts';
import { sessionClients } from '#main/networks/spc/spc-client.ts';
import type { SessionClientParts } from '#main/networks/spc/spc-client.ts';
import { SPC_NAMESPACE } from '#shared/domain/spc-endpoint.ts';
import { OTHER_HOST_CERTIFICATE, OTHER_HOST_KEY } from '#test/support/other-host-certificate.ts';
import { envelope, spcAccount, spcFaultOf, SPC_KEY, UPDATE_ANSWER } from '#test/support/spc/account.ts';
import { cut, cutInTheMiddle, hang, startScriptedServer } from '../invoca-server.ts';
import type { Answerer, ScriptedServer } from '../invoca-server.ts';

const signal = new AbortController().signal;
const XML = { 'content-type': 'text/xml; charset=utf-8' };

let server: ScriptedServer;
let bodies: string[];
beforeEach(async () => {
  server = await startScriptedServer();
  bodies = [];
});
afterEach(() => server.close());

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += String(chunk);
  return text;
}

/** Answers once the whole request is there, as a server does that must check it first. */
function answering(
  body: string | Uint8Array,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Answerer {
  return async (request, response) => {
    bodies.push(await bodyOf(request));
    response.writeHead(status, { ...XML, ...headers }).end(body);
  };
}

function client(parts: SessionClientParts = {}, endpoint = `${server.origin}/soap/v1?x=1`): SessionClient {
  return sessionClients({ sleep: () => Promise.resolve(), ...parts })(spcAccount({ endpoint }), SPC_KEY);
}
const update = (from = client(), by: AbortSignal = signal) =>
  from.updateInformation({
    session: { sessionId: 'ses-8f31c0' },
    update: { mode: 'merge', keywords: ['Ünï 😀'] },
    expectedVersion: null,
    signal: by,
  });
const calls = (from = client()) =>
  from.calls({ campaignId: 'c', startedFrom: 0, startedBefore: 1000, pageSize: 100, cursor: null, signal });
const callsPage = (filler: string): string =>
  envelope(
    `<GetSessionCallsResponse xmlns="${SPC_NAMESPACE}"><calls/><asOf>2026-03-02T17:30:00Z</asOf><requestId>r</requestId></GetSessionCallsResponse>`,
  ).replace('</soapenv:Envelope>', `${filler}</soapenv:Envelope>`);
const fillerTo = (bytes: number, text: string): string => ' '.repeat(bytes - Buffer.byteLength(text));

describe('on the wire', () => {
  it('sends UTF-8 with its length to the endpoint as it stands', async () => {
    server.answer(answering(envelope(UPDATE_ANSWER)));
    expect(await update()).toMatchObject({ accepted: true, informationVersion: 2 });
    const [asked] = server.asked;
    expect(asked?.url.pathname + (asked?.url.search ?? '')).toBe('/soap/v1?x=1');
    expect(asked?.headers).toMatchObject({
      'content-type': 'text/xml; charset=utf-8',
      soapaction: `"${SPC_NAMESPACE}/UpdateSessionInformation"`,
      'content-length': String(Buffer.byteLength(bodies[0] ?? '')),
    });
    expect(asked?.headers.authorization).toBeUndefined();
    expect(bodies[0]).toContain('<s:keyword>Ünï 😀</s:keyword>');
  });

  it('reads an answer that is packed', async () => {
    server.answer(answering(gzipSync(envelope(UPDATE_ANSWER)), 200, { 'content-encoding': 'gzip' }));
    expect(await update()).toMatchObject({ requestId: 'req-5502' });
  });

  it('measures the clock by the Date of a real answer', async () => {
    server.answer(answering(envelope(UPDATE_ANSWER), 200, { date: 'Mon, 02 Mar 2026 15:10:04 GMT' }));
    const one = client({ clock: () => Date.parse('2026-03-02T15:04:04.120Z') });
    await update(one);
    expect(one.clockDifferenceMs()).toBe(360_380);
  });
});

describe('how much is read', () => {
  it('64 KiB of an answer, 8 MiB of a page of calls', async () => {
    const answer = envelope(UPDATE_ANSWER);
    server.answer(answering(answer + fillerTo(65_536, answer)), answering(answer + fillerTo(65_537, answer)));
    await update();
    expect(await spcFaultOf(update())).toMatchObject({
      fault: { kind: 'transport', why: 'unreadable' },
      retryable: true,
      message: 'The answer of Acme SPC cannot be read: the answer is larger than is read.',
    });
    const page = callsPage('');
    const most = 8 * 1024 * 1024;
    // White space in pieces, since one piece of text has a limit of its own.
    const pieces = `<!--${'x'.repeat(1000)}-->`.repeat(8000);
    server.answer(answering(callsPage(pieces)), answering(page + fillerTo(most + 1, page)));
    expect(await calls()).toMatchObject({ calls: [] });
    expect((await spcFaultOf(calls())).message).toContain('larger than is read');
  });

  it('counted after unpacking, without unpacking it all', async () => {
    const bomb = gzipSync(Buffer.alloc(300 * 1024 * 1024, ' '));
    expect(bomb.byteLength).toBeGreaterThan(64 * 1024);
    const small = gzipSync(
      Buffer.concat([Buffer.from(envelope(UPDATE_ANSWER)), Buffer.alloc(20_000_000, ' ')]),
    );
    expect(small.byteLength).toBeLessThan(64 * 1024);
    server.answer(
      answering(bomb, 200, { 'content-encoding': 'gzip' }),
      answering(small, 200, { 'content-encoding': 'gzip' }),
    );
    const before = process.memoryUsage.rss();
    expect((await spcFaultOf(update())).message).toContain('larger than is read');
    expect((await spcFaultOf(update())).message).toContain('larger than is read');
    expect(process.memoryUsage.rss() - before).toBeLessThan(64 * 1024 * 1024);
  });

  it('damaged or strangely packed answers are told', async () => {
    server.answer(
      answering('no gzip', 200, { 'content-encoding': 'gzip' }),
      answering(envelope(UPDATE_ANSWER), 200, { 'content-encoding': 'br' }),
    );
    expect((await spcFaultOf(update())).message).toContain('the compressed answer is damaged');
    expect((await spcFaultOf(update())).message).toContain('in a way that was not asked for');
  });
});

describe('answers that do not come', () => {
  it.each([
    ['no byte', hang],
    [
      'a byte now and then',
      ((_request, response) => {
        response.writeHead(200, XML);
        const drip = setInterval(() => response.write(' '), 20);
        response.on('close', () => clearInterval(drip));
      }) satisfies Answerer,
    ],
  ])('%s: the whole exchange has its time', async (_what, answer) => {
    server.answer(answer);
    const fault = await spcFaultOf(update(client({ wholeMs: 300 })));
    expect(fault).toMatchObject({ fault: { kind: 'transport', why: 'timeout' }, retryable: true });
    expect(fault.message).toMatch(/^Acme SPC did not answer (within 0\.3 s|in time)/);
  });

  it.each([
    ['a cut before the first byte', cut, 'unreachable'],
    ['a cut in the middle', cutInTheMiddle, 'unreadable'],
  ] as const)('%s', async (_what, answer, why) => {
    server.answer(answer);
    expect(await spcFaultOf(update())).toMatchObject({ fault: { kind: 'transport', why }, retryable: true });
  });

  it('a server that is not there', async () => {
    const gone = client();
    await server.close();
    expect(await spcFaultOf(update(gone))).toMatchObject({
      fault: { kind: 'transport', why: 'unreachable' },
      message: 'Acme SPC cannot be reached: the connection was refused.',
    });
    server = await startScriptedServer();
  });

  it('a request that was taken back', async () => {
    server.answer(hang);
    const taken = new AbortController();
    const asked = spcFaultOf(update(client(), taken.signal));
    taken.abort();
    expect(await asked).toMatchObject({ fault: { kind: 'transport', why: 'cancelled' } });
    expect((await spcFaultOf(update(client(), taken.signal))).fault).toMatchObject({ why: 'cancelled' });
  });
});

describe('where the key goes', () => {
  it.each([301, 302, 307, 308])('not after a redirect (%i)', async (status) => {
    const other = await startScriptedServer();
    other.answer(answering(envelope(UPDATE_ANSWER)));
    server.answer(answering('', status, { location: `${other.origin}/soap?key=1` }));
    const fault = await spcFaultOf(update());
    expect(fault.fault).toEqual({ kind: 'transport', why: 'unreadable' });
    expect(fault.message).toContain(`redirect to ${new URL(other.origin).host}, which is not followed`);
    expect(other.asked).toEqual([]);
    await other.close();
  });

  it('not to a certificate nobody vouches for, nor to one for another name', async () => {
    const secure = createServer(
      { cert: OTHER_HOST_CERTIFICATE, key: OTHER_HOST_KEY },
      (_request, response) => {
        response.end(envelope(UPDATE_ANSWER));
      },
    );
    let heard = 0;
    secure.on('request', () => (heard += 1));
    await new Promise<void>((resolve) => secure.listen(0, '127.0.0.1', resolve));
    const address = secure.address();
    if (address === null || typeof address === 'string') throw new Error('The server has no port.');
    const { port } = address;
    const unknown = await spcFaultOf(update(client({}, `https://localhost:${port}/`)));
    expect(unknown.message).toContain('its certificate is signed by itself');

    const agent = new Agent({
      connect: {
        ca: OTHER_HOST_CERTIFICATE,
        lookup: (_name, options, answer) => {
          if (options.all) answer(null, [{ address: '127.0.0.1', family: 4 }]);
          else answer(null, '127.0.0.1', 4);
        },
      },
    });
    const named = (host: string) => update(client({ send: httpSendOver(agent) }, `https://${host}:${port}/`));
    expect((await spcFaultOf(named('spc.example'))).message).toContain('its certificate is for another host');
    expect(heard).toBe(0);
    expect(await named('other.example')).toMatchObject({ accepted: true });
    await agent.destroy();
    secure.closeAllConnections();
    secure.close();
  });

  it('not to an inner address behind a name', async () => {
    const resolver = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
    const fault = await spcFaultOf(update(client({ resolver }, 'https://spc.example/soap')));
    expect(fault).toMatchObject({ fault: { kind: 'transport', why: 'refused_address' }, retryable: false });
  });
});

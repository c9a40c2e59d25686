import type { LookupAddress } from 'node:dns';
import { createServer } from 'node:https';
import type { Server } from 'node:https';
import { getCACertificates, setDefaultCACertificates, TLSSocket } from 'node:tls';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PostbackAnswer } from '#main/engine/ports/postback-transport.ts';
import { createPostbackTransport } from '#main/networks/http/postback-transport.ts';
import type { OpenTransport } from '#main/networks/http/postback-transport.ts';
import { checkTemplate, expandTemplate, isSavable } from '#shared/domain/macros.ts';
import { OTHER_HOST_CERTIFICATE, OTHER_HOST_KEY } from '#test/support/other-host-certificate.ts';
import { startScriptedServer, text } from '../invoca-server.ts';
import type { ScriptedServer } from '../invoca-server.ts';

/** In the part of IPv6 that is given out for the internet, but given to nobody: public, and nobody is there. */
const NOWHERE = '2e00::7';

let server: ScriptedServer;
let transport: OpenTransport;
/** What a name leads to: at the first look-up, at the second, and so on; the last answer stays. */
let names: Map<string, readonly (readonly string[])[]>;
let lookups: string[];

const addressesOf = (found: readonly string[]): LookupAddress[] =>
  found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

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
        ? Promise.resolve(addressesOf(found))
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
  more: { readonly inTest?: boolean; readonly timeoutMs?: number } = {},
): Promise<PostbackAnswer> {
  return transport.send({
    url: url.replace('PORT', port()),
    headers: { 'webhook-id': 'dlv_1' },
    timeoutMs: more.timeoutMs ?? 5000,
    allowLocal: more.inTest ?? false,
    signal: new AbortController().signal,
  });
}

const port = (): string => new URL(server.origin).port;

/** The list of desktop-practice.md C.7, then what else leads inside. */
const INNER_HOSTS: readonly (readonly [what: string, url: string])[] = [
  ['loopback', 'http://127.0.0.1:PORT/'],
  ['loopback as one decimal number', 'http://2130706433:PORT/'],
  ['loopback in hexadecimal and short', 'http://0x7f.1:PORT/'],
  ['loopback of IPv6', 'http://[::1]:PORT/'],
  ['a private address that IPv6 maps', 'http://[::ffff:10.0.0.1]/'],
  ['link-local IPv6', 'http://[fe80::1]/'],
  ['localhost with the root’s dot', 'http://localhost.:PORT/'],
  ['the metadata service', 'http://169.254.169.254/latest/meta-data/'],
  ['a user in the URL', 'http://user@partner.example/'],
  ['user and password in the URL', 'http://user:pass@partner.example/'],
  ['an inner host behind what looks like a user', 'http://partner.example@127.0.0.1:PORT/'],
  ['javascript:', 'javascript:alert(1)'],
  ['file:', 'file:///etc/passwd'],
  ['loopback in octal', 'http://0177.0.0.1:PORT/'],
  ['loopback, all octal', 'http://017700000001:PORT/'],
  ['loopback, all hexadecimal', 'http://0x7f000001:PORT/'],
  ['loopback, short', 'http://127.1:PORT/'],
  ['loopback elsewhere in its range', 'http://127.8.9.10:PORT/'],
  ['loopback with the root’s dot', 'http://127.0.0.1.:PORT/'],
  ['loopback in other digits', 'http://①②⑦.⓪.⓪.①:PORT/'],
  ['loopback with other dots', 'http://127。0。0。1:PORT/'],
  ['loopback, percent-encoded', 'http://127%2e0%2e0%2e1:PORT/'],
  ['loopback that IPv6 maps', 'http://[::ffff:127.0.0.1]:PORT/'],
  ['loopback that IPv6 maps, in groups', 'http://[::ffff:7f00:1]:PORT/'],
  ['loopback that IPv6 translates', 'http://[::ffff:0:127.0.0.1]:PORT/'],
  ['loopback through NAT64', 'http://[64:ff9b::127.0.0.1]:PORT/'],
  ['NAT64 of one’s own', 'http://[64:ff9b:1::7f00:1]:PORT/'],
  ['loopback through 6to4', 'http://[2002:7f00:1::]:PORT/'],
  ['loopback through ISATAP', 'http://[2a00::5efe:127.0.0.1]:PORT/'],
  ['Teredo', 'http://[2001:0:102:304::1]/'],
  ['an address compatible with IPv4', 'http://[::127.0.0.1]:PORT/'],
  ['localhost', 'http://localhost:PORT/'],
  ['localhost in capitals', 'http://LOCALHOST:PORT/'],
  ['localhost in wide letters', 'http://ｌｏｃａｌｈｏｓｔ:PORT/'],
  ['a name below localhost', 'http://deep.localhost:PORT/'],
  ['no address', 'http://0.0.0.0:PORT/'],
  ['no address, short', 'http://0:PORT/'],
  ['no address of IPv6', 'http://[::]:PORT/'],
  ['the metadata service in hexadecimal', 'http://0xa9fea9fe/'],
  ['the metadata service of containers', 'http://169.254.170.2/'],
  ['the metadata service over IPv6', 'http://[fd00:ec2::254]/'],
  ['a metadata service at an address that looks public', 'http://168.63.129.16/'],
  ['link-local', 'http://169.254.7.7/'],
  ['a private network of class A', 'http://10.0.0.1/'],
  ['a private network of class B', 'http://172.31.255.255/'],
  ['a private network of class C', 'http://192.168.1.1/'],
  ['a private network of IPv6', 'http://[fd12:3456::1]/'],
  ['a site of old IPv6', 'http://[fec0::1]/'],
  ['a provider’s inner network', 'http://100.64.0.1/'],
  ['multicast', 'http://224.0.0.1/'],
  ['multicast of IPv6', 'http://[ff02::1]/'],
  ['broadcast', 'http://255.255.255.255/'],
  ['a network for benchmarks', 'http://198.18.0.1/'],
  ['IPv6 that is given out to nobody', 'http://[4000::1]/'],
  ['gopher:', 'gopher://partner.example/'],
  ['no host', 'http://'],
];

describe('promise 14: no inner targets: loopback, link-local and private addresses are refused', () => {
  it.each(INNER_HOSTS)('%s: %s, without a look-up or a connection', async (_what, url) => {
    expect(await send(url)).toMatchObject({ kind: 'failure', reason: 'address_refused' });
    expect(server.asked).toHaveLength(0);
    expect(lookups).toEqual([]);
  });

  it.each([
    ['this machine', ['127.0.0.1']],
    ['this machine over IPv6', ['::1']],
    ['two addresses of which one is private', [NOWHERE, '10.0.0.5']],
    ['two addresses, the private one first', ['10.0.0.5', NOWHERE]],
    ['an IPv6 address that wraps this machine', ['::ffff:127.0.0.1']],
    ['a private network through NAT64', ['64:ff9b::a00:1']],
    ['a metadata service', ['169.254.169.254']],
    ['a link-local address with its zone', ['fe80::1%eth0']],
    ['a private network of IPv6', ['fd00::1']],
    ['a provider’s inner network', ['100.127.255.255']],
    ['a multicast group', ['239.1.1.1']],
    ['no address at all', ['0.0.0.0']],
    ['text that is no address', ['partner']],
  ])('a name that leads to %s is refused when the connection would be made', async (_what, addresses) => {
    names.set('partner.example', [addresses]);
    const answer = await send('http://partner.example:PORT/cb');
    expect(answer).toMatchObject({ kind: 'failure', reason: 'address_refused' });
    expect(answer.kind === 'failure' && answer.message).toContain('partner.example is not allowed');
    expect(server.asked).toHaveLength(0);
  });

  it('a name that leads to another address at its second look-up gains nothing: one look-up, checked, is what is connected to', async () => {
    names.set('rebinding.example', [[NOWHERE], ['127.0.0.1']]);
    const first = await send('http://rebinding.example:PORT/cb', { timeoutMs: 150 });
    expect(first).toMatchObject({ kind: 'failure' });
    expect(first).not.toMatchObject({ reason: 'address_refused' });
    expect(lookups).toEqual(['rebinding.example']);
    expect(server.asked).toHaveLength(0);
  });

  it('every attempt is checked anew: a name that has turned inner is refused the next time', async () => {
    names.set('rebinding.example', [[NOWHERE], ['127.0.0.1']]);
    await send('http://rebinding.example:PORT/cb', { timeoutMs: 150 });
    expect(await send('http://rebinding.example:PORT/cb')).toMatchObject({ reason: 'address_refused' });
    expect(server.asked).toHaveLength(0);
  });

  it.each([301, 302, 303, 307, 308])('a redirect (%i) to an inner address leads nowhere', async (status) => {
    const inner = await startScriptedServer();
    names.set('partner.example', [['127.0.0.1']]);
    server.answer(text('', status, { location: `${inner.origin}/admin` }));
    const answer = await send('http://partner.example:PORT/cb', { inTest: true });
    expect(answer).toMatchObject({ kind: 'answer', status });
    expect(inner.asked).toHaveLength(0);
    expect(server.asked).toHaveLength(1);
    await inner.close();
  });
});

describe('promise 14: a receiver that the user switched to "test"', () => {
  it('may be on this machine and in its networks, and is still no metadata service and no group of machines', async () => {
    names.set('partner.example', [['127.0.0.1']]);
    server.answer(text('ok'));
    expect(await send('http://partner.example:PORT/cb', { inTest: true })).toMatchObject({ status: 200 });
    for (const host of ['169.254.169.254', '[fd00:ec2::254]', '0.0.0.0', '224.0.0.1', '255.255.255.255']) {
      expect(await send(`http://${host}/`, { inTest: true })).toMatchObject({ reason: 'address_refused' });
    }
  });

  it('leaves no connection that is used after it is switched back', async () => {
    names.set('partner.example', [['127.0.0.1']]);
    server.answer(text('ok'));
    await send('http://partner.example:PORT/cb', { inTest: true });
    expect(await send('http://partner.example:PORT/cb')).toMatchObject({ reason: 'address_refused' });
    expect(server.asked).toHaveLength(1);
  });
});

describe('promise 14: what is filled into a URL', () => {
  it.each([
    'a#b',
    'a&payout=9',
    'a%0d%0aHost: 127.0.0.1',
    'a\r\nHost: 127.0.0.1',
    '@127.0.0.1/',
    '\\127.0.0.1',
  ])('a value of %j stays a value: host and parameters are those of the template', async (value) => {
    names.set('partner.example', [['127.0.0.1']]);
    server.answer(text('ok'));
    const template = 'http://partner.example:PORT/cb/{aff_sub2}?s={aff_sub2}&p={payout}'.replace(
      'PORT',
      port(),
    );
    const { url } = expandTemplate(template, { aff_sub2: value, payout: '21.00' });
    expect(await send(url, { inTest: true })).toMatchObject({ status: 200 });
    const [asked] = server.asked;
    expect(asked?.headers.host).toBe(`partner.example:${port()}`);
    expect([...(asked?.url.searchParams ?? [])]).toEqual([
      ['s', value],
      ['p', '21.00'],
    ]);
    expect(lookups).toEqual(['partner.example']);
  });

  it.each([
    'https://{aff_sub2}/cb?i={invoca_id}',
    'https://{aff_sub2}.partner.example/cb?i={invoca_id}',
    'https://partner.example{aff_sub2}/cb?i={invoca_id}',
    'https://partner.example:{aff_sub2}/cb?i={invoca_id}',
    'https://{aff_sub2}@partner.example/cb?i={invoca_id}',
    '{aff_sub2}://partner.example/cb?i={invoca_id}',
    'javascript:fetch("{invoca_id}")',
    'file:///{invoca_id}',
  ])('the template %s cannot be saved', (template) => {
    expect(isSavable(checkTemplate(template))).toBe(false);
  });
});

describe('promise 14: over TLS the name decides, whatever address it leads to', () => {
  const trusted = getCACertificates('default');
  let tls: Server;
  let asked: (string | false | null | undefined)[];
  beforeEach(async () => {
    asked = [];
    setDefaultCACertificates([OTHER_HOST_CERTIFICATE]);
    tls = createServer({ key: OTHER_HOST_KEY, cert: OTHER_HOST_CERTIFICATE }, ({ socket }, response) => {
      asked.push(socket instanceof TLSSocket ? socket.servername : null);
      response.end('ok');
    });
    tls.listen(0, '127.0.0.1');
    await once(tls, 'listening');
  });
  afterEach(async () => {
    setDefaultCACertificates(trusted);
    tls.closeAllConnections();
    tls.close();
    await once(tls, 'close');
  });
  const tlsPort = (): number => {
    const address = tls.address();
    if (address === null || typeof address === 'string') throw new Error('The server has no port.');
    return address.port;
  };

  it('the certificate is asked for and checked by the name in the URL', async () => {
    names.set('other.example', [['127.0.0.1']]);
    const answer = await send(`https://other.example:${tlsPort()}/cb`, { inTest: true });
    expect(answer).toMatchObject({ kind: 'answer', status: 200 });
    expect(asked).toEqual(['other.example']);
  });

  it('a certificate for another name is refused, and nothing is sent', async () => {
    names.set('partner.example', [['127.0.0.1']]);
    const answer = await send(`https://partner.example:${tlsPort()}/cb`, { inTest: true });
    expect(answer).toMatchObject({
      kind: 'failure',
      reason: 'unreachable',
      message: 'its certificate is for another host',
    });
    expect(asked).toEqual([]);
  });
});

describe('promise 14: behind a proxy', () => {
  it('the URL is still checked before the proxy is given it', async () => {
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
    for (const [, url] of INNER_HOSTS) {
      expect(await ask(url.replace('PORT', '80'))).toMatchObject({ reason: 'address_refused' });
    }
    expect(await ask('https://partner.example/')).toMatchObject({ status: 200 });
    expect(proxied).toEqual(['https://partner.example/']);
    await behind.close();
  });
});

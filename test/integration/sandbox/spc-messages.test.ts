import { gzipSync } from 'node:zlib';
import { createClientAsync, WSSecurity } from 'soap';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startPractice, type Practice } from '#test/support/practice.ts';
import { payloadOf, schemaErrors } from '#test/support/spc-schema.ts';
import { field, information, spcCaller, type Deviation, type SoapAnswer } from './spc-caller.ts';

const START = Date.parse('2026-03-02T15:04:04.120Z');
const MINUTE = 60_000;
const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';
const SPC = 'urn:example:spc:session-numbers:v1';
let now = START;
let practice: Practice;
beforeAll(async () => {
  practice = await startPractice({ seed: 6, clock: () => now, spc: { rate: { perSecond: 0 } } });
});
afterAll(() => practice.stop());

const spc = spcCaller(
  () => practice,
  () => now,
);
let references = 0;
const content = (): string =>
  field('campaignId', 'spring-offer-7') + field('clientReference', `reference-${(references += 1)}`);
const ask = (deviation: Deviation): Promise<SoapAnswer> =>
  spc.call('GetSessionPhoneNumber', content(), deviation);
const refusal = async (deviation: Deviation): Promise<[number, string | undefined, string | undefined]> => {
  const answer = await ask(deviation);
  return [answer.status, answer.fault, answer.text('reason')];
};
const CREDENTIALS = [500, 'Client/AuthenticationFailed', 'CREDENTIALS'];
const TIMESTAMP = [500, 'Client/AuthenticationFailed', 'TIMESTAMP'];
const basic = (user: string, key: string): Deviation => ({
  header: '',
  headers: { authorization: `Basic ${Buffer.from(`${user}:${key}`).toString('base64')}` },
});

describe('who is let in', () => {
  test('a wrong key and an unknown user look alike', async () => {
    const wrong = await ask({ key: 'spc_wrong' });
    const unknown = await ask({ user: 'nobody' });
    for (const answer of [wrong, unknown]) {
      expect([answer.status, answer.fault, answer.text('reason')]).toEqual(CREDENTIALS);
      expect(answer.text('retryable')).toBe('false');
    }
    expect(wrong.text('message')).toBe(unknown.text('message'));
    expect(wrong.xml).not.toContain('spc_wrong');
  });

  test('nothing, and both ways at once', async () => {
    expect(await refusal({ header: '' })).toEqual(CREDENTIALS);
    const { spcUser, spcKey } = practice.network;
    expect(await refusal({ headers: basic(spcUser, spcKey).headers ?? {} })).toEqual(CREDENTIALS);
  });

  test('Basic with the same user and key', async () => {
    const { spcUser, spcKey } = practice.network;
    expect((await ask(basic(spcUser, spcKey))).status).toBe(200);
    expect(await refusal(basic(spcUser, 'wrong'))).toEqual(CREDENTIALS);
    expect(await refusal({ header: '', headers: { authorization: 'Bearer x' } })).toEqual(CREDENTIALS);
  });

  test('a digest, or a password without a nonce, is not taken', async () => {
    const header = spc.security();
    expect(await refusal({ header: header.replace('#PasswordText', '#PasswordDigest') })).toEqual(
      CREDENTIALS,
    );
    expect(await refusal({ header: header.replace(/<wsse:Nonce.*<\/wsse:Nonce>/, '') })).toEqual(CREDENTIALS);
    expect(await refusal({ nonce: 'c2hvcnQ=' })).toEqual(CREDENTIALS);
  });

  test('a clock 6 minutes off, either way; 5 minutes pass', async () => {
    for (const minutes of [-6, 6]) {
      const answer = await ask({ created: now + minutes * MINUTE });
      expect([answer.status, answer.fault, answer.text('reason')]).toEqual(TIMESTAMP);
      expect(answer.text('retryable')).toBe('true');
    }
    expect((await ask({ created: now + 5 * MINUTE })).status).toBe(200);
    expect((await ask({ created: now - 5 * MINUTE + 1 })).status).toBe(200);
    expect(
      await refusal({ header: spc.security().replace(/<wsu:Timestamp>.*<\/wsu:Timestamp>/, '') }),
    ).toEqual(TIMESTAMP);
  });

  test('when the server’s clock is off it says so by its Date', async () => {
    await practice.control.setSpc({ clock_offset_minutes: 6 });
    const answer = await ask({});
    await practice.control.setSpc({ clock_offset_minutes: 0 });
    expect(answer.text('reason')).toBe('TIMESTAMP');
    expect(Date.parse(answer.headers.get('date') ?? '') - now).toBeGreaterThan(5.9 * MINUTE);
  });

  test('a nonce counts once in ten minutes', async () => {
    const nonce = 'q83vEjRWeJCrze8SNFZ4kA==';
    expect((await ask({ nonce })).status).toBe(200);
    now += 10 * MINUTE - 1;
    expect(await refusal({ nonce })).toEqual(CREDENTIALS);
    now += 1;
    expect((await ask({ nonce })).status).toBe(200);
  });

  test('a foreign customer is out of scope, with a right key', async () => {
    for (const customer of ['bramble', 'foreign-estate', 'never-heard-of']) {
      const answer = await spc.call('GetSessionPhoneNumber', field('customerId', customer) + content());
      expect(answer.text('reason')).toBe('SCOPE');
    }
  });

  test('a key for several customers must say which', async () => {
    const agency = (await practice.control.spcState()).users.find(({ customers }) => customers.length > 1);
    const credentials = { user: agency?.user ?? '', key: agency?.key ?? '' };
    expect((await ask(credentials)).violations).toEqual(['customerId REQUIRED']);
    const named = await spc.call(
      'GetSessionPhoneNumber',
      field('customerId', 'acme') + content(),
      credentials,
    );
    expect(named.status).toBe(200);
  });

  test('a server that knows no security headers says so', async () => {
    await practice.control.setSpc({ security_headers: 'refused' });
    const answer = await ask({});
    const { spcUser, spcKey } = practice.network;
    const byBasic = await ask(basic(spcUser, spcKey));
    await practice.control.setSpc({ security_headers: 'accepted' });
    expect([answer.fault, byBasic.status]).toEqual(['MustUnderstand', 200]);
  });
});

describe('too many requests', () => {
  test('ten a second, twenty at once, per key', async () => {
    await practice.control.setSpc({ rate: 10, burst: 20 });
    const answers: SoapAnswer[] = [];
    for (let count = 0; count < 22; count += 1) answers.push(await ask({}));
    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused.map(({ fault }) => fault)).toEqual(['Server/RateLimited', 'Server/RateLimited']);
    const told = ['retryable', 'limit', 'windowSeconds', 'retryAfterSeconds'].map((name) =>
      refused[0]?.text(name),
    );
    expect(told).toEqual(['true', '10', '1', '1']);
    now += 100;
    expect((await ask({})).status).toBe(200);
    expect((await ask({})).fault).toBe('Server/RateLimited');
    const [, agency] = (await practice.control.spcState()).users;
    expect((await ask({ user: agency?.user ?? '', key: agency?.key ?? '' })).violations).toEqual([
      'customerId REQUIRED',
    ]);
    await practice.control.setSpc({ rate: 0 });
  });
});

/** An allocation in which everything that may be written differently can be. */
function envelope(
  shape: { readonly before?: string; readonly body?: string; readonly header?: string } = {},
): string {
  const { before = '<?xml version="1.0" encoding="UTF-8"?>', header = spc.security() } = shape;
  const body = shape.body ?? `<GetSessionPhoneNumber xmlns="${SPC}">${content()}</GetSessionPhoneNumber>`;
  return `${before}<e:Envelope xmlns:e="${SOAP}"><e:Header>${header}</e:Header><e:Body>${body}</e:Body></e:Envelope>`;
}
const utf16 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(Buffer.from(`\uFEFF${text}`, 'utf16le'));

describe('how a message may be written', () => {
  test.each([
    ['another prefix', (): string => envelope().replaceAll(/(<\/?|xmlns:| )e(?=[:=])/g, '$1Any-prefix.1')],
    [
      'the envelope in the default namespace',
      (): string =>
        envelope()
          .replaceAll(/<(\/?)e:/g, '<$1')
          .replace('xmlns:e=', `xmlns="${SOAP}" xmlns:e=`),
    ],
    [
      'prefixed content',
      (): string =>
        envelope({
          body: `<p:GetSessionPhoneNumber xmlns:p="${SPC}">${content().replaceAll(/<(\/?)(\w)/g, '<$1p:$2')}</p:GetSessionPhoneNumber>`,
        }),
    ],
    ['no declaration', (): string => envelope({ before: '' })],
    ['a byte order mark', (): string => `\uFEFF${envelope()}`],
    [
      'comments and CDATA',
      (): string => envelope().replace('spring-offer-7', '<!-- c --><![CDATA[spring]]>-offer-7'),
    ],
    ['character references', (): string => envelope().replace('spring', '&#115;&#x70;ring')],
    ['space around identifiers', (): string => envelope().replace('spring-offer-7', '\n  spring-offer-7\t')],
    [
      'an unknown header',
      (): string => envelope({ header: `${spc.security()}<t:T xmlns:t="urn:t">1</t:T>` }),
    ],
  ])('%s', async (_name, body) => {
    const answer = await ask({ body: body() });
    expect(answer.xml).toContain('<replayed>false</replayed>');
  });

  test.each([
    ['a document type', () => envelope({ before: '<!DOCTYPE x>' })],
    ['a document type in small letters', () => envelope({ before: '<!doctype x>' })],
    [
      'an entity bomb',
      () =>
        envelope({ before: '<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>' }).replace('spring', '&b;'),
    ],
    [
      'an external entity',
      () =>
        envelope({ before: '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>' }).replace(
          'spring',
          '&a;',
        ),
    ],
    ['an entity nobody declared', () => envelope().replace('spring', '&nbsp;')],
    ['a processing instruction', () => envelope({ before: '<?xml-stylesheet href="x"?>' })],
    ['another declared encoding', () => envelope({ before: '<?xml version="1.0" encoding="ISO-8859-1"?>' })],
    ['UTF-16', () => utf16(envelope({ before: '<?xml version="1.0" encoding="UTF-16"?>' }))],
    ['malformed bytes', () => Uint8Array.from(Buffer.from(envelope().replace('spring', 's\xe9'), 'latin1'))],
    ['a character XML cannot carry', () => envelope().replace('spring', '&#1;')],
    ['truncated XML', () => envelope().slice(0, -40)],
    ['an empty body', () => ''],
    ['no XML', () => '{"campaignId":"spring-offer-7"}'],
    ['a prefix that stands for nothing', () => envelope().replace('<GetSession', '<q:GetSession')],
    ['two body children', () => envelope({ body: `<a xmlns="${SPC}"/><b xmlns="${SPC}"/>` })],
    ['an empty SOAP body', () => envelope({ body: '' })],
    ['text beside the body’s element', () => envelope().replace('<e:Body>', '<e:Body>text')],
    ['another root', () => `<Envelope xmlns="urn:other"/>`.replace('Envelope', 'Letter')],
    ['two security headers', () => envelope({ header: spc.security() + spc.security() })],
    [
      'a wsu:Id with colons',
      () => envelope().replace('<wsu:Timestamp>', '<wsu:Timestamp wsu:Id="T-15:04:04">'),
    ],
    ['an operation that does not exist', () => envelope({ body: `<GetWeather xmlns="${SPC}"/>` })],
    [
      'an operation of another namespace',
      () => envelope().replace(SPC, 'urn:example:spc:session-numbers:v2'),
    ],
    ['elements too deep', () => envelope({ body: '<a>'.repeat(30) + '</a>'.repeat(30) })],
    ['a body over 64 KiB', () => envelope({ before: `<!--${'x'.repeat(66_000)}-->` })],
  ])('not with %s', async (_name, body) => {
    const given = (await practice.control.spcState()).numbers_given;
    const answer = await ask({ body: body() });
    expect(answer.fault).toBe('Client');
    expect(answer.xml).not.toContain('<detail>');
    expect((await practice.control.spcState()).numbers_given).toBe(given);
  });

  test('another envelope, and a header that must be understood', async () => {
    const soap12 = await ask({
      body: envelope().replaceAll(SOAP, 'http://www.w3.org/2003/05/soap-envelope'),
    });
    expect(soap12.fault).toBe('VersionMismatch');
    const header = `${spc.security()}<t:T xmlns:t="urn:t" e:mustUnderstand="1"/>`;
    expect((await ask({ body: envelope({ header }) })).fault).toBe('MustUnderstand');
  });

  test('the transport must be right too', async () => {
    const action = (soapaction: string): Promise<SoapAnswer> => ask({ headers: { soapaction } });
    expect((await action(`${SPC}/GetSessionPhoneNumber`)).fault).toBe('Client');
    expect((await action(`"${SPC}/GetSessionCalls"`)).fault).toBe('Client');
    expect((await action(`"${SPC}/GetSessionPhoneNumber"`)).status).toBe(200);
    expect((await ask({ headers: { 'content-type': 'application/soap+xml' } })).status).toBe(415);
    expect((await ask({ headers: { 'content-type': 'text/xml; charset=utf-16' } })).status).toBe(415);
    expect((await ask({ headers: { 'content-type': 'text/xml' } })).status).toBe(200);
    expect((await ask({ method: 'GET' })).status).toBe(405);
    const packed = Uint8Array.from(gzipSync(envelope()));
    expect((await ask({ body: packed, headers: { 'content-encoding': 'gzip' } })).status).toBe(415);
  });
});

const allocated = z.object({
  session: z.object({ sessionId: z.string(), informationVersion: z.coerce.number() }),
  replayed: z.boolean(),
});
const updated = z.object({ accepted: z.boolean(), informationVersion: z.coerce.number() });

test('a SOAP library that never heard of this project gets along with it', async () => {
  const { spcUser, spcKey, spcUrl } = practice.network;
  now = Date.now();
  await practice.control.setSpc({ strict_ids: false });
  const wsdl = fileURLToPath(new URL('../../../docs/session-numbers.wsdl', import.meta.url));
  const client = await createClientAsync(wsdl, {}, spcUrl);
  const security = { hasNonce: true, mustUnderstand: true, passwordType: 'PasswordText' };
  client.setSecurity(new WSSecurity(spcUser, spcKey, security));
  const call = async (operation: string, message: object): Promise<unknown> => {
    const method: unknown = Reflect.get(client, `${operation}Async`);
    if (typeof method !== 'function') throw new Error(`the library knows no ${operation}`);
    const answers: unknown = await Reflect.apply(method, client, [message]);
    return Array.isArray(answers) ? answers[0] : answers;
  };
  const first = allocated.parse(
    await call('GetSessionPhoneNumber', {
      campaignId: 'spring-offer-7',
      clientReference: 'third-party-1',
      information: { keywords: { keyword: ['one', 'two & three'] } },
    }),
  );
  expect([first.session.informationVersion, first.replayed]).toEqual([1, false]);
  const { sessionId } = first.session;
  const change = await call('UpdateSessionInformation', {
    session: { sessionId },
    information: { customFields: { field: [{ name: 'ad_copy', value: 'ä < b' }] } },
  });
  expect(updated.parse(change)).toEqual({ accepted: true, informationVersion: 2 });
  const state = await practice.control.spcState({ session_id: sessionId });
  expect(state.sessions[0]?.versions.at(-1)).toMatchObject({
    keywords: ['one', 'two & three'],
    fields: { ad_copy: 'ä < b' },
  });
  await call('ReleaseSessionPhoneNumber', { sessionId });
  expect((await practice.control.spcState({ session_id: sessionId })).sessions[0]?.state).toBe('RELEASED');
  await expect(
    call('GetSessionPhoneNumber', { campaignId: 'none', clientReference: 'third-party-2' }),
  ).rejects.toThrow(/No SPC campaign/);
  await practice.control.setSpc({ strict_ids: true });
});

test('with prefixes and extensions the answers mean the same', async () => {
  await practice.control.setSpc({ prefixed: true, extended: true });
  const answer = await ask({});
  await practice.control.setSpc({ prefixed: false });
  expect(answer.xml).toContain('<n7:sessionId>');
  expect(answer.xml).toContain('urn:example:practice:extension');
  expect(await schemaErrors([payloadOf(answer.xml).replace(/<n7:\w+/, `$& xmlns:n7="${SPC}"`)])).toEqual([]);
  const extended = await spc.call('GetSessionPhoneNumber', content() + information(['x'], {}));
  await practice.control.setSpc({ extended: false });
  expect(extended.xml).toContain('<poolTier xmlns="urn:example:practice:extension">');
});

test('every answer so far is what the WSDL promises', async () => {
  const payloads = spc.heard.map(({ xml }) => payloadOf(xml)).filter((payload) => payload.startsWith('<Get'));
  const faults = spc.heard.map(({ xml }) => payloadOf(xml)).filter((payload) => /^<[A-Z]/.test(payload));
  expect(payloads.length).toBeGreaterThan(30);
  expect(await schemaErrors([...payloads, ...faults])).toEqual([]);
  expect(await schemaErrors([(payloads[0] ?? '').replace('<state>ACTIVE', '<state>LOST')])).not.toEqual([]);
});

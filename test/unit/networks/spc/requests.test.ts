import { randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SessionClient } from '#main/engine/ports/session-client.ts';
import { sessionClients } from '#main/networks/spc/spc-client.ts';
import type { XmlElement } from '#main/networks/xml/element.ts';
import { readXml, SOAP_LIMITS } from '#main/networks/xml/reader.ts';
import type { InformationUpdate } from '#shared/domain/session-information.ts';
import { updateViolations } from '#shared/domain/session-request-check.ts';
import { storedUpdate } from '#shared/domain/session-text.ts';
import { SPC_NAMESPACE } from '#shared/domain/spc-endpoint.ts';
import { SpcFault } from '#shared/domain/spc-fault.ts';
import { anyText } from '#test/support/any-text.ts';
import {
  envelope,
  scriptedSend,
  soapAnswer,
  spcAccount,
  SPC_KEY,
  spcFaultOf,
  UPDATE_ANSWER,
} from '#test/support/spc/account.ts';
import { payloadOf, schemaErrors } from '#test/support/spc-schema.ts';

const NOW = Date.parse('2026-03-02T15:04:04.120Z');
const signal = new AbortController().signal;

/** A client whose every request is kept and answered with an accepted update. */
function keeping(change: Parameters<typeof spcAccount>[0] = {}) {
  const { send, sent } = scriptedSend(soapAnswer(envelope(UPDATE_ANSWER)));
  const client = sessionClients({ send, clock: () => NOW })(spcAccount(change), SPC_KEY);
  return { client, sent };
}

/** What a call of the client sends, though the answer may not fit it. */
async function sentBy(
  work: (client: SessionClient) => Promise<unknown>,
  change: Parameters<typeof spcAccount>[0] = {},
) {
  const { client, sent } = keeping(change);
  await work(client).catch((error: unknown) => {
    if (!(error instanceof SpcFault) || error.fault.kind !== 'transport') throw error;
  });
  const [request] = sent;
  if (!request) throw new Error('Nothing was sent.');
  return { ...request, body: request.body ?? '' };
}

const standalone = (body: string): string =>
  payloadOf(body).replace(/^<s:\w+/, `$& xmlns:s="${SPC_NAMESPACE}"`);
const read = (body: string): XmlElement => readXml(new TextEncoder().encode(body), SOAP_LIMITS);
const below = (element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined =>
  path.reduce<XmlElement | undefined>(
    (current, name) => current?.children.find((child) => child.name === name),
    element,
  );
const texts = (element: XmlElement | undefined): string[] =>
  element?.children.map((child) => child.text) ?? [];

const update = (change: InformationUpdate, expectedVersion: number | null = null) => ({
  session: { sessionId: 'ses-8f31c0' },
  update: change,
  expectedVersion,
  signal,
});

describe('the envelope', () => {
  it('goes by POST as text/xml with a quoted action, and the key in the security header only', async () => {
    const request = await sentBy((client) => client.release({ sessionId: 'ses-8f31c0', signal }));
    expect(request.method).toBe('POST');
    expect(request.url.href).toBe('https://spc.example/soap/v1');
    expect(request.headers).toEqual({
      'content-type': 'text/xml; charset=utf-8',
      accept: 'text/xml',
      soapaction: `"${SPC_NAMESPACE}/ReleaseSessionPhoneNumber"`,
    });
    const security = below(read(request.body), 'Header', 'Security');
    expect(security?.attributes).toEqual([
      { namespace: 'http://schemas.xmlsoap.org/soap/envelope/', name: 'mustUnderstand', value: '1' },
    ]);
    expect(texts(below(security, 'Timestamp'))).toEqual([
      '2026-03-02T15:04:04.120Z',
      '2026-03-02T15:09:04.120Z',
    ]);
    const token = below(security, 'UsernameToken');
    expect(below(token, 'Username')?.text).toBe('acme-affiliates');
    expect(below(token, 'Password')?.text).toBe(SPC_KEY);
    expect(below(token, 'Password')?.attributes[0]?.value).toMatch(/#PasswordText$/);
    expect(Buffer.from(below(token, 'Nonce')?.text ?? '', 'base64')).toHaveLength(16);
    expect(below(token, 'Created')?.text).toBe('2026-03-02T15:04:04.120Z');
    expect(request.body).not.toMatch(/wsu:Id/);
  });

  it('has another nonce and time each time, and the same body', async () => {
    let now = NOW;
    const { send, sent } = scriptedSend(soapAnswer(envelope(UPDATE_ANSWER)));
    const client = sessionClients({ send, clock: () => (now += 1000), nonce: () => randomBytes(16) })(
      spcAccount(),
      SPC_KEY,
    );
    for (let count = 0; count < 3; count += 1) await client.updateInformation(update({ mode: 'replace' }));
    const token = (body: string | null) => below(read(body ?? ''), 'Header', 'Security', 'UsernameToken');
    expect(new Set(sent.map(({ body }) => below(token(body), 'Nonce')?.text)).size).toBe(3);
    expect(new Set(sent.map(({ body }) => below(token(body), 'Created')?.text)).size).toBe(3);
    expect(new Set(sent.map(({ body }) => payloadOf(body ?? ''))).size).toBe(1);
  });

  it('with Basic: a header of HTTP and none of SOAP', async () => {
    const request = await sentBy((client) => client.release({ sessionId: 'ses-8f31c0', signal }), {
      authentication: 'basic',
    });
    const credentials = Buffer.from(`acme-affiliates:${SPC_KEY}`).toString('base64');
    expect(request.headers['authorization']).toBe(`Basic ${credentials}`);
    expect(read(request.body).children.map(({ name }) => name)).toEqual(['Body']);
    expect(request.body).not.toContain('demo-key');
  });

  it('uses the account’s own namespace in body and action', async () => {
    const namespace = 'https://soap.example/spc?v=2';
    const request = await sentBy((client) => client.release({ sessionId: 'ses-8f31c0', signal }), {
      namespace,
      endpoint: ' https://soap.example/spc.php?service=1 ',
    });
    expect(request.url.href).toBe('https://soap.example/spc.php?service=1');
    expect(request.headers['soapaction']).toBe(`"${namespace}/ReleaseSessionPhoneNumber"`);
    expect(below(read(request.body), 'Body')?.children[0]?.namespace).toBe(namespace);
  });
});

describe('the body', () => {
  it('of each operation is what the schema of the WSDL asks for', async () => {
    const information = { keywords: ['spring offer'], fields: { ad_copy: 'B: 24 hours & 20% off' } };
    const bodies = await Promise.all([
      sentBy((client) =>
        client.requestNumber({
          campaignId: ' spring-offer-7\n',
          clientReference: 'spring-offer-7:msg-000412',
          ttlSeconds: 14_400,
          information,
          signal,
        }),
      ),
      sentBy(
        (client) =>
          client.requestNumber({
            campaignId: 'spring-offer-7',
            clientReference: 'spring-offer-7:msg-000412',
            ttlSeconds: null,
            information: { keywords: [], fields: {} },
            signal,
          }),
        { customerId: '' },
      ),
      sentBy((client) =>
        client.updateInformation(update({ mode: 'merge', ...information, remove: ['promo_code'] }, 1)),
      ),
      sentBy((client) => client.updateInformation(update({ mode: 'merge', keywords: [] }))),
      sentBy((client) => client.updateInformation(update({ mode: 'merge', remove: ['a'] }))),
      sentBy((client) => client.updateInformation(update({ mode: 'replace' }))),
      sentBy((client) =>
        client.updateInformation({
          ...update({ mode: 'replace' }),
          session: { phoneNumber: '+12025550143' },
        }),
      ),
      sentBy((client) => client.release({ sessionId: 'ses-8f31c0', signal })),
      sentBy((client) => client.probe({ signal })),
      sentBy((client) =>
        client.calls({
          campaignId: 'spring-offer-7',
          sessionId: 'ses-8f31c0',
          startedFrom: NOW - 86_400_000,
          startedBefore: NOW,
          fields: { ad_copy: 'Ünï & <co>' },
          pageSize: 500,
          cursor: 'eyJhZnRlciI6ImNhbGwtNzcxMjAifQ',
          signal,
        }),
      ),
    ]);
    expect(await schemaErrors(bodies.map(({ body }) => standalone(body)))).toEqual([]);
    const payloads = bodies.map(({ body }) => payloadOf(body));
    expect(payloads[0]).toContain('<s:campaignId>spring-offer-7</s:campaignId>');
    expect(payloads[1]).not.toMatch(/information|customerId|Ttl/);
    expect(payloads[2]).toContain('<s:expectedVersion>1</s:expectedVersion>');
    expect(payloads[3]).toContain('<s:information><s:keywords></s:keywords></s:information>');
    expect(payloads[4]).not.toContain('information>');
    expect(payloads[5]).toContain('<s:mode>REPLACE</s:mode><s:information></s:information>');
  });

  it('asks for no more calls at once than can be read', async () => {
    const { body } = await sentBy((client) =>
      client.calls({
        campaignId: 'c',
        startedFrom: NOW - 1,
        startedBefore: NOW,
        pageSize: 500,
        cursor: null,
        signal,
      }),
    );
    expect(body).toContain('<s:pageSize>160</s:pageSize>');
    expect(body).toContain('<s:startedFrom>2026-03-02T15:04:04.119Z</s:startedFrom>');
  });

  it('carries any text within the limits to the letter, and refuses the rest before it is sent', async () => {
    const text = fc.oneof(anyText, fc.string({ unit: 'binary', maxLength: 300 }), fc.string());
    const name = fc.oneof(
      fc.stringMatching(/^[a-z][a-z0-9_]{0,5}$/),
      fc.constantFrom('landing_page', 'twitter_id', 'No'),
    );
    const change: fc.Arbitrary<InformationUpdate> = fc.record({
      mode: fc.constantFrom('merge', 'replace'),
      keywords: fc.option(fc.array(text, { maxLength: 22 }), { nil: undefined }),
      fields: fc.option(fc.dictionary(name, text, { maxKeys: 26 }), { nil: undefined }),
    });
    const valid: string[] = [];
    await fc.assert(
      fc.asyncProperty(change, async (wanted) => {
        const { client, sent } = keeping();
        const violations = updateViolations({ ...update(wanted) });
        if (violations.length > 0) {
          const { fault, retryable } = await spcFaultOf(client.updateInformation(update(wanted)));
          expect(retryable).toBe(false);
          expect(fault).toMatchObject({ kind: 'invalid_field' });
          if (fault.kind !== 'invalid_field') return;
          expect(fault.violations.map(({ field }) => field)).toEqual(violations.map(({ path }) => path));
          expect(sent).toEqual([]);
          return;
        }
        await client.updateInformation(update(wanted));
        const body = sent[0]?.body ?? '';
        valid.push(standalone(body));
        const stored = storedUpdate(wanted);
        const information = below(read(body), 'Body', 'UpdateSessionInformation', 'information');
        expect(texts(below(information, 'keywords'))).toEqual(stored.keywords ?? []);
        const fields = below(information, 'customFields')?.children.map(texts) ?? [];
        expect(fields).toEqual(Object.entries(stored.fields ?? {}));
      }),
      { numRuns: 400 },
    );
    expect(valid.length).toBeGreaterThan(50);
    expect(await schemaErrors(valid)).toEqual([]);
  });
});

describe('an account that cannot be asked', () => {
  it.each([
    [{ endpoint: 'http://spc.example/soap' }, 'Plain http would send the key in the clear'],
    [{ endpoint: 'ftp://spc.example/soap' }, 'must start with https'],
    [{ endpoint: 'https://u:p@spc.example/soap' }, 'must not carry a user'],
    [{ endpoint: 'spc' }, 'is not an address'],
    [{ namespace: 'a b' }, 'is not a namespace'],
    [{ namespace: 'urn:x"y' }, 'is not a namespace'],
    [{ authentication: 'basic', apiUser: 'a:b' }, 'a “:”'],
    [{ apiUser: 'a\u0000' }, 'characters none has'],
    [{ customerId: 'a b' }, 'The customer may have letters'],
  ] as const)('%j sends nothing and says why', async (change, why) => {
    const { client, sent } = keeping(change);
    const fault = await spcFaultOf(client.probe({ signal }));
    expect(fault.message).toContain(why);
    expect(fault.retryable).toBe(false);
    expect(sent).toEqual([]);
  });

  it('nor one without extensions for an extension, nor one with no key', async () => {
    const { client, sent } = keeping({ extensions: false });
    expect((await spcFaultOf(client.release({ sessionId: 'a', signal }))).message).toContain(
      'does not offer',
    );
    expect(sent).toEqual([]);
    const { send } = scriptedSend();
    const keyless = sessionClients({ send })(spcAccount(), ' \n');
    expect((await spcFaultOf(keyless.probe({ signal }))).fault).toEqual({
      kind: 'authentication',
      reason: 'CREDENTIALS',
    });
  });
});

import { gunzipSync } from 'node:zlib';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Fault } from '#main/sandbox/faults.ts';
import { startPractice, type Practice } from '#test/support/practice.ts';
import { payloadOf, schemaErrors } from '#test/support/spc-schema.ts';
import { field, information, spcCaller, type SoapAnswer } from './spc-caller.ts';

const now = Date.parse('2026-03-02T15:04:04.120Z');
let practice: Practice;
beforeAll(async () => {
  practice = await startPractice({ seed: 10, clock: () => now, spc: { rate: { perSecond: 0 } } });
});
afterAll(() => practice.stop());
afterEach(() => practice.control.clearFaults());

const spc = spcCaller(
  () => practice,
  () => now,
);
let references = 0;
const allocate = (): Promise<SoapAnswer> =>
  spc.call(
    'GetSessionPhoneNumber',
    field('campaignId', 'follower-offer') + field('clientReference', `faults-${(references += 1)}`),
  );
const fault = (given: Omit<Fault, 'target'>): Promise<void> =>
  practice.control.setFault({ target: 'spc', times: 1, ...given });
const given = async (): Promise<number> => (await practice.control.spcState()).numbers_given;

describe('SOAP faults on demand', () => {
  test.each([
    ['CREDENTIALS', 'Client/AuthenticationFailed'],
    ['TIMESTAMP', 'Client/AuthenticationFailed'],
    ['SCOPE', 'Client/AuthenticationFailed'],
    ['CampaignNotFound', 'Client/CampaignNotFound'],
    ['PoolExhausted', 'Server/PoolExhausted'],
    ['SessionExpired', 'Client/SessionExpired'],
    ['InvalidField', 'Client/InvalidField'],
    ['RateLimited', 'Server/RateLimited'],
    ['Client', 'Client'],
    ['Server', 'Server'],
    ['MustUnderstand', 'MustUnderstand'],
    ['VersionMismatch', 'VersionMismatch'],
  ] as const)('%s', async (soapFault, told) => {
    const before = await given();
    await fault({ kind: 'soap-fault', soapFault });
    const answer = await allocate();
    expect([answer.status, answer.fault]).toEqual([500, told]);
    expect(await given()).toBe(before);
  });

  test.each([200, 400, 401, 403, 404, 429, 503])('under HTTP %i', async (status) => {
    await fault({ kind: 'soap-fault', soapFault: 'RateLimited', status, retryAfter: 7 });
    const answer = await allocate();
    expect([answer.status, answer.fault, answer.text('retryAfterSeconds')]).toEqual([
      status,
      'Server/RateLimited',
      '7',
    ]);
  });

  test('for a request that was carried out all the same', async () => {
    const before = await given();
    await fault({ kind: 'soap-fault', soapFault: 'Server', when: 'after' });
    expect((await allocate()).fault).toBe('Server');
    expect(await given()).toBe(before + 1);
  });

  test('for one operation only', async () => {
    await fault({ kind: 'soap-fault', addressContains: 'UpdateSessionInformation' });
    const { status, text } = await allocate();
    const update = `<session>${field('sessionId', text('sessionId') ?? '')}</session>${information(['x'], {})}`;
    expect(status).toBe(200);
    expect((await spc.call('UpdateSessionInformation', update)).fault).toBe('Server');
  });
});

describe('answers that are none', () => {
  test('lost before and after the request took effect', async () => {
    const before = await given();
    await fault({ kind: 'cut', when: 'before' });
    await expect(allocate()).rejects.toThrow(TypeError);
    expect(await given()).toBe(before);
    for (const when of ['after', 'middle'] as const) {
      await fault({ kind: 'cut', when });
      await expect(allocate()).rejects.toThrow(TypeError);
    }
    expect(await given()).toBe(before + 2);
  });

  test('an HTML page, a plain 429, a redirect', async () => {
    await fault({ kind: 'html' });
    const page = await allocate();
    expect([page.status, page.xml.includes('<html>')]).toEqual([502, true]);
    await fault({ kind: '429', retryAfter: 3 });
    const limited = await allocate();
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '3']);
    await fault({ kind: 'status', status: 307, headers: { location: 'https://spc.example/elsewhere' } });
    const response = await fetch(practice.network.spcUrl, { method: 'POST', redirect: 'manual' });
    expect(response.status).toBe(307);
  });

  test('an empty body, and truncated XML, after the request took effect', async () => {
    const before = await given();
    await fault({ kind: 'empty' });
    expect((await allocate()).xml).toBe('');
    await fault({ kind: 'truncate' });
    expect((await allocate()).xml).not.toContain('</soapenv:Envelope>');
    expect(await given()).toBe(before + 2);
  });
});

describe('answers that are spoiled', () => {
  test('a document type, an entity bomb, an external entity nobody should fetch', async () => {
    await fault({ kind: 'dtd' });
    expect((await allocate()).xml).toContain('<!DOCTYPE');
    await fault({ kind: 'entity-bomb' });
    const bomb = (await allocate()).xml;
    expect(bomb).toContain('<!ENTITY b8 "&b7;&b7;');
    expect(bomb).toContain('<requestId>&b8;</requestId>');
    await fault({ kind: 'external-entity' });
    const external = (await allocate()).xml;
    const url = /SYSTEM "([^"]*)"/.exec(external)?.[1] ?? '';
    expect((await practice.control.received('external-entity')).total).toBe(0);
    await fetch(url);
    expect((await practice.control.received('external-entity')).total).toBe(1);
  });

  test('two children, and too much', async () => {
    await fault({ kind: 'two-children' });
    expect((await allocate()).texts('replayed')).toHaveLength(2);
    await fault({ kind: 'oversize' });
    expect((await allocate()).xml.length).toBeGreaterThan(8 * 1024 * 1024);
  });

  test('times without a zone, and with another than Z', async () => {
    await fault({ kind: 'zoneless-times' });
    const zoneless = await allocate();
    expect(zoneless.text('allocatedAt')).toBe('2026-03-02T15:04:04.120');
    expect(await schemaErrors([payloadOf(zoneless.xml)])).not.toEqual([]);
    await fault({ kind: 'offset-times' });
    const offset = await allocate();
    expect(offset.text('allocatedAt')).toBe('2026-03-02T17:04:04.120+02:00');
    expect(await schemaErrors([payloadOf(offset.xml)])).toEqual([]);
  });

  test('another encoding', async () => {
    await fault({ kind: 'utf-16' });
    const response = await fetch(practice.network.spcUrl, { method: 'POST' });
    expect(response.headers.get('content-type')).toBe('text/xml; charset=utf-16');
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xfe]));
    expect(bytes.subarray(2).toString('utf16le')).toContain('encoding="UTF-16"');
  });

  test('a gzip bomb: little on the wire, much behind it', async () => {
    await fault({ kind: 'gzip-bomb' });
    const bytes = await rawBody();
    expect(bytes.length).toBeLessThan(200_000);
    expect(gunzipSync(bytes).length).toBeGreaterThan(60 * 1024 * 1024);
  });
});

/** The bytes of an answer's body as they came, nothing unpacked. */
function rawBody(): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const socket = connect(practice.network.port, '127.0.0.1');
    const chunks: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('error', reject);
    socket.on('close', () => {
      const all = Buffer.concat(chunks);
      resolve(all.subarray(all.indexOf('\r\n\r\n') + 4));
    });
    socket.write('POST /soap/v1 HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
  });
}

test('every fault on demand is what the WSDL promises', async () => {
  const faults = spc.heard.filter((answer) => answer.fault?.includes('/') === true);
  expect(faults.length).toBeGreaterThan(14);
  expect(await schemaErrors(faults.map(({ xml }) => payloadOf(xml)))).toEqual([]);
});

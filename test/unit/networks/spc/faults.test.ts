import { describe, expect, it } from 'vitest';
import type { HttpAnswer } from '#main/networks/http/http-send.ts';
import { sessionClients } from '#main/networks/spc/spc-client.ts';
import {
  scriptedSend,
  soapAnswer,
  soapFault,
  spcAccount,
  spcFaultOf,
  SPC_KEY,
  typedDetail,
} from '#test/support/spc/account.ts';

const NOW = Date.parse('2026-03-02T15:04:04.120Z');
const signal = new AbortController().signal;

const update = (answer: HttpAnswer) =>
  spcFaultOf(
    sessionClients({ send: scriptedSend(answer).send, clock: () => NOW })(
      spcAccount(),
      SPC_KEY,
    ).updateInformation({
      session: { sessionId: 'ses-8f31c0' },
      update: { mode: 'replace' },
      expectedVersion: null,
      signal,
    }),
  );

const NUMBER =
  '<fallbackNumber><e164>+12025550100</e164><display>(202) 555-0100</display><country>US</country></fallbackNumber>';
const SIX: readonly (readonly [string, string, object])[] = [
  [
    'AuthenticationFailed',
    typedDetail('AuthenticationFailed', '<reason>CREDENTIALS</reason>'),
    { fault: { kind: 'authentication', reason: 'CREDENTIALS' }, retryable: false, retryAfterMs: null },
  ],
  [
    'CampaignNotFound',
    typedDetail('CampaignNotFound', '<campaignId>spring-offer-9</campaignId>'),
    { fault: { kind: 'campaign_not_found', campaignId: 'spring-offer-9' }, retryable: false },
  ],
  [
    'PoolExhausted',
    typedDetail(
      'PoolExhausted',
      `<campaignId>spring-offer-7</campaignId><poolSize>50</poolSize><retryAfterSeconds>420</retryAfterSeconds><nextExpiryAt>2026-03-02T15:17:00Z</nextExpiryAt>${NUMBER}`,
      'true',
    ),
    {
      fault: {
        kind: 'pool_exhausted',
        campaignId: 'spring-offer-7',
        poolSize: 50,
        nextExpiryAt: Date.parse('2026-03-02T15:17:00Z'),
        fallbackNumber: '+12025550100',
      },
      retryable: true,
      retryAfterMs: 420_000,
    },
  ],
  [
    'SessionExpired',
    typedDetail(
      'SessionExpired',
      '<session><sessionId>ses-8f31c0</sessionId></session><state>EXPIRED</state><endedAt>2026-03-02T19:04:04.391Z</endedAt>',
    ),
    {
      fault: { kind: 'session_expired', state: 'EXPIRED', endedAt: Date.parse('2026-03-02T19:04:04.391Z') },
      retryable: false,
    },
  ],
  [
    'InvalidField',
    typedDetail(
      'InvalidField',
      '<violation><field>information/customFields/field[2]/value</field><reason>TOO_LONG</reason><limit>255</limit><detail>301 characters were sent.</detail></violation><violation><field>clientReference</field><reason>CONFLICT</reason></violation>',
    ),
    {
      fault: {
        kind: 'invalid_field',
        violations: [
          {
            field: 'information/customFields/field[2]/value',
            reason: 'TOO_LONG',
            limit: 255,
            detail: '301 characters were sent.',
          },
          { field: 'clientReference', reason: 'CONFLICT', limit: null, detail: null },
        ],
      },
      retryable: false,
      message:
        'Acme SPC did not accept what was sent: information/customFields/field[2]/value is too long (limit 255), 301 characters were sent; clientReference conflicts with what the network has.',
    },
  ],
  [
    'RateLimited',
    typedDetail(
      'RateLimited',
      '<limit>10</limit><windowSeconds>1</windowSeconds><retryAfterSeconds>2</retryAfterSeconds>',
      'true',
    ),
    { fault: { kind: 'rate_limited', limit: 10, windowSeconds: 1 }, retryable: true, retryAfterMs: 2000 },
  ],
];

describe('typed faults', () => {
  it.each(SIX)('%s', async (_name, detail, expected) => {
    expect(await update(soapAnswer(soapFault(detail), 500))).toMatchObject({
      requestId: 'req-5601',
      ...expected,
    });
  });

  it.each([200, 400, 401, 403, 404, 429, 503])('mean the same with HTTP %i', async (status) => {
    for (const [, detail, expected] of SIX) {
      expect(await update(soapAnswer(soapFault(detail), status))).toMatchObject(expected);
    }
  });

  it('leave out what is optional', async () => {
    const pool = typedDetail(
      'PoolExhausted',
      '<campaignId>c</campaignId><retryAfterSeconds>1</retryAfterSeconds>',
      'true',
    );
    expect((await update(soapAnswer(soapFault(pool), 500))).fault).toEqual({
      kind: 'pool_exhausted',
      campaignId: 'c',
      poolSize: null,
      nextExpiryAt: null,
      fallbackNumber: null,
    });
    const ended = typedDetail(
      'SessionExpired',
      '<session><phoneNumber>+12025550143</phoneNumber></session><state>RELEASED</state>',
    );
    expect((await update(soapAnswer(soapFault(ended), 500))).fault).toEqual({
      kind: 'session_expired',
      state: 'RELEASED',
      endedAt: null,
    });
  });

  it('of the time say how far the clocks are apart, and may be tried once more', async () => {
    const detail = typedDetail('AuthenticationFailed', '<reason>TIMESTAMP</reason>', 'true');
    const told = await update(soapAnswer(soapFault(detail), 500, { date: 'Mon, 02 Mar 2026 15:10:04 GMT' }));
    expect(told).toMatchObject({ fault: { kind: 'authentication', reason: 'TIMESTAMP' }, retryable: true });
    expect(told.message).toContain('This machine’s clock is 6 min behind the network’s; set it right.');
  });

  it('say whose customer a key may not act for', async () => {
    const told = await update(
      soapAnswer(soapFault(typedDetail('AuthenticationFailed', '<reason>SCOPE</reason>')), 500),
    );
    expect(told.message).toBe('The key of Acme SPC may not act for the customer acme. It said: A sentence.');
  });

  it('keep foreign text on one line, without the key', async () => {
    const key = SPC_KEY.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    const detail = typedDetail(
      'CampaignNotFound',
      '<campaignId>c</campaignId>',
      'false',
      `a\n\u202eb ${key} ${'x'.repeat(900)}`,
    );
    const told = await update(soapAnswer(soapFault(detail), 500));
    expect(told.message).toContain('It said: a b (key) xxx');
    expect(told.message.length).toBeLessThan(420);
  });

  it.each([
    ['no reason', typedDetail('AuthenticationFailed', '')],
    ['an unknown reason', typedDetail('AuthenticationFailed', '<reason>MOON</reason>')],
    ['no violation', typedDetail('InvalidField', '')],
    [
      '51 violations',
      typedDetail(
        'InvalidField',
        '<violation><field>a</field><reason>UNKNOWN</reason></violation>'.repeat(51),
      ),
    ],
    [
      'too long a wait',
      typedDetail(
        'RateLimited',
        '<limit>1</limit><windowSeconds>1</windowSeconds><retryAfterSeconds>86401</retryAfterSeconds>',
      ),
    ],
    ['no session', typedDetail('SessionExpired', '<session/><state>EXPIRED</state>')],
    [
      'two sessions',
      typedDetail(
        'SessionExpired',
        '<session><sessionId>a</sessionId><phoneNumber>+12025550143</phoneNumber></session><state>EXPIRED</state>',
      ),
    ],
  ])('with %s are not what the contract says', async (_what, detail) => {
    expect((await update(soapAnswer(soapFault(detail), 500))).fault).toEqual({
      kind: 'transport',
      why: 'server',
    });
  });
});

describe('faults without a detail that is known', () => {
  it.each([
    ['soapenv:Server', true],
    ['soapenv:Server.Busy', true],
    ['Server', true],
    ['soapenv:Client', false],
    ['soapenv:MustUnderstand', false],
    ['soapenv:VersionMismatch', false],
    ['s:Server', false],
    ['', false],
  ])('%s: worth another try is %s', async (code, retryable) => {
    for (const detail of ['', '<stack xmlns="urn:java">at</stack>', '<RateLimited xmlns="urn:other"/>']) {
      const told = await update(soapAnswer(soapFault(detail, code), 500));
      expect(told).toMatchObject({ fault: { kind: 'other_fault' }, retryable, retryAfterMs: null });
      expect(told.message).toBe('Acme SPC reported a fault. It said: It did not work.');
    }
  });

  it('names a fault by namespace, whatever the prefix', async () => {
    const body = soapFault('', 'soapenv:Server')
      .replaceAll('soapenv:', 'E:')
      .replace('xmlns:soapenv', 'xmlns:E');
    expect(await update(soapAnswer(body, 500))).toMatchObject({ retryable: true });
  });
});

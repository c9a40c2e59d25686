import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startPractice, type Practice } from '#test/support/practice.ts';
import { payloadOf, schemaErrors } from '#test/support/spc-schema.ts';
import { field, information, spcCaller, type SoapAnswer } from './spc-caller.ts';

const START = Date.parse('2026-03-02T15:04:04.120Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
let now = START;
let practice: Practice;
beforeAll(async () => {
  practice = await startPractice({ seed: 5, clock: () => now, spc: { rate: { perSecond: 0 } } });
});
afterAll(() => practice.stop());
beforeEach(() => {
  now += 40 * 24 * HOUR;
});

const spc = spcCaller(
  () => practice,
  () => now,
);

let references = 0;
const newReference = (): string => `message-${(references += 1)}`;

interface Wish {
  readonly campaign?: string;
  readonly reference?: string;
  readonly ttl?: number;
  readonly information?: string;
}
const allocate = (wish: Wish = {}): Promise<SoapAnswer> =>
  spc.call(
    'GetSessionPhoneNumber',
    field('campaignId', wish.campaign ?? 'spring-offer-7') +
      field('clientReference', wish.reference ?? newReference()) +
      (wish.ttl === undefined ? '' : field('requestedTtlSeconds', wish.ttl)) +
      (wish.information ?? ''),
  );
const session = async (wish: Wish = {}): Promise<{ id: string; number: string }> => {
  const answer = await allocate(wish);
  expect(answer.fault).toBeUndefined();
  return { id: answer.text('sessionId') ?? '', number: answer.text('e164') ?? '' };
};
const update = (id: string, content: string): Promise<SoapAnswer> =>
  spc.call('UpdateSessionInformation', `<session>${field('sessionId', id)}</session>${content}`);
const release = (id: string): Promise<SoapAnswer> =>
  spc.call('ReleaseSessionPhoneNumber', field('sessionId', id));
const stored = async (id: string): Promise<{ version: number; keywords: string[]; fields: object }> => {
  const state = await practice.control.spcState({ session_id: id });
  const { version, keywords, fields } = state.sessions[0]?.versions.at(-1) ?? {
    version: -1,
    keywords: [],
    fields: {},
  };
  return { version, keywords, fields };
};

let pools = 0;
const newPool = async (size: number, more: object = {}): Promise<string> => {
  const id = `pool-${(pools += 1)}`;
  await practice.control.addSpcCampaign({ campaign_id: id, pool_size: size, ...more });
  return id;
};

describe('asking for a number', () => {
  test('gives number, destination and life', async () => {
    const answer = await allocate({ ttl: 14_400 });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/xml; charset=utf-8');
    expect(answer.text('sessionId')).toMatch(/^ses-[0-9a-f]+$/);
    expect(answer.text('e164')).toMatch(/^\+1\d{3}55501\d\d$/);
    expect(answer.text('display')).toMatch(/^\(\d{3}\) 555-01\d\d$/);
    expect([answer.text('country'), answer.text('kind'), answer.text('address')]).toEqual([
      'US',
      'PSTN',
      '+13125550100',
    ]);
    expect(answer.text('state')).toBe('ACTIVE');
    expect(Date.parse(answer.text('allocatedAt') ?? '')).toBe(now);
    expect(Date.parse(answer.text('expiresAt') ?? '')).toBe(now + 4 * HOUR);
    expect([answer.text('informationVersion'), answer.text('replayed')]).toEqual(['0', 'false']);
  });

  test('with first information it is version 1', async () => {
    const given = information(['spring offer'], { twitter_id: '1597334455667788990' });
    const answer = await allocate({ information: given });
    expect(answer.text('informationVersion')).toBe('1');
    expect(await stored(answer.text('sessionId') ?? '')).toEqual({
      version: 1,
      keywords: ['spring offer'],
      fields: { twitter_id: '1597334455667788990' },
    });
    expect((await allocate({ information: information([], {}) })).text('informationVersion')).toBe('0');
  });

  test('the campaign shortens a long wish and fills in a missing one', async () => {
    const campaign = await newPool(5, { default_ttl_seconds: 1800, max_ttl_seconds: 3600 });
    const long = await allocate({ campaign, ttl: 2_592_000 });
    expect(Date.parse(long.text('expiresAt') ?? '')).toBe(now + HOUR);
    const unsaid = await allocate({ campaign });
    expect(Date.parse(unsaid.text('expiresAt') ?? '')).toBe(now + HOUR / 2);
  });

  test.each([299, 2_592_001])('a life of %i seconds is out of range', async (ttl) => {
    const answer = await allocate({ ttl });
    expect([answer.status, answer.fault]).toEqual([500, 'Client/InvalidField']);
    expect(answer.violations).toEqual([`requestedTtlSeconds OUT_OF_RANGE ${ttl < 300 ? 300 : 2_592_000}`]);
  });

  test('campaigns that do not exist and those of others are told alike', async () => {
    for (const campaign of ['no-such-offer', 'bramble-autumn']) {
      const answer = await allocate({ campaign });
      expect(answer.fault).toBe('Client/CampaignNotFound');
      expect([answer.text('retryable'), answer.text('campaignId')]).toEqual(['false', campaign]);
    }
  });
});

describe('the same request again', () => {
  test('after a dropped answer the same session comes back and no second number is used', async () => {
    const before = (await practice.control.spcState()).numbers_given;
    const wish = { reference: newReference(), ttl: 3600, information: information(['a'], { source: 'x' }) };
    await practice.control.setFault({ target: 'spc', kind: 'cut', times: 1 });
    await expect(allocate(wish)).rejects.toThrow(TypeError);
    const again = await allocate(wish);
    expect(again.text('replayed')).toBe('true');
    expect((await practice.control.spcState()).numbers_given).toBe(before + 1);
    const third = await allocate(wish);
    expect(third.text('sessionId')).toBe(again.text('sessionId'));
  });

  test('after its expiry it is still that session, until 24 hours after its end', async () => {
    const wish = { reference: newReference(), ttl: 300 };
    const first = await allocate(wish);
    now += 5 * MINUTE;
    const expired = await allocate(wish);
    expect([expired.text('replayed'), expired.text('state')]).toEqual(['true', 'EXPIRED']);
    now += 24 * HOUR - 1;
    expect((await allocate(wish)).text('sessionId')).toBe(first.text('sessionId'));
    now += 1;
    const anew = await allocate(wish);
    expect(anew.text('replayed')).toBe('false');
    expect(anew.text('sessionId')).not.toBe(first.text('sessionId'));
  });

  test('with other content it is a conflict; the order of fields is no content', async () => {
    const reference = newReference();
    await allocate({ reference, information: information(['a'], { x: '1', y: '2' }) });
    const swapped = await allocate({ reference, information: information(['a'], { y: '2', x: '1' }) });
    expect(swapped.text('replayed')).toBe('true');
    const other = await allocate({ reference, information: information(['b'], { x: '1', y: '2' }) });
    expect(other.violations).toEqual(['clientReference CONFLICT']);
    const longer = await allocate({
      reference,
      ttl: 400,
      information: information(['a'], { x: '1', y: '2' }),
    });
    expect(longer.violations).toEqual(['clientReference CONFLICT']);
  });

  test('the key counts within one campaign', async () => {
    const reference = newReference();
    const here = await session({ reference });
    const there = await session({ reference, campaign: 'showroom' });
    expect(there.id).not.toBe(here.id);
  });
});

describe('changing the information', () => {
  test('merge replaces keywords whole, adds and overwrites fields, removes by name', async () => {
    const { id } = await session({
      information: information(['old', 'words'], { source: 'mail', promo_code: 'S7', ad_copy: 'A' }),
    });
    now += 1000;
    const answer = await update(
      id,
      field('mode', 'MERGE') +
        field('expectedVersion', 1) +
        information(['new'], { ad_copy: 'B: 24 hours & 20% off', twitter_id: '1597334455667788990' }) +
        `<removeFields>${field('name', 'promo_code')}${field('name', 'never_there')}</removeFields>`,
    );
    expect([answer.text('accepted'), answer.text('informationVersion')]).toEqual(['true', '2']);
    expect(Date.parse(answer.text('updatedAt') ?? '')).toBe(now);
    expect(await stored(id)).toEqual({
      version: 2,
      keywords: ['new'],
      fields: { source: 'mail', ad_copy: 'B: 24 hours & 20% off', twitter_id: '1597334455667788990' },
    });
    await update(id, information(undefined, { source: '' }));
    expect((await stored(id)).fields).toMatchObject({ source: '' });
    expect((await stored(id)).keywords).toEqual(['new']);
  });

  test('replace leaves exactly what was sent', async () => {
    const { id } = await session({ information: information(['old'], { source: 'mail' }) });
    await update(id, field('mode', 'REPLACE') + information(undefined, { ad_copy: 'C' }));
    expect(await stored(id)).toEqual({ version: 2, keywords: [], fields: { ad_copy: 'C' } });
    await update(id, field('mode', 'REPLACE') + information(undefined, undefined));
    expect(await stored(id)).toEqual({ version: 3, keywords: [], fields: {} });
  });

  test('what changes nothing is accepted and leaves version and time', async () => {
    const { id } = await session({ information: information(['a'], { x: '1' }) });
    now += 5000;
    const first = await update(id, information(['b'], { y: '2' }));
    now += 5000;
    const again = await update(id, information(['b'], { y: '2' }));
    expect(again.text('accepted')).toBe('true');
    expect([again.text('informationVersion'), again.text('updatedAt')]).toEqual([
      first.text('informationVersion'),
      first.text('updatedAt'),
    ]);
    const replaced = await update(id, field('mode', 'REPLACE') + information(['b'], { y: '2', x: '1' }));
    expect(replaced.text('informationVersion')).toBe('2');
  });

  test('another version than expected is a conflict, in which nothing is stored', async () => {
    const { id } = await session({ information: information(['a'], {}) });
    const answer = await update(id, field('expectedVersion', 0) + information(['b'], {}));
    expect(answer.violations).toEqual(['expectedVersion CONFLICT']);
    expect((await stored(id)).keywords).toEqual(['a']);
  });

  test('a name in both lists, names with REPLACE, and nothing at all', async () => {
    const { id } = await session();
    const remove = (name: string): string => `<removeFields>${field('name', name)}</removeFields>`;
    const both = await update(id, information(undefined, { x: '1', y: '2' }) + remove('y'));
    expect(both.violations).toEqual(['removeFields/name[1] NOT_ALLOWED']);
    const replace = await update(id, field('mode', 'REPLACE') + information([], {}) + remove('y'));
    expect(replace.violations).toEqual(['removeFields NOT_ALLOWED']);
    expect((await update(id, '')).violations).toEqual(['information REQUIRED']);
    expect((await stored(id)).version).toBe(0);
  });

  test('by number it reaches the session that holds it now, also after reuse', async () => {
    const campaign = await newPool(1, { quarantine_seconds: 900 });
    const first = await session({ campaign, ttl: 300 });
    const byNumber = (keyword: string): Promise<SoapAnswer> =>
      spc.call(
        'UpdateSessionInformation',
        `<session>${field('phoneNumber', first.number)}</session>${information([keyword], undefined)}`,
      );
    expect((await byNumber('garden')).text('sessionId')).toBe(first.id);
    now += 5 * MINUTE;
    const resting = await byNumber('late');
    expect(resting.fault).toBe('Client/SessionExpired');
    expect(resting.text('phoneNumber')).toBe(first.number);
    now += 15 * MINUTE;
    const second = await session({ campaign, ttl: 300 });
    expect(second.number).toBe(first.number);
    expect((await byNumber('stranger')).text('sessionId')).toBe(second.id);
    expect((await stored(first.id)).keywords).toEqual(['garden']);
  });

  test('after the end it is refused with the end', async () => {
    const { id } = await session({ ttl: 300 });
    const end = new Date(now + 5 * MINUTE).toISOString();
    now += 5 * MINUTE - 1;
    expect((await update(id, information(['in time'], {}))).text('accepted')).toBe('true');
    now += 1;
    const late = await update(id, information(['late'], {}));
    expect([late.status, late.fault]).toEqual([500, 'Client/SessionExpired']);
    expect([late.text('state'), late.text('endedAt'), late.text('sessionId')]).toEqual(['EXPIRED', end, id]);
    const released = await session();
    await release(released.id);
    expect((await update(released.id, information(['x'], {}))).text('state')).toBe('RELEASED');
  });

  test('sessions and numbers nobody knows, and those of other customers', async () => {
    const unknown = await update('ses-nowhere', information(['x'], {}));
    expect(unknown.violations).toEqual(['session/sessionId UNKNOWN']);
    const number = await spc.call(
      'UpdateSessionInformation',
      `<session>${field('phoneNumber', '+12125550199')}</session>${information(['x'], {})}`,
    );
    expect(number.violations).toEqual(['session/phoneNumber UNKNOWN']);
    const [, agency] = (await practice.control.spcState()).users;
    const credentials = { user: agency?.user ?? '', key: agency?.key ?? '' };
    const theirs = await spc.call(
      'GetSessionPhoneNumber',
      field('customerId', 'bramble') +
        field('campaignId', 'bramble-autumn') +
        field('clientReference', newReference()),
      credentials,
    );
    expect((await update(theirs.text('sessionId') ?? '', information(['x'], {}))).violations).toEqual([
      'session/sessionId UNKNOWN',
    ]);
  });

  test('a server that does not accept says so and stores nothing', async () => {
    const { id } = await session();
    await practice.control.setSpc({ accepts_updates: false });
    const answer = await update(id, information(['x'], {}));
    await practice.control.setSpc({ accepts_updates: true });
    expect([answer.status, answer.text('accepted'), (await stored(id)).version]).toEqual([200, 'false', 0]);
  });
});

describe('releasing', () => {
  test('twice gives the same end; after expiry it says so', async () => {
    const { id } = await session();
    now += MINUTE;
    const first = await release(id);
    expect([first.text('state'), first.text('releasedAt'), first.text('quarantinedUntil')]).toEqual([
      'RELEASED',
      new Date(now).toISOString(),
      new Date(now + 15 * MINUTE).toISOString(),
    ]);
    now += MINUTE;
    const again = await release(id);
    expect(again.text('releasedAt')).toBe(first.text('releasedAt'));
    const expiring = await session({ ttl: 300 });
    now += HOUR;
    expect((await release(expiring.id)).text('state')).toBe('EXPIRED');
    expect((await release('ses-nowhere')).violations).toEqual(['sessionId UNKNOWN']);
  });
});

describe('a pool', () => {
  test('of one is empty after one, says when, and rests before reuse', async () => {
    const campaign = await newPool(1);
    const first = await session({ campaign, ttl: 300 });
    now += MINUTE;
    const empty = await allocate({ campaign });
    expect([empty.status, empty.fault]).toEqual([500, 'Server/PoolExhausted']);
    expect([empty.text('retryable'), empty.text('poolSize'), empty.text('retryAfterSeconds')]).toEqual([
      'true',
      '1',
      String(4 * 60 + 15 * 60),
    ]);
    expect(empty.text('nextExpiryAt')).toBe(new Date(now + 19 * MINUTE).toISOString());
    expect(empty.text('e164')).not.toBe(first.number);
    now += 19 * MINUTE - 1;
    expect((await allocate({ campaign })).fault).toBe('Server/PoolExhausted');
    now += 1;
    expect((await session({ campaign })).number).toBe(first.number);
  });

  test('a released number rests from its release on', async () => {
    const campaign = await newPool(1);
    const first = await session({ campaign, ttl: 7200 });
    await release(first.id);
    now += 15 * MINUTE - 1;
    expect((await allocate({ campaign })).fault).toBe('Server/PoolExhausted');
    now += 1;
    expect((await session({ campaign })).number).toBe(first.number);
  });

  test('of none at all says so; no two sessions share a number at once', async () => {
    const none = await allocate({ campaign: await newPool(0) });
    expect([none.fault, none.text('poolSize'), none.text('nextExpiryAt')]).toEqual([
      'Server/PoolExhausted',
      '0',
      undefined,
    ]);
    const campaign = await newPool(20);
    const numbers = new Set<string>();
    for (let count = 0; count < 20; count += 1) numbers.add((await session({ campaign })).number);
    expect(numbers.size).toBe(20);
  });
});

test('every answer so far is what the WSDL promises', async () => {
  const payloads = spc.heard.map(({ xml }) => payloadOf(xml)).filter((payload) => payload !== '');
  expect(payloads.length).toBeGreaterThan(60);
  expect(await schemaErrors(payloads)).toEqual([]);
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startPractice, type Practice } from '#test/support/practice.ts';
import { payloadOf, schemaErrors } from '#test/support/spc-schema.ts';
import { field, information, spcCaller, type SoapAnswer } from './spc-caller.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;
let now = Date.parse('2026-03-02T15:04:04.000Z');
let practice: Practice;
beforeAll(async () => {
  practice = await startPractice({ seed: 9, clock: () => now, spc: { rate: { perSecond: 0 } } });
});
afterAll(() => practice.stop());

let campaign = '';
let pools = 0;
beforeEach(async () => {
  now += 2 * DAY;
  campaign = `calls-${(pools += 1)}`;
  await practice.control.addSpcCampaign({ campaign_id: campaign, pool_size: 30 });
});

const spc = spcCaller(
  () => practice,
  () => now,
);
let references = 0;
const session = async (rest = ''): Promise<{ id: string; number: string }> => {
  const answer = await spc.call(
    'GetSessionPhoneNumber',
    field('campaignId', campaign) + field('clientReference', `session-calls-${(references += 1)}`) + rest,
  );
  return { id: answer.text('sessionId') ?? '', number: answer.text('e164') ?? '' };
};
const update = (id: string, rest: string): Promise<SoapAnswer> =>
  spc.call('UpdateSessionInformation', `<session>${field('sessionId', id)}</session>${rest}`);
const zoned = (instant: number): string => new Date(instant).toISOString();
const askCalls = (
  more: {
    readonly before?: string;
    readonly after?: string;
    readonly from?: number;
    readonly until?: number;
  } = {},
): Promise<SoapAnswer> =>
  spc.call(
    'GetSessionCalls',
    field('campaignId', campaign) +
      (more.before ?? '') +
      field('startedFrom', zoned(more.from ?? now - DAY)) +
      field('startedBefore', zoned(more.until ?? now + 1)) +
      (more.after ?? ''),
  );

describe('what a call knows', () => {
  test('it keeps the information it began with', async () => {
    const { id, number } = await session(information(['garden'], { ad_copy: 'A' }));
    await practice.control.addSpcCalls({ session_id: id, status: 'ANSWERED' });
    now += SECOND;
    await update(id, information(['garden', 'mowers'], { ad_copy: 'B & ü' }));
    now += SECOND;
    await practice.control.addSpcCalls({ phone_number: number, status: 'ANSWERED' });
    const answer = await askCalls();
    expect(answer.texts('informationVersion')).toEqual(['1', '2']);
    expect(answer.texts('keyword')).toEqual(['garden', 'garden', 'mowers']);
    expect(answer.texts('value')).toEqual(['A', 'B & ü']);
    expect(new Set(answer.texts('sessionId'))).toEqual(new Set([id]));
  });

  test('the outcome, the destination, the caller or none', async () => {
    const { id, number } = await session();
    const placed = { session_id: id, status: 'ANSWERED', ring_seconds: 8, talk_seconds: 312 } as const;
    await practice.control.addSpcCalls({ ...placed, caller: '+14155550187' });
    now += SECOND;
    await practice.control.addSpcCalls({ session_id: id, status: 'BUSY', caller: null });
    const answer = await askCalls();
    expect(answer.texts('status')).toEqual(['ANSWERED', 'BUSY']);
    expect(answer.texts('answeredAt')).toEqual([zoned(now - SECOND + 8 * SECOND)]);
    expect(answer.texts('durationSeconds')).toEqual(['312', '0']);
    expect(answer.texts('callerNumber')).toEqual(['+14155550187']);
    expect(answer.texts('phoneNumber')).toEqual([number, number]);
    expect(answer.texts('address')).toEqual(['+13125550100', '+13125550100']);
    expect(answer.text('asOf')).toBe(zoned(now));
  });

  test('a call in progress changes until it is over', async () => {
    const { id } = await session();
    const start = now;
    const [first] = await practice.control.addSpcCalls({
      session_id: id,
      ring_seconds: 10,
      talk_seconds: 60,
    });
    const standing = async (at: number): Promise<(string | undefined)[]> => {
      now = start + at * SECOND;
      const answer = await askCalls();
      expect(answer.text('callId')).toBe(first?.call_id);
      return ['status', 'durationSeconds'].map((name) => answer.text(name));
    };
    expect(await standing(9)).toEqual(['IN_PROGRESS', '0']);
    const after = await standing(1000);
    expect(['ANSWERED', 'NO_ANSWER', 'BUSY', 'FAILED']).toContain(after[0]);
  });

  test('a late call still counts for the session that ended', async () => {
    const { id, number } = await session(field('requestedTtlSeconds', 300) + information(['x'], {}));
    now += 10 * MINUTE;
    const [late] = await practice.control.addSpcCalls({ phone_number: number });
    expect(late?.session_id).toBe(id);
    now += 10 * MINUTE;
    await expect(practice.control.addSpcCalls({ phone_number: number })).rejects.toThrow('404');
    expect((await askCalls()).texts('sessionId')).toEqual([id]);
  });
});

describe('pages', () => {
  const walk = async (pageSize: number): Promise<{ ids: string[]; sizes: number[] }> => {
    const ids: string[] = [];
    const sizes: number[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined;) {
      const after = field('pageSize', pageSize) + (cursor === '' ? '' : field('cursor', cursor));
      const answer: SoapAnswer = await askCalls({ after, until: now + 1 });
      expect(answer.fault).toBeUndefined();
      ids.push(...answer.texts('callId'));
      sizes.push(answer.texts('callId').length);
      cursor = answer.text('nextCursor');
    }
    return { ids, sizes };
  };

  test('go on across equal start times, in order, each call once', async () => {
    await session();
    const placed = await practice.control.addSpcCalls({ campaign_id: campaign, count: 25, status: 'BUSY' });
    const { ids, sizes } = await walk(10);
    expect(sizes).toEqual([10, 10, 5]);
    expect(ids).toEqual(placed.map(({ call_id: id }) => id).toSorted());
    expect((await walk(25)).sizes).toEqual([25]);
  });

  test('are a hundred by default', async () => {
    await session();
    await practice.control.addSpcCalls({ campaign_id: campaign, count: 101, status: 'BUSY' });
    const first = await askCalls();
    expect(first.texts('callId')).toHaveLength(100);
    expect(first.text('nextCursor')).toBeDefined();
  });

  test('a call that arrives between two pages is not lost and shifts nothing', async () => {
    const { id } = await session();
    await practice.control.addSpcCalls({ session_id: id, count: 4, status: 'BUSY' });
    const until = now + MINUTE;
    const first = await askCalls({ after: field('pageSize', 2), until });
    now += SECOND;
    const [arrived] = await practice.control.addSpcCalls({ session_id: id, status: 'BUSY' });
    const window = { from: now - SECOND - DAY, until };
    const rest = await askCalls({
      ...window,
      after: field('pageSize', 50) + field('cursor', first.text('nextCursor') ?? ''),
    });
    expect(rest.texts('callId')).toHaveLength(3);
    expect(rest.texts('callId').at(-1)).toBe(arrived?.call_id);
  });

  test('a cursor lives 15 minutes and belongs to its question', async () => {
    await session();
    await practice.control.addSpcCalls({ campaign_id: campaign, count: 5, status: 'BUSY' });
    const window = { from: now - DAY, until: now + 1 };
    const cursor = (await askCalls({ ...window, after: field('pageSize', 2) })).text('nextCursor') ?? '';
    const goOn = (more: object = {}): Promise<SoapAnswer> =>
      askCalls({ ...window, ...more, after: field('pageSize', 2) + field('cursor', cursor) });
    const first = (await goOn()).texts('callId');
    expect((await goOn()).texts('callId')).toEqual(first);
    expect((await goOn({ until: window.until + 1 })).violations).toEqual(['cursor CONFLICT']);
    now += 15 * MINUTE;
    expect((await goOn()).violations).toEqual(['cursor UNKNOWN']);
    expect((await askCalls({ after: field('cursor', 'made-up') })).violations).toEqual(['cursor UNKNOWN']);
  });

  test('stay below 8 MiB', async () => {
    const fields = Object.fromEntries(
      Array.from({ length: 25 }, (_, index) => [`f${index}`, '&'.repeat(255)]),
    );
    const { id } = await session(information(undefined, fields));
    await practice.control.addSpcCalls({ session_id: id, count: 500, status: 'BUSY' });
    const { sizes } = await walk(500);
    expect(sizes[0]).toBeGreaterThan(200);
    expect(sizes.length).toBeGreaterThan(1);
    expect(sizes.reduce((sum, size) => sum + size)).toBe(500);
    for (const { xml } of spc.heard.slice(-sizes.length))
      expect(Buffer.byteLength(xml)).toBeLessThanOrEqual(8 * 1024 * 1024);
  });
});

describe('which calls', () => {
  const TEXT = 'B: 24 hours & 20% off <ü> \u{1F4DE}';

  test('filters with & and non-ASCII text, exact, all of them', async () => {
    const hit = await session(information(undefined, { ad_copy: TEXT, source: 'mail' }));
    const other = await session(information(undefined, { ad_copy: TEXT.toUpperCase(), source: 'mail' }));
    for (const { id } of [hit, other]) await practice.control.addSpcCalls({ session_id: id, status: 'BUSY' });
    const filter = (name: string, value: string): string =>
      `<customField>${field('name', name)}${field('value', value)}</customField>`;
    const found = await askCalls({ after: filter('ad_copy', TEXT) + filter('source', 'mail') });
    expect(found.texts('sessionId')).toEqual([hit.id]);
    expect(found.texts('value')).toContain(TEXT);
    expect(
      (await askCalls({ after: filter('ad_copy', TEXT) + filter('source', 'web') })).texts('callId'),
    ).toEqual([]);
    expect((await askCalls({ after: filter('a', 'b').repeat(6) })).violations).toEqual([
      'customField TOO_MANY 5',
    ]);
    const one = await askCalls({ before: field('sessionId', other.id) });
    expect(one.texts('sessionId')).toEqual([other.id]);
  });

  test('the window begins inclusive, ends exclusive, and lasts 31 days at most', async () => {
    const { id } = await session();
    await practice.control.addSpcCalls({ session_id: id, status: 'BUSY' });
    expect((await askCalls({ from: now, until: now + 1 })).texts('callId')).toHaveLength(1);
    expect((await askCalls({ from: now - 1, until: now })).texts('callId')).toHaveLength(0);
    expect((await askCalls({ from: now - 31 * DAY, until: now })).fault).toBeUndefined();
    expect((await askCalls({ from: now - 31 * DAY - 1, until: now })).violations).toEqual([
      'startedBefore OUT_OF_RANGE 31',
    ]);
    expect((await askCalls({ from: now, until: now })).violations).toEqual(['startedBefore OUT_OF_RANGE']);
  });

  test('a time needs a zone; any offset will do', async () => {
    const { id } = await session();
    await practice.control.addSpcCalls({ session_id: id, status: 'BUSY' });
    const ask = (from: string, before: string): Promise<SoapAnswer> =>
      spc.call(
        'GetSessionCalls',
        field('campaignId', campaign) + field('startedFrom', from) + field('startedBefore', before),
      );
    const offset = (instant: number): string => zoned(instant + 5.5 * 60 * MINUTE).replace('Z', '+05:30');
    expect((await ask(offset(now), offset(now + 1))).texts('callId')).toHaveLength(1);
    for (const wrong of [
      '2026-03-02T15:04:04',
      '2026-03-02',
      '2026-03-02T24:00:00Z',
      '2026-03-02T15:04:60Z',
      '2026-02-30T15:04:04Z',
      '2026-03-02T15:04:04.1234Z',
      '2026-03-02T15:04:04+15:00',
    ])
      expect((await ask(wrong, zoned(now))).violations).toContain('startedFrom BAD_FORMAT');
  });

  test('page sizes and campaigns', async () => {
    for (const size of [0, 501]) {
      const limit = size === 0 ? 1 : 500;
      expect((await askCalls({ after: field('pageSize', size) })).violations).toEqual([
        `pageSize OUT_OF_RANGE ${limit}`,
      ]);
    }
    campaign = 'bramble-autumn';
    expect((await askCalls()).fault).toBe('Client/CampaignNotFound');
  });
});

test('at the practice pace calls come on numbers handed out, with what they hold', async () => {
  const one = await session(information(['a'], {}));
  const two = await session(information(['b'], {}));
  await practice.control.setPace(6);
  now += 5 * MINUTE;
  await update(one.id, information(['a', 'deeper'], {}));
  now += 5 * MINUTE;
  await practice.control.setPace(0);
  const answer = await askCalls();
  const calls = answer.texts('callId').length;
  expect(calls).toBeGreaterThan(40);
  expect(calls).toBeLessThan(80);
  expect(new Set(answer.texts('sessionId'))).toEqual(new Set([one.id, two.id]));
  expect(new Set(answer.texts('informationVersion'))).toEqual(new Set(['1', '2']));
  now += DAY;
  expect((await askCalls()).texts('callId').length).toBeLessThanOrEqual(calls);
});

test('a server with the core only does not know the two extensions', async () => {
  await practice.control.setSpc({ operations: 'core' });
  const calls = await askCalls();
  const release = await spc.call('ReleaseSessionPhoneNumber', field('sessionId', 'ses-1'));
  await practice.control.setSpc({ operations: 'all' });
  expect([calls.fault, release.fault]).toEqual(['Client', 'Client']);
});

test('every answer so far is what the WSDL promises', async () => {
  const payloads = spc.heard
    .map(({ xml }) => payloadOf(xml))
    .filter((payload) => payload !== '' && payload.length < 1_000_000);
  expect(payloads.length).toBeGreaterThan(50);
  expect(await schemaErrors(payloads)).toEqual([]);
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPractice, type Practice } from '#test/support/practice.ts';
import { payloadOf, schemaErrors } from '#test/support/spc-schema.ts';
import { field, information, spcCaller, type SoapAnswer } from './spc-caller.ts';

const now = Date.parse('2026-03-02T15:04:04.120Z');
let practice: Practice;
beforeAll(async () => {
  practice = await startPractice({ seed: 8, clock: () => now, spc: { rate: { perSecond: 0 } } });
  await practice.control.addSpcCampaign({ campaign_id: 'limits', pool_size: 200 });
});
afterAll(() => practice.stop());

const spc = spcCaller(
  () => practice,
  () => now,
);
let references = 0;
const allocate = (rest: string, reference = `limits-${(references += 1)}`): Promise<SoapAnswer> =>
  spc.call(
    'GetSessionPhoneNumber',
    field('campaignId', 'limits') + field('clientReference', reference) + rest,
  );
const violations = async (rest: string): Promise<string[]> => {
  const answer = await allocate(rest);
  return answer.fault === undefined ? [] : answer.violations;
};
const withFields = (fields: Readonly<Record<string, string>>): string => information(undefined, fields);
const named = (count: number, value = 'v'): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`f${index}`, value]));
const VALUE = 'information/customFields/field[1]/value';

describe('lengths count characters, not units', () => {
  test('a value of 255 and 256, astral ones too', async () => {
    for (const character of ['v', '\u{1F4DE}', 'é']) {
      expect(await violations(withFields({ x: character.repeat(255) }))).toEqual([]);
      expect(await violations(withFields({ x: character.repeat(256) }))).toEqual([`${VALUE} TOO_LONG 255`]);
    }
    const answer = await allocate(withFields({ x: 'v'.repeat(301) }));
    expect(answer.text('detail')).toBe('301 characters were sent.');
  });

  test('a keyword of 1 to 120', async () => {
    const keyword = 'information/keywords/keyword[2]';
    expect(await violations(information(['\u{1F3F7}'.repeat(120)], undefined))).toEqual([]);
    expect(await violations(information(['a', 'k'.repeat(121)], undefined))).toEqual([
      `${keyword} TOO_LONG 120`,
    ]);
    expect(await violations(information(['a', ''], undefined))).toEqual([`${keyword} REQUIRED`]);
  });

  test('names', async () => {
    const name = 'information/customFields/field[1]/name';
    expect(await violations(withFields({ [`a${'b'.repeat(39)}`]: '' }))).toEqual([]);
    expect(await violations(withFields({ [`a${'b'.repeat(40)}`]: '' }))).toEqual([`${name} TOO_LONG 40`]);
    for (const wrong of ['Upper', '1st', 'with-dash', 'ä'])
      expect(await violations(withFields({ [wrong]: 'x' }))).toEqual([`${name} BAD_FORMAT`]);
  });

  test('codes and client references', async () => {
    const reference = async (text: string): Promise<string[]> => (await allocate('', text)).violations;
    expect(await reference('r'.repeat(64))).toEqual([]);
    expect(await reference('r'.repeat(65))).toEqual(['clientReference TOO_LONG 64']);
    expect(await reference('seven-c')).toEqual(['clientReference OUT_OF_RANGE 8']);
    expect(await reference('with space')).toEqual(['clientReference BAD_FORMAT']);
    expect(await reference('.leading-dot')).toEqual(['clientReference BAD_FORMAT']);
    expect(await reference('')).toEqual(['clientReference REQUIRED']);
    const id = await spc.call('ReleaseSessionPhoneNumber', field('sessionId', 'x y'));
    expect(id.violations).toEqual(['sessionId BAD_FORMAT']);
  });
});

describe('counts', () => {
  test('25 fields and 26', async () => {
    expect(await violations(withFields(named(25)))).toEqual([]);
    expect(await violations(withFields(named(26)))).toEqual(['information/customFields TOO_MANY 25']);
  });

  test('a merge cannot bring a session past 25', async () => {
    const id = (await allocate(withFields(named(25)))).text('sessionId') ?? '';
    const update = (rest: string): Promise<SoapAnswer> =>
      spc.call('UpdateSessionInformation', `<session>${field('sessionId', id)}</session>${rest}`);
    expect((await update(withFields({ one_more: '' }))).violations).toEqual([
      'information/customFields TOO_MANY 25',
    ]);
    const swap = withFields({ one_more: '' }) + `<removeFields>${field('name', 'f3')}</removeFields>`;
    expect((await update(swap)).text('accepted')).toBe('true');
    const names = Array.from({ length: 26 }, (_, index) => field('name', `f${index}`)).join('');
    expect((await update(`<removeFields>${names}</removeFields>`)).violations).toEqual([
      'removeFields TOO_MANY 25',
    ]);
    expect((await update('<removeFields/>')).violations).toEqual(['removeFields/name REQUIRED']);
  });

  test('20 keywords and 21', async () => {
    const keywords = (count: number): string[] => Array.from({ length: count }, () => 'k');
    expect(await violations(information(keywords(20), undefined))).toEqual([]);
    expect(await violations(information(keywords(21), undefined))).toEqual([
      'information/keywords TOO_MANY 20',
    ]);
  });

  test('a field twice', async () => {
    const twice = `<information><customFields>${'<field><name>x</name><value>1</value></field>'.repeat(2)}</customFields></information>`;
    expect(await violations(twice)).toEqual(['information/customFields/field[2]/name NOT_ALLOWED']);
  });

  test('8 KiB of UTF-8 in all, keywords and values, also by a merge', async () => {
    const exactly = { ...named(24, '\u{1F4DE}'.repeat(85)), rest: 'r'.repeat(32) };
    expect(24 * 85 * 4 + 32).toBe(8192);
    const answer = await allocate(withFields(exactly));
    expect(answer.fault).toBeUndefined();
    expect(await violations(withFields({ ...exactly, rest: 'r'.repeat(33) }))).toEqual([
      'information TOO_LONG 8192',
    ]);
    expect(await violations(information(['k'], exactly))).toEqual(['information TOO_LONG 8192']);
    const merged = await spc.call(
      'UpdateSessionInformation',
      `<session>${field('sessionId', answer.text('sessionId') ?? '')}</session>${information(['k'], undefined)}`,
    );
    expect(merged.violations).toEqual(['information TOO_LONG 8192']);
  });
});

describe('forms', () => {
  test('reserved names', async () => {
    expect(
      await violations(withFields({ twitter_id: '18446744073709551615', twitter_handle: 'A_1' })),
    ).toEqual([]);
    expect(await violations(withFields({ twitter_id: '1.5e18' }))).toEqual([`${VALUE} BAD_FORMAT`]);
    expect(await violations(withFields({ twitter_id: '1'.repeat(21) }))).toEqual([`${VALUE} TOO_LONG 20`]);
    expect(await violations(withFields({ twitter_handle: '@handle' }))).toEqual([`${VALUE} BAD_FORMAT`]);
    expect(await violations(withFields({ twitter_handle: 'a'.repeat(16) }))).toEqual([
      `${VALUE} TOO_LONG 15`,
    ]);
  });

  test('tabs and line breaks become spaces before storage', async () => {
    const answer = await allocate(withFields({ ad_copy: 'one\ttwo\nthree ' }));
    const state = await practice.control.spcState({ session_id: answer.text('sessionId') ?? '' });
    expect(state.sessions[0]?.versions[0]?.fields).toEqual({ ad_copy: 'one two three ' });
  });

  test('numbers', async () => {
    const ttl = (text: string): Promise<string[]> => violations(field('requestedTtlSeconds', text));
    expect(await ttl(' 600 ')).toEqual([]);
    for (const wrong of ['ten', '6e2', '600.0', ''])
      expect(await ttl(wrong)).toEqual(['requestedTtlSeconds BAD_FORMAT']);
    const number = await spc.call(
      'UpdateSessionInformation',
      `<session>${field('phoneNumber', '202-555-0143')}</session>${information([], {})}`,
    );
    expect(number.violations).toEqual(['session/phoneNumber BAD_FORMAT']);
    const mode = await spc.call(
      'UpdateSessionInformation',
      `<session>${field('sessionId', 'ses-1')}</session>${field('mode', 'merge')}${information([], {})}`,
    );
    expect(mode.violations).toEqual(['mode BAD_FORMAT']);
  });
});

describe('shapes', () => {
  test('what the schema does not know is named by its path', async () => {
    expect(await violations('<colour>red</colour>')).toEqual(['colour NOT_ALLOWED']);
    expect(await violations('<x:note xmlns:x="urn:other">1</x:note>')).toEqual(['note NOT_ALLOWED']);
    expect(await violations('<information><tags/></information>')).toEqual(['information/tags NOT_ALLOWED']);
  });

  test('order, repetition, text and attributes', async () => {
    const swapped = await spc.call(
      'GetSessionPhoneNumber',
      field('clientReference', 'swapped-1') + field('campaignId', 'limits'),
    );
    expect(swapped.violations).toEqual(['campaignId BAD_FORMAT']);
    expect(await violations(field('requestedTtlSeconds', 600).repeat(2))).toEqual([
      'requestedTtlSeconds TOO_MANY 1',
    ]);
    expect(await violations('<information>text</information>')).toEqual(['information BAD_FORMAT']);
    expect(await violations('<information mood="good"/>')).toEqual(['information NOT_ALLOWED']);
    expect(await violations('<requestedTtlSeconds><b>600</b></requestedTtlSeconds>')).toEqual([
      'requestedTtlSeconds BAD_FORMAT',
      'requestedTtlSeconds BAD_FORMAT',
    ]);
  });

  test('what is missing', async () => {
    const nothing = await spc.call('GetSessionPhoneNumber', '');
    expect(nothing.violations).toEqual(['campaignId REQUIRED', 'clientReference REQUIRED']);
    const session = await spc.call('UpdateSessionInformation', `<session/>${information([], {})}`);
    expect(session.violations).toEqual(['session REQUIRED']);
    const both = `<session>${field('sessionId', 'ses-1')}${field('phoneNumber', '+12025550143')}</session>`;
    expect((await spc.call('UpdateSessionInformation', both + information([], {}))).violations).toEqual([
      'session/phoneNumber NOT_ALLOWED',
    ]);
  });

  test('all that is wrong comes back together, fifty at most', async () => {
    const many = await violations(
      information(['', 'k'.repeat(121)], { Bad: 'v'.repeat(256), twitter_id: 'x' }),
    );
    expect(many).toEqual([
      'information/keywords/keyword[1] REQUIRED',
      'information/keywords/keyword[2] TOO_LONG 120',
      'information/customFields/field[1]/name BAD_FORMAT',
      `${VALUE} TOO_LONG 255`,
      'information/customFields/field[2]/value BAD_FORMAT',
    ]);
    const strange = Array.from({ length: 60 }, (_, index) => `<e${index}/>`).join('');
    expect(await violations(strange)).toHaveLength(50);
  });
});

test('every refusal is what the WSDL promises', async () => {
  const payloads = spc.heard.map(({ xml }) => payloadOf(xml)).filter((payload) => payload !== '');
  expect(payloads.length).toBeGreaterThan(50);
  expect(await schemaErrors(payloads)).toEqual([]);
});

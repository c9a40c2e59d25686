import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { informationViolations } from '#shared/domain/session-information-check.ts';
import {
  callsViolations,
  numberRequestViolations,
  updateViolations,
} from '#shared/domain/session-request-check.ts';
import { anyText } from '#test/support/any-text.ts';

const info = (fields: Readonly<Record<string, string>>, keywords: readonly string[] = []) =>
  informationViolations({ keywords, fields }).map(({ path, reason, limit }) => ({ path, reason, limit }));
const manyFields = (count: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`f${index}`, 'x']));
const FACE = '\u{1F600}';

describe('what is stored with a session', () => {
  it('takes what the reference shows', () => {
    expect(
      info({ twitter_id: '1597334455667788990', ad_copy: 'B: 24 hours & 20% off', promo_code: '' }, [
        'spring offer',
      ]),
    ).toEqual([]);
  });

  it('counts code points, so that 255 faces fit and 256 do not', () => {
    expect(info({ ad_copy: FACE.repeat(255) })).toEqual([]);
    expect(info({ ok: '', ad_copy: FACE.repeat(256) })).toEqual([
      { path: 'information/customFields/field[2]/value', reason: 'TOO_LONG', limit: 255 },
    ]);
    expect(info({}, [FACE.repeat(120)])).toEqual([]);
    expect(info({}, ['a', FACE.repeat(121)])).toEqual([
      { path: 'information/keywords/keyword[2]', reason: 'TOO_LONG', limit: 120 },
    ]);
  });

  it('takes 25 fields and 20 keywords, and no more', () => {
    expect(
      info(
        manyFields(25),
        Array.from({ length: 20 }, () => 'k'),
      ),
    ).toEqual([]);
    expect(info(manyFields(26))).toEqual([
      { path: 'information/customFields', reason: 'TOO_MANY', limit: 25 },
    ]);
    expect(
      info(
        {},
        Array.from({ length: 21 }, () => 'k'),
      ),
    ).toEqual([{ path: 'information/keywords', reason: 'TOO_MANY', limit: 20 }]);
  });

  it('counts 8 KiB of UTF-8 over keywords and values together', () => {
    const fields = Object.fromEntries(
      Array.from({ length: 8 }, (_, index) => [`f${index}`, FACE.repeat(255)]),
    );
    expect(info(fields, ['x'.repeat(32)])).toEqual([]);
    expect(info(fields, ['x'.repeat(33)])).toEqual([
      { path: 'information', reason: 'TOO_LONG', limit: 8192 },
    ]);
  });

  it.each(['Ad', '1a', 'a-b', 'ä', '_a', 'a b', '__proto__'])('refuses the field name %s', (name) => {
    expect(info(Object.fromEntries([[name, 'x']]))).toEqual([
      { path: 'information/customFields/field[1]/name', reason: 'BAD_FORMAT', limit: null },
    ]);
  });

  it('takes names that mean something to JavaScript', () => {
    expect(info({ constructor: 'x', prototype: 'y' })).toEqual([]);
  });

  it('refuses a name twice once space is off its ends', () => {
    expect(info({ source: 'a', ' source': 'b' })).toEqual([
      { path: 'information/customFields/field[2]/name', reason: 'NOT_ALLOWED', limit: null },
    ]);
  });

  it.each([
    ['twitter_id', '15973344556677889901'.slice(0, 20), '159733445566778899011'],
    ['twitter_id', '', '1.5e18'],
    ['twitter_handle', 'acme_deals', '@acme'],
    ['twitter_handle', 'a'.repeat(15), 'a'.repeat(16)],
  ])('%s takes “%s” and not “%s”', (name, good, bad) => {
    expect(info({ [name]: good })).toEqual([]);
    expect(info({ [name]: bad })).toMatchObject([{ reason: 'BAD_FORMAT' }]);
  });

  it.each(['\u0000', '\u0007', '\u001b', '\ud800', '\udc00', '\ufffe', '\uffff'])(
    'names the field with a character XML cannot carry (%j)',
    (character) => {
      const [violation] = informationViolations({
        keywords: [],
        fields: { a: '1', ad_copy: `x${character}y` },
      });
      expect(violation).toMatchObject({
        path: 'information/customFields/field[2]/value',
        reason: 'BAD_FORMAT',
      });
      expect(violation?.message).toMatch(/“ad_copy” has a character that cannot be sent \(U\+[0-9A-F]{4}\)/);
    },
  );

  it('measures what is sent: a page without its query', () => {
    expect(info({ landing_page: `https://shop.example/p?q=${'x'.repeat(400)}` })).toEqual([]);
    expect(info({ other: `https://shop.example/p?q=${'x'.repeat(400)}` })).toMatchObject([
      { reason: 'TOO_LONG' },
    ]);
  });

  it('never throws, and every violation says where, why and in a sentence', () => {
    fc.assert(
      fc.property(fc.array(anyText), fc.dictionary(anyText, anyText), (keywords, fields) => {
        for (const violation of informationViolations({ keywords, fields })) {
          expect(violation.path).toMatch(/^information(\/[A-Za-z]+(\[[0-9]+\])?)*$/);
          expect(violation.message).toMatch(/\.$/);
        }
      }),
    );
  });
});

describe('requests', () => {
  const request = {
    campaignId: 'spring-offer-7',
    clientReference: 'spring-offer-7:msg-000412',
    ttlSeconds: 14_400,
    information: null,
  };
  const paths = (change: Partial<typeof request> | object) =>
    numberRequestViolations({ ...request, ...change }).map(({ path, reason }) => `${path} ${reason}`);

  it('for a number: identifiers, reference and hold', () => {
    expect(paths({})).toEqual([]);
    expect(paths({ campaignId: '  spring-offer-7\n', ttlSeconds: null })).toEqual([]);
    expect(paths({ campaignId: '' })).toEqual(['campaignId REQUIRED']);
    expect(paths({ campaignId: 'a b' })).toEqual(['campaignId BAD_FORMAT']);
    expect(paths({ campaignId: 'a'.repeat(65) })).toEqual(['campaignId TOO_LONG']);
    expect(paths({ clientReference: 'short-1' })).toEqual(['clientReference BAD_FORMAT']);
    expect(paths({ clientReference: '.12345678' })).toEqual(['clientReference BAD_FORMAT']);
    expect(paths({ ttlSeconds: 300 })).toEqual([]);
    expect(paths({ ttlSeconds: 2_592_000 })).toEqual([]);
    for (const ttlSeconds of [299, 2_592_001, 300.5, Number.NaN]) {
      expect(paths({ ttlSeconds })).toEqual(['requestedTtlSeconds OUT_OF_RANGE']);
    }
  });

  it('for an update: something to change, no name in both lists, a version that can be one', () => {
    const check = (input: Partial<Parameters<typeof updateViolations>[0]>) =>
      updateViolations({
        session: { sessionId: 'ses-8f31c0' },
        update: { mode: 'merge', keywords: [] },
        expectedVersion: null,
        ...input,
      }).map(({ path, reason }) => `${path} ${reason}`);
    expect(check({})).toEqual([]);
    expect(check({ update: { mode: 'merge' } })).toEqual(['information REQUIRED']);
    expect(check({ update: { mode: 'merge', fields: {}, remove: [] } })).toEqual(['information REQUIRED']);
    expect(check({ update: { mode: 'replace' } })).toEqual([]);
    expect(check({ update: { mode: 'merge', remove: ['promo_code', 'No'] } })).toEqual([
      'removeFields/name[2] BAD_FORMAT',
    ]);
    expect(check({ update: { mode: 'merge', fields: { a: '1' }, remove: ['b', 'a '] } })).toEqual([
      'removeFields/name[2] NOT_ALLOWED',
    ]);
    expect(check({ expectedVersion: -1 })).toEqual(['expectedVersion OUT_OF_RANGE']);
    expect(check({ session: { phoneNumber: '+12025550143' } })).toEqual([]);
    expect(check({ session: { phoneNumber: '2025550143' } })).toEqual(['session/phoneNumber BAD_FORMAT']);
  });

  it('for calls: the window, the filters, the page', () => {
    const day = 86_400_000;
    const from = Date.UTC(2026, 2, 2);
    const check = (input: Partial<Parameters<typeof callsViolations>[0]>) =>
      callsViolations({
        campaignId: 'spring-offer-7',
        startedFrom: from,
        startedBefore: from + day,
        pageSize: 100,
        cursor: null,
        ...input,
      }).map(({ path, reason }) => `${path} ${reason}`);
    expect(check({ startedBefore: from + 31 * day, fields: manyFields(5), cursor: 'x'.repeat(512) })).toEqual(
      [],
    );
    expect(check({ startedBefore: from + 31 * day + 1 })).toEqual(['startedBefore OUT_OF_RANGE']);
    expect(check({ startedBefore: from })).toEqual(['startedBefore OUT_OF_RANGE']);
    expect(check({ startedFrom: Number.NaN })).toEqual(['startedBefore OUT_OF_RANGE']);
    expect(check({ fields: manyFields(6) })).toEqual(['customField TOO_MANY']);
    expect(check({ pageSize: 501 })).toEqual(['pageSize OUT_OF_RANGE']);
    expect(check({ cursor: '' })).toEqual(['cursor REQUIRED']);
    expect(check({ fields: { ad_copy: '\u0001' } })).toEqual(['customField[1]/value BAD_FORMAT']);
  });
});

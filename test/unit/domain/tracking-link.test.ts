import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SUB_ID_NAMES } from '#shared/domain/sub-ids.ts';
import { composeTrackingLink, parseTrackingLink } from '#shared/domain/tracking-link.ts';
import type { TrackingLinkParts } from '#shared/domain/tracking-link.ts';
import { anyText } from '#test/support/any-text.ts';

const BASE = 'http://networkid.ringrevenue.com/c/142/7419-43943-833064';
const SEED_LINK = `${BASE}?us=%2Faff_c%3Foffer_id%3D45%26aff_id%3D23%26aff_sub%3D8886532941%26PPCPN%3D8886532941`;
const SEED: TrackingLinkParts = {
  base: BASE,
  offerId: '45',
  partnerId: '23',
  number: '8886532941',
  subIds: {},
};

function composed(change: Partial<TrackingLinkParts> & { clickHost?: string } = {}) {
  const result = composeTrackingLink({ ...SEED, ...change });
  if (!result.ok) throw new Error(result.errors.map(({ message }) => message).join(' '));
  return result;
}

const id = anyText.filter((text) => text.trim() !== '');
const parts: fc.Arbitrary<TrackingLinkParts> = fc.record(
  {
    base: fc.constantFrom(
      BASE,
      `${BASE}/`,
      `${BASE}?lang=en&x=%20`,
      'https://leadtrust.invoca.net/c/1/14-11-109',
      'http://127.0.0.1:4010/c/1/1-2-3',
    ),
    offerId: id,
    partnerId: id,
    number: fc.string({ unit: fc.constantFrom(...'0123456789'.split('')), minLength: 10, maxLength: 10 }),
    subIds: fc.record(Object.fromEntries(SUB_ID_NAMES.map((name) => [name, anyText])), { requiredKeys: [] }),
    usOrigin: fc.constantFrom('http://networkid.go2cloud.org', 'https://click.example:8443'),
  },
  { requiredKeys: ['base', 'offerId', 'partnerId', 'number', 'subIds'] },
);

describe('composing a tracking link', () => {
  it('prints the first link of the seed byte for byte', () => {
    expect(composed().link).toBe(SEED_LINK);
  });

  it('prints the second link of the seed, with a sub id, byte for byte', () => {
    expect(composed({ subIds: { aff_sub2: '12345' } }).link).toBe(`${SEED_LINK}%26aff_sub2%3D12345`);
  });

  it('leads where the seed says, in whatever order the parameters stand', () => {
    const { redirect } = composed();
    const seed = new URL(
      'http://networkid.go2cloud.org/aff_c?PPCPN=8886532941&aff_id=23&aff_sub=8886532941&debug=1&offer_id=45',
    );
    const url = new URL(redirect ?? '');
    expect(url.origin + url.pathname).toBe(seed.origin + seed.pathname);
    seed.searchParams.delete('debug');
    expect(Object.fromEntries(url.searchParams)).toEqual(Object.fromEntries(seed.searchParams));
  });

  it.each([
    [{ aff_sub2: '12345' }, '%26aff_sub2%3D12345'],
    [{ aff_sub2: 'a b' }, '%26aff_sub2%3Da%2520b'],
    [{ aff_sub3: 'x&y=1' }, '%26aff_sub3%3Dx%2526y%253D1'],
    [{ aff_sub2: 'ü' }, '%26aff_sub2%3D%25C3%25BC'],
    [{ aff_sub4: '' }, ''],
    [{ source: 'mail', aff_sub5: '5', aff_sub2: '2' }, '%26aff_sub2%3D2%26aff_sub5%3D5%26source%3Dmail'],
    [{ aff_sub2: '\ud800' }, '%26aff_sub2%3D%25EF%25BF%25BD'],
  ])('appends %j as %s (invoca.md 6)', (subIds, appended) => {
    expect(composed({ subIds }).link).toBe(SEED_LINK + appended);
  });

  it('replaces a us the base already carries, keeps other parameters, and says so', () => {
    const { link, changed } = composed({ base: `${BASE}?lang=en&us=%2Fold&%75s=x&y#part` });
    expect(link).toBe(`${BASE}?lang=en&y&us=${SEED_LINK.split('?us=')[1] ?? ''}`);
    expect(changed).toEqual(['us_replaced', 'fragment_removed']);
    expect(composed({ base: SEED_LINK }).link).toBe(SEED_LINK);
  });

  it.each([
    [
      { base: 'https://leadtrust.invoca.net/c/1/14-11-109' },
      'http://leadtrust.go2cloud.org/aff_c?offer_id=45',
    ],
    [{ clickHost: 'click.example' }, 'http://click.example/aff_c?offer_id=45'],
    [{ clickHost: 'https://click.example:444' }, 'https://click.example:444/aff_c?offer_id=45'],
    [{ usOrigin: 'https://n.go2jump.org' }, 'https://n.go2jump.org/aff_c?offer_id=45'],
  ])('for %j leads to %s', (change, beginning) => {
    expect(composed(change).redirect?.startsWith(beginning)).toBe(true);
  });

  it('does not guess where a link on another host leads', () => {
    expect(composed({ base: 'https://calls.example/c/1/14-11-109' }).redirect).toBeNull();
    expect(composed({ base: 'https://ringrevenue.com.evil.example/c/1/1-1-1' }).redirect).toBeNull();
  });

  it.each([
    [{ base: '' }, 'base', 'empty'],
    [{ base: 'networkid.ringrevenue.com/c/1/1-2-3' }, 'base', 'not_a_url'],
    [{ base: 'http://a b/c/1/1-2-3' }, 'base', 'not_a_url'],
    [{ base: 'ftp://networkid.ringrevenue.com/c/1/1-2-3' }, 'base', 'not_http'],
    [{ base: 'javascript:alert(1)' }, 'base', 'not_http'],
    [{ base: 'http://u:p@networkid.ringrevenue.com/c/1/1-2-3' }, 'base', 'credentials'],
    [{ base: 'http://networkid.ringrevenue.com/' }, 'base', 'not_an_invoca_link'],
    [{ offerId: '' }, 'offerId', 'empty'],
    [{ partnerId: ' ' }, 'partnerId', 'empty'],
    [{ number: '888653294' }, 'number', 'not_ten_digits'],
    [{ number: '888-653-2941' }, 'number', 'not_ten_digits'],
    [{ number: '٨٨٨٦٥٣٢٩٤١' }, 'number', 'not_ten_digits'],
    [{ clickHost: 'a/b' }, 'clickHost', 'not_an_origin'],
    [{ usOrigin: 'https://u@h' }, 'usOrigin', 'not_an_origin'],
  ] as const)('refuses %j: %s %s', (change, field, reason) => {
    const result = composeTrackingLink({ ...SEED, ...change });
    expect(result).toMatchObject({ ok: false, errors: [{ field, reason }] });
  });

  it('names everything that is wrong at once', () => {
    const result = composeTrackingLink({ base: '', offerId: '', partnerId: '', number: '', subIds: {} });
    expect(result.ok ? [] : result.errors.map(({ field }) => field)).toEqual([
      'base',
      'offerId',
      'partnerId',
      'number',
    ]);
  });
});

describe('compose and parse', () => {
  it('are inverse for any value, and the redirect carries the value as typed', () => {
    fc.assert(
      fc.property(parts, (given) => {
        const { link, clickPath, redirect } = composed(given);
        const parsed = parseTrackingLink(link);
        if (!parsed.ok) throw new Error(parsed.errors[0]?.message);
        expect(composed(parsed.parts).link).toBe(link);
        expect(parsed.others).toEqual([]);
        const { subIds, ...rest } = parsed.parts;
        const { subIds: givenSubIds, ...givenRest } = given;
        expect(rest).toEqual({
          ...givenRest,
          offerId: given.offerId.toWellFormed(),
          partnerId: given.partnerId.toWellFormed(),
        });
        for (const name of SUB_ID_NAMES) {
          expect(subIds[name] ?? '').toBe((givenSubIds[name] ?? '').toWellFormed());
          const click = new URL(redirect ?? `http://click.example${clickPath}`);
          expect(click.searchParams.get(name) ?? '').toBe((givenSubIds[name] ?? '').toWellFormed());
        }
      }),
    );
  });

  it('make a link no value can break out of: one us, and the same parameters inside', () => {
    fc.assert(
      fc.property(parts, (given) => {
        const url = new URL(composed({ ...given, base: BASE }).link);
        expect([...url.searchParams.keys()]).toEqual(['us']);
        expect(url.origin + url.pathname).toBe(BASE);
        const click = new URL(url.searchParams.get('us') ?? '', 'http://click.example');
        const filled = SUB_ID_NAMES.filter((name) => given.subIds[name]);
        expect([...click.searchParams.keys()]).toEqual(['offer_id', 'aff_id', 'aff_sub', 'PPCPN', ...filled]);
        expect(click.pathname).toBe('/aff_c');
      }),
    );
  });
});

describe('parsing a tracking link', () => {
  it('takes the seed apart, and says which parameters are not its own', () => {
    expect(parseTrackingLink(`${SEED_LINK}%26aff_sub2%3D12345%26debug%3D1`)).toEqual({
      ok: true,
      parts: { ...SEED, subIds: { aff_sub2: '12345' } },
      others: [{ name: 'debug', value: '1' }],
    });
  });

  it.each([
    ['', 'empty'],
    ['hello', 'not_a_url'],
    [BASE, 'us_missing'],
    [`${SEED_LINK}&us=x`, 'parameter_repeated'],
    [`${BASE}?us=%zz`, 'bad_escape'],
    [`${BASE}?us=%252Faff_c%253Foffer_id%253D45`, 'not_a_click_path'],
    [`${BASE}?us=%2Faff_c%3Foffer_id%3D45`, 'parameter_missing'],
    [`${SEED_LINK}%26aff_sub2%3D%25zz`, 'bad_escape'],
    [`${SEED_LINK}%26offer_id%3D46`, 'parameter_repeated'],
    [SEED_LINK.replace('PPCPN%3D8886532941', 'PPCPN%3D8886532942'), 'number_differs'],
  ])('refuses %s: %s', (link, reason) => {
    expect(parseTrackingLink(link)).toMatchObject({ ok: false, errors: [{ field: 'link', reason }] });
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anyText,
          anyText.map((text) => `${BASE}?us=${text}`),
        ),
        (text) => {
          expect(typeof parseTrackingLink(text).ok).toBe('boolean');
        },
      ),
    );
  });
});

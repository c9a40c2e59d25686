import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeMacroValue, expandTemplate, MACROS } from '#shared/domain/macros.ts';
import { anyText } from '#test/support/any-text.ts';

const VALUES = {
  aff_sub2: 'a b&c',
  aff_sub: '8885550142',
  payout: '21.00',
  affiliate_id: '23',
  offer_id: '45',
};

describe('expanding a template', () => {
  it.each([
    ['https://p.example/cb?s={aff_sub2}&p={payout}', 'https://p.example/cb?s=a%20b%26c&p=21.00'],
    ['https://p.example/{offer_id}/{affiliate_id}?n={aff_sub}', 'https://p.example/45/23?n=8885550142'],
    ['https://p.example/cb?x={nope}', 'https://p.example/cb?x={nope}'],
    ['https://p.example/cb?ip={ip}', 'https://p.example/cb?ip='],
    ['https://p.example/cb?x={PAYOUT}&y={}', 'https://p.example/cb?x={PAYOUT}&y={}'],
    ['https://p.example?p={payout}', 'https://p.example?p=21.00'],
    ['https://p.example/cb#{payout}', 'https://p.example/cb#21.00'],
    ['https://p.example/{{payout}}', 'https://p.example/{21.00}'],
  ])('turns %s into %s (tune.md 5.4)', (template, url) => {
    expect(expandTemplate(template, VALUES).url).toBe(url);
  });

  it('prints the postback of the seed', () => {
    const { url } = expandTemplate('http://affiliatepostback.com/conversion.php?id={aff_sub2}', {
      aff_sub2: '12345',
    });
    expect(url).toBe('http://affiliatepostback.com/conversion.php?id=12345');
  });

  it('never scans a value for macros', () => {
    const { url } = expandTemplate('https://p.example/cb?s={aff_sub2}', {
      aff_sub2: '{payout}',
      payout: '21.00',
    });
    expect(url).toBe('https://p.example/cb?s=%7Bpayout%7D');
  });

  it('lists what was used and what was empty, each once', () => {
    const template = 'https://p.example/{payout}?a={payout}&b={ip}&c={ip}&d={aff_sub2}&e={nope}';
    expect(expandTemplate(template, VALUES)).toMatchObject({
      used: [
        { macro: 'payout', value: '21.00' },
        { macro: 'aff_sub2', value: 'a b&c' },
      ],
      empty: ['ip'],
    });
  });

  it('takes values of its own only, never from the prototype', () => {
    const values = { ...VALUES, status: 'approved' };
    expect(expandTemplate('https://p.example/?{constructor}{toString}{__proto__}', values).url).toBe(
      'https://p.example/?{constructor}{toString}{__proto__}',
    );
    expect(MACROS.every(({ name }) => !(name in {}))).toBe(true);
  });

  it.each(['https://{payout}.p.example/x', 'https://p.example:{offer_id}/', 'https://{offer_id}@p.example/'])(
    'fills nothing in front of the path: %s',
    (template) => {
      expect(expandTemplate(template, VALUES)).toEqual({ url: template, used: [], empty: [] });
    },
  );

  it.each(['', '{payout}', 'ftp://p.example/{payout}', '//p.example/{payout}', 'javascript:{payout}'])(
    'leaves %j as typed, since it is no address',
    (template) => {
      expect(expandTemplate(template, VALUES).url).toBe(template);
    },
  );

  it.each([
    ['https://p.example/a/{aff_sub2}/b', '..', 'https://p.example/a/%252E%252E/b'],
    ['https://p.example/a/{aff_sub2}', '.', 'https://p.example/a/%252E'],
    ['https://p.example/a/.{aff_sub2}/b', '.', 'https://p.example/a/%252E%252E/b'],
    ['https://p.example/a/.{aff_sub2}/b', '', 'https://p.example/a/%252E/b'],
    ['https://p.example/a/%2E{aff_sub2}/b', '.', 'https://p.example/a/%252E%252E/b'],
    ['https://p.example/a/{aff_sub2}', '...', 'https://p.example/a/...'],
    ['https://p.example/a/../{aff_sub2}', 'x', 'https://p.example/a/../x'],
    ['https://p.example/a?x={aff_sub2}', '..', 'https://p.example/a?x=..'],
  ])('keeps %s from climbing with %j', (template, value, url) => {
    expect(expandTemplate(template, { aff_sub2: value }).url).toBe(url);
  });

  it('encodes so that any value comes back from the query as typed', () => {
    fc.assert(
      fc.property(anyText, (value) => {
        expect(encodeMacroValue(value)).toMatch(/^[A-Za-z0-9\-_.~%]*$/);
        const { url } = expandTemplate('https://p.example/cb?a=1&s={aff_sub2}&z=2', { aff_sub2: value });
        expect([...new URL(url).searchParams]).toEqual([
          ['a', '1'],
          ['s', value.toWellFormed()],
          ['z', '2'],
        ]);
      }),
    );
  });
});

describe('no value leaves its place', () => {
  const literal = fc.string({
    unit: fc.constantFrom('a', 'B', '7', '-', '.', '%20', '~', ';', ','),
    maxLength: 4,
  });
  const slot = fc.constantFrom('{aff_sub2}', '{source}', '{payout}', '{nope}', '{{aff_sub3}}');
  const piece = fc
    .array(fc.oneof(literal, slot), { minLength: 1, maxLength: 4 })
    .map((pieces) => pieces.join(''));
  const pair = fc.tuple(fc.stringMatching(/^[a-z]{1,5}$/), piece).map(([name, value]) => `${name}=${value}`);
  const template = fc
    .tuple(
      fc.constantFrom('https://p.example', 'http://p.example:8080', 'https://[::1]:9', 'https://p.example.'),
      fc.array(piece, { maxLength: 4 }),
      fc.array(pair, { maxLength: 4 }),
      fc.option(piece),
    )
    .map(
      ([origin, path, query, fragment]) =>
        `${origin}/${path.join('/')}${query.length > 0 ? `?${query.join('&')}` : ''}${fragment === null ? '' : `#${fragment}`}`,
    );
  const values = fc.record({ aff_sub2: anyText, source: anyText, payout: anyText, aff_sub3: anyText });
  const plain = { aff_sub2: 'x', source: 'x', payout: 'x', aff_sub3: 'x' };

  const shape = (url: string) => {
    const { protocol, username, password, hostname, port, pathname, searchParams } = new URL(url);
    const names = [...searchParams.keys()];
    return { protocol, username, password, hostname, port, segments: pathname.split('/').length, names };
  };

  it('host, port, number of path segments and parameters are those of a harmless value', () => {
    fc.assert(
      fc.property(template, values, (given, hostile) => {
        expect(shape(expandTemplate(given, hostile).url)).toEqual(shape(expandTemplate(given, plain).url));
      }),
      { numRuns: 500 },
    );
  });

  it('every parameter and segment without a macro stays as it is', () => {
    fc.assert(
      fc.property(template, values, (given, hostile) => {
        const harmless = new URL(expandTemplate(given, plain).url);
        const filled = new URL(expandTemplate(given, hostile).url);
        const typed = new URL(given);
        const typedPairs = [...typed.searchParams];
        const harmlessPairs = [...harmless.searchParams];
        const filledPairs = [...filled.searchParams];
        typedPairs.forEach(([, value], index) => {
          const untouched = value === harmlessPairs[index]?.[1];
          expect(untouched ? filledPairs[index] : null).toEqual(untouched ? typedPairs[index] : null);
        });
      }),
      { numRuns: 500 },
    );
  });

  it('the same facts give the same URL', () => {
    fc.assert(
      fc.property(template, values, (given, hostile) => {
        expect(expandTemplate(given, hostile)).toEqual(expandTemplate(given, { ...hostile }));
      }),
    );
  });
});

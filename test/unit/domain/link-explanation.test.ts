import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainTrackingLink } from '#shared/domain/link-explanation.ts';
import type { Span } from '#shared/domain/percent.ts';
import { SUB_ID_NAMES } from '#shared/domain/sub-ids.ts';
import { composeTrackingLink } from '#shared/domain/tracking-link.ts';
import { anyText } from '#test/support/any-text.ts';

const BASE = 'http://networkid.ringrevenue.com/c/142/7419-43943-833064';
const SEED_LINK = `${BASE}?us=%2Faff_c%3Foffer_id%3D45%26aff_id%3D23%26aff_sub%3D8886532941%26PPCPN%3D8886532941`;
const CLICK = '/aff_c?offer_id=45&aff_id=23&aff_sub=8886532941&PPCPN=8886532941';

const codesOf = (link: string): readonly string[] => explainTrackingLink(link).faults.map(({ code }) => code);
const cut = (text: string, span: Span | null): string | null => span && text.slice(span.start, span.end);

describe('explaining a good link', () => {
  it('names every layer of the seed, and finds nothing wrong', () => {
    const { layers, params, faults, click, redirect } = explainTrackingLink(
      ` ${SEED_LINK}%26aff_sub2%3D12345 `,
    );
    expect(Object.fromEntries(layers.map(({ name, value }) => [name, value]))).toEqual({
      host: 'networkid.ringrevenue.com',
      network: '142',
      invoca_partner: '7419',
      invoca_campaign: '43943',
      invoca_number: '833064',
      us: `${SEED_LINK.split('?us=')[1] ?? ''}%26aff_sub2%3D12345`,
      click: `${CLICK}&aff_sub2=12345`,
      redirect: `http://networkid.go2cloud.org${CLICK}&aff_sub2=12345`,
    });
    expect(params.map(({ name, value }) => [name, value])).toEqual([
      ['offer_id', '45'],
      ['aff_id', '23'],
      ['aff_sub', '8886532941'],
      ['PPCPN', '8886532941'],
      ['aff_sub2', '12345'],
    ]);
    expect(params.every(({ encodingDepth }) => encodingDepth === 2)).toBe(true);
    expect(faults).toEqual([]);
    expect([click, redirect]).toEqual([layers.at(-2)?.value, layers.at(-1)?.value]);
  });

  it('reads a full URL in us as well, which is then where the link leads', () => {
    const full = `https://n.go2jump.org${CLICK}&aff_sub2=a%20b`;
    const explained = explainTrackingLink(`${BASE}?us=${encodeURIComponent(full)}`);
    expect(explained.faults).toEqual([]);
    expect(explained.redirect).toBe(full);
    expect(explained.params.at(-1)).toMatchObject({
      name: 'aff_sub2',
      value: 'a b',
      raw: 'a%20b',
      encodingDepth: 2,
    });
  });

  it('takes the click host it is told', () => {
    expect(explainTrackingLink(SEED_LINK, { clickHost: 'click.example' }).redirect).toBe(
      `http://click.example${CLICK}`,
    );
    expect(explainTrackingLink(SEED_LINK.replace('ringrevenue.com', 'example')).redirect).toBeNull();
  });

  it('reads any composed link back: value, and the same text marked in every layer', () => {
    const values = fc.record(Object.fromEntries(SUB_ID_NAMES.map((name) => [name, anyText])), {
      requiredKeys: [],
    });
    fc.assert(
      fc.property(values, fc.constantFrom(undefined, 'https://n.go2jump.org'), (subIds, usOrigin) => {
        const composed = composeTrackingLink({
          base: BASE,
          offerId: '45',
          partnerId: '23',
          number: '8886532941',
          subIds,
          ...(usOrigin === undefined ? {} : { usOrigin }),
        });
        if (!composed.ok) throw new Error('not composed');
        const { link, click, redirect, params, faults } = explainTrackingLink(composed.link);
        expect([link, click, redirect]).toEqual([composed.link, composed.clickPath, composed.redirect]);
        for (const name of SUB_ID_NAMES) {
          const param = params.find((candidate) => candidate.name === name);
          const value = (subIds[name] ?? '').toWellFormed();
          expect(param?.value ?? '').toBe(value);
          if (!param) continue;
          const once = encodeURIComponent(value);
          expect(cut(link, param.spans.link)).toBe(encodeURIComponent(once));
          expect(cut(click ?? '', param.spans.click)).toBe(once);
          expect(cut(redirect ?? '', param.spans.redirect)).toBe(once);
        }
        const own = [
          'unresolved-macro',
          'double-encoded-value',
          'personal-data',
          'value-too-long',
          'double-encoded-path',
        ];
        for (const { code, param } of faults) {
          expect(own).toContain(code);
          expect(code === 'double-encoded-path' || SUB_ID_NAMES.some((name) => name === param)).toBe(true);
        }
      }),
    );
  });
});

describe('faults of a link', () => {
  it.each([
    ['nothing', 'hello', ['not-a-tracking-link']],
    ['an empty text', '', ['not-a-tracking-link']],
    ['a script', 'javascript:alert(1)', ['not-a-tracking-link']],
    ['another site', 'https://example.com/', ['not-a-tracking-link']],
    ['the click itself', `http://networkid.go2cloud.org${CLICK}`, ['not-a-tracking-link']],
    ['a link without a click', BASE, ['missing-us']],
    ['a path without the three ids', SEED_LINK.replace('7419-43943-833064', '7419'), ['missing-invoca-ids']],
    [
      'a blank',
      SEED_LINK.replace('%3D45', '%3D4 5'),
      ['blank-in-link', 'id-not-a-number', 'value-not-encoded'],
    ],
    ['another path', SEED_LINK.replace('aff_c', 'aff_i'), ['wrong-click-path']],
    ['us twice', `${SEED_LINK}&us=x`, ['duplicate-parameter']],
    [
      'structure encoded twice',
      BASE + '?us=' + encodeURIComponent(encodeURIComponent(CLICK)),
      ['double-encoded-path'],
    ],
    [
      'structure encoded three times',
      BASE + '?us=' + encodeURIComponent(encodeURIComponent(encodeURIComponent(CLICK))),
      ['double-encoded-path'],
    ],
    [
      'an appended parameter encoded twice',
      `${SEED_LINK.replace('%26PPCPN%3D8886532941', '')}%26PPCPN%3D8886532941%26source%3Dx%2526aff_sub2%253D1`,
      ['double-encoded-path'],
    ],
    ['a parameter appended as it is', `${SEED_LINK}&aff_sub2=12345`, ['us-not-encoded']],
    ['a value encoded twice', `${SEED_LINK}%26aff_sub2%3Da%252520b`, ['double-encoded-value']],
    ['a value encoded once', `${SEED_LINK}%26aff_sub2%3Da%20b`, ['value-not-encoded']],
    ['an ampersand encoded once', `${SEED_LINK}%26aff_sub3%3Dx%26y`, ['value-not-encoded']],
    ['a hash encoded once', `${SEED_LINK}%26aff_sub3%3Dx%23y`, ['value-not-encoded']],
    ['a bad escape in us', `${SEED_LINK}%26source%3D%C3x`, ['bad-escape']],
    ['a bad escape in a value', `${SEED_LINK}%26source%3D%25zz`, ['bad-escape']],
    ['a parameter twice', `${SEED_LINK}%26source%3Da%26source%3Db`, ['duplicate-parameter']],
    ['no offer', SEED_LINK.replace('offer_id%3D45%26', ''), ['missing-offer-id']],
    ['an empty partner', SEED_LINK.replace('aff_id%3D23', 'aff_id%3D'), ['missing-aff-id']],
    ['no number shown', SEED_LINK.replace('%26PPCPN%3D8886532941', ''), ['missing-number']],
    ['no number tracked', SEED_LINK.replace('%26aff_sub%3D8886532941', ''), ['missing-number']],
    ['an offer by name', SEED_LINK.replace('%3D45', '%3Droof'), ['id-not-a-number']],
    [
      'aff_sub taken by a partner',
      SEED_LINK.replace('aff_sub%3D8886532941', 'aff_sub%3Dclick99'),
      ['aff-sub-taken', 'aff-sub-not-ppcpn'],
    ],
    ['aff_sub taken as well', `${SEED_LINK}%26aff_sub1%3Dclick99`, ['aff-sub-taken', 'aff-sub-not-ppcpn']],
    ['two numbers', SEED_LINK.replace('PPCPN%3D8886532941', 'PPCPN%3D8886532942'), ['aff-sub-not-ppcpn']],
    [
      'a short number',
      SEED_LINK.replaceAll('8886532941', '888653294'),
      ['number-not-ten-digits', 'aff-sub-taken'],
    ],
    ['501 characters', `${SEED_LINK}%26aff_sub2%3D${'x'.repeat(501)}`, ['value-too-long']],
    [
      '501 emoji',
      `${SEED_LINK}%26aff_sub2%3D${encodeURIComponent(encodeURIComponent('😀'.repeat(501)))}`,
      ['link-too-long', 'value-too-long'],
    ],
    ['a macro {x}', `${SEED_LINK}%26aff_sub2%3D%257Bclickid%257D`, ['unresolved-macro']],
    ['a macro typed bare', `${SEED_LINK}%26aff_sub2%3D{clickid}`, ['unresolved-macro']],
    ['a macro [x]', `${SEED_LINK}%26aff_sub2%3D%255Bclickid%255D`, ['unresolved-macro']],
    [
      'a macro %7Bx%7D',
      `${SEED_LINK}%26aff_sub2%3D%25257Bx%25257D`,
      ['double-encoded-value', 'unresolved-macro'],
    ],
    ['a macro as offer', SEED_LINK.replace('%3D45', '%3D%7Boffer_id%7D'), ['unresolved-macro']],
    ['an e-mail address', `${SEED_LINK}%26source%3Djo%2540example.com`, ['personal-data']],
    ['a phone number', `${SEED_LINK}%26source%3D415-555-0163`, ['personal-data']],
  ])('finds %s', (_, link, codes) => {
    expect(codesOf(link)).toEqual(codes);
  });

  it.each([
    ['500 characters', `${SEED_LINK}%26aff_sub2%3D${'x'.repeat(500)}`],
    ['500 accents', `${SEED_LINK}%26aff_sub2%3D${encodeURIComponent(encodeURIComponent('é'.repeat(500)))}`],
    ['its own promo number', `${SEED_LINK}%26source%3D888-653-2941`],
    ['a percent sign', `${SEED_LINK}%26source%3D100%2525`],
    ['debug and a click id', `${SEED_LINK}%26debug%3D1%26aff_click_id%3D9f8e`],
    ['a parameter of its own', SEED_LINK.replace('?us', '?lang=en&us')],
  ])('has nothing against %s', (_, link) => {
    expect(codesOf(link)).toEqual([]);
  });

  it('names the parameter and says what will come of it', () => {
    const [fault] = explainTrackingLink(`${SEED_LINK}%26aff_sub3%3D%257Bclickid%257D`).faults;
    expect(fault?.param).toBe('aff_sub3');
    expect(fault?.message).toContain('{clickid}');
  });

  it('explains the content of a path encoded twice, but not where it leads', () => {
    const twice = encodeURIComponent(encodeURIComponent(`${CLICK}&aff_sub2=a%20b&source=c`));
    const { params, redirect, click, link } = explainTrackingLink(`${BASE}?us=${twice}`);
    expect(params.map(({ spans }) => cut(link, spans.link)).slice(-2)).toEqual(['a%252520b', 'c']);
    expect(click).toBe(`${CLICK}&aff_sub2=a%20b&source=c`);
    expect(params.at(-2)).toMatchObject({ value: 'a b', encodingDepth: 3, spans: { redirect: null } });
    expect(redirect).toBeNull();
  });

  it('counts the depth of a value encoded once, twice and three times', () => {
    const depths = ['a%20b', 'a%2520b', 'a%252520b'].map(
      (value) => explainTrackingLink(`${SEED_LINK}%26aff_sub2%3D${value}`).params.at(-1)?.encodingDepth,
    );
    expect(depths).toEqual([1, 2, 3]);
  });
});

describe('explaining anything at all', () => {
  it('never throws, and its spans stay inside their texts', () => {
    const text = fc.oneof(
      anyText,
      anyText.map((tail) => `${BASE}?us=${tail}`),
      anyText.map((tail) => `${SEED_LINK}${tail}`),
      fc
        .tuple(fc.nat(SEED_LINK.length), anyText)
        .map(([at, piece]) => SEED_LINK.slice(0, at) + piece + SEED_LINK.slice(at)),
    );
    fc.assert(
      fc.property(text, (given) => {
        const { link, click, redirect, layers, params } = explainTrackingLink(given);
        const inside = (span: Span | null, within: string): void => {
          if (!span) return;
          expect(span.start).toBeGreaterThanOrEqual(0);
          expect(span.end).toBeGreaterThanOrEqual(span.start);
          expect(span.end).toBeLessThanOrEqual(within.length);
        };
        for (const { span } of layers) inside(span, link);
        for (const { spans } of params) {
          inside(spans.link, link);
          inside(spans.click, click ?? '');
          inside(spans.redirect, redirect ?? '');
        }
      }),
    );
  });

  it('takes a hostile link of a megabyte in its stride', () => {
    for (const piece of ['%25', 'a@', '1-', '{', '%2526a=', '4111 ']) {
      const link = SEED_LINK + piece.repeat(Math.floor(200_000 / piece.length));
      expect(explainTrackingLink(link).link.length).toBeGreaterThan(100_000);
    }
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signableUrl, signedPostText, signedUrl } from '#shared/domain/signed-text.ts';
import { secretFault } from '#shared/domain/signing-secret.ts';

const names = { signature: 'signature', timestamp: 'timestamp' };

describe('what a signature covers', () => {
  it('for a POST: id, seconds and body, as Standard Webhooks says', () => {
    expect(signedPostText('dlv_1', 1_700_000_000, '{"a":1}')).toBe('dlv_1.1700000000.{"a":1}');
  });

  it('for a GET: the parameters in order, the time among them', () => {
    const { url, text } = signableUrl('https://p.example/cb?b=2&a=1%20x#top', 17, names);
    expect(url).toBe('https://p.example/cb?b=2&a=1%20x&timestamp=17');
    expect(text).toBe('a=1%20x&b=2&timestamp=17');
    expect(signedUrl(url, names, ['ff', '00'])).toBe(
      'https://p.example/cb?b=2&a=1%20x&timestamp=17&signature=ff,00',
    );
  });

  it.each([
    ['https://p.example/cb', 'https://p.example/cb?timestamp=17', 'timestamp=17'],
    ['https://p.example/cb?', 'https://p.example/cb?timestamp=17', 'timestamp=17'],
    [
      'https://p.example/cb?signature=x&a=1&timestamp=9',
      'https://p.example/cb?a=1&timestamp=17',
      'a=1&timestamp=17',
    ],
  ])('%s', (given, url, text) => {
    expect(signableUrl(given, 17, names)).toEqual({ url, text });
  });

  it('is the same however the parameters stand, and another when one changes', () => {
    const pair = fc.tuple(fc.stringMatching(/^[a-z]{1,4}$/), fc.stringMatching(/^[a-z0-9%]{0,4}$/));
    fc.assert(
      fc.property(fc.array(pair, { minLength: 1, maxLength: 6 }), (pairs) => {
        const of = (given: typeof pairs) =>
          signableUrl(
            `https://p.example/cb?${given.map(([name, value]) => `${name}=${value}`).join('&')}`,
            17,
            names,
          ).text;
        expect(of(pairs.toReversed())).toBe(of(pairs));
        const [first, ...rest] = pairs;
        expect(of([[first?.[0] ?? '', `${first?.[1] ?? ''}z`], ...rest])).not.toBe(of(pairs));
      }),
    );
  });
});

describe('a signing secret', () => {
  it.each([
    ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', null],
    ['whsec_MfKQ9r8GKYqrTwjUPD8', 'at least 24 bytes'],
    ['whsec_not base64!', 'no base64'],
    ['a-secret-of-some-24-letters', null],
    ['too short', 'at least 24 characters'],
    [' a-secret-of-some-24-letters', 'blank'],
  ])('%s', (secret, fault) => {
    if (fault === null) expect(secretFault(secret)).toBeNull();
    else expect(secretFault(secret)).toContain(fault);
  });
});

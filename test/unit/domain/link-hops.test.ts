import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clickDifference } from '#shared/domain/link-hops.ts';
import { composeTrackingLink } from '#shared/domain/tracking-link.ts';

describe('the click that arrives', () => {
  it('is whole when it is the promised one, whatever was added to it', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, unit: 'binary' }),
        fc.string({ unit: 'grapheme' }),
        (sub, source) => {
          const composed = composeTrackingLink({
            base: 'http://network.invoca.net/c/142/7419-43943-833064',
            offerId: '45',
            partnerId: '23',
            number: '8885550142',
            subIds: { aff_sub2: sub, source },
          });
          if (!composed.ok) throw new Error('These parts make a link.');
          const arrived = `https://network.go2cloud.org${composed.clickPath}&debug=1`;
          expect(clickDifference(composed.clickPath, arrived)).toEqual({ lost: [], changed: [] });
        },
      ),
    );
  });

  it('may come in any order and spelling of its escapes', () => {
    expect(clickDifference('/aff_c?a=x%20y&b=2', 'http://t.example/aff_c?b=2&a=x%20%79')).toEqual({
      lost: [],
      changed: [],
    });
  });

  it('shows what was lost, encoded again, cut off or doubled', () => {
    expect(
      clickDifference(
        '/aff_c?offer_id=45&aff_sub2=a%26b&aff_sub3=q%25&aff_sub4=1&aff_sub5=5',
        'http://t.example/aff_c?offer_id=45&aff_sub2=a&aff_sub3=q%2525&aff_sub4=1&aff_sub4=1',
      ),
    ).toEqual({
      lost: ['aff_sub5'],
      changed: [
        { name: 'aff_sub2', expected: 'a&b', got: 'a' },
        { name: 'aff_sub3', expected: 'q%', got: 'q%25' },
        { name: 'aff_sub4', expected: '1', got: '1,1' },
      ],
    });
  });

  it('is lost whole when nobody carried it', () => {
    expect(clickDifference('/aff_c?offer_id=45&aff_id=23', '').lost).toEqual(['offer_id', 'aff_id']);
  });
});

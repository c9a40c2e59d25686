import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { goalCode, goalOfUrl, loadedAddresses } from '#shared/domain/goal-code.ts';
import type { GoalPlace } from '#shared/domain/goal-code.ts';
import { escapeMarkup, unescapeMarkup } from '#shared/domain/markup-text.ts';
import { filledRider, riderMarkup } from '#shared/domain/rider-code.ts';
import { anyText } from '#test/support/any-text.ts';

const ORIGIN = 'https://leadtrust.go2cloud.org';
const id = fc
  .string({ minLength: 1, maxLength: 12 })
  .filter((text) => text.trim() !== '' && text.isWellFormed());
const places: fc.Arbitrary<GoalPlace> = fc.record({
  origin: fc.constantFrom(ORIGIN, 'http://127.0.0.1:8935', 'https://clicks.harbor.example'),
  offerId: id,
  goalId: fc.oneof(fc.constant('0'), id),
  way: fc.constantFrom('iframe' as const, 'image' as const, 'server' as const),
});

describe('the code of a goal', () => {
  it('is shaped as TUNE’s links are', () => {
    const place = { origin: ORIGIN, offerId: '45', goalId: '7' };
    expect(goalCode({ ...place, way: 'iframe' }, 'Lead')).toEqual({
      url: `${ORIGIN}/aff_goal?a=l&goal_id=7&offer_id=45`,
      code: `<!-- Offer Goal Conversion: Lead --><iframe src="${ORIGIN}/aff_goal?a=l&amp;goal_id=7&amp;offer_id=45" scrolling="no" frameborder="0" width="1" height="1"></iframe><!-- // End Offer Goal Conversion -->`,
    });
    expect(goalCode({ ...place, way: 'image' }, 'Lead').url).toBe(
      `${ORIGIN}/aff_goal?a=i&goal_id=7&offer_id=45`,
    );
    expect(goalCode({ ...place, way: 'server' }, 'Lead').code).toBe(
      `${ORIGIN}/aff_goal?a=lsr&goal_id=7&offer_id=45&transaction_id=TRANSACTION_ID`,
    );
    expect(goalCode({ ...place, goalId: '0', way: 'iframe' }, 'Sale').url).toBe(
      `${ORIGIN}/aff_l?offer_id=45`,
    );
    expect(goalCode({ ...place, goalId: '0', way: 'server' }, 'Sale').url).toBe(
      `${ORIGIN}/aff_lsr?offer_id=45&transaction_id=TRANSACTION_ID`,
    );
  });

  it('tells the same goal again, whatever its ids are', () => {
    fc.assert(
      fc.property(places, (place) => {
        const goalId = /^0*$/.test(place.goalId) ? '0' : place.goalId;
        expect(goalOfUrl(goalCode({ ...place, goalId }, 'Lead').url)).toEqual({ ...place, goalId });
      }),
    );
  });

  it('makes a browser load its own address and nothing else, whatever the goal is called', () => {
    fc.assert(
      fc.property(places, anyText, (place, name) => {
        const { code, url } = goalCode(place, name);
        expect(loadedAddresses(code)).toEqual(place.way === 'server' ? [] : [url]);
        const comments = code.match(/<!--|-->/g) ?? [];
        expect(comments).toHaveLength(place.way === 'server' ? 0 : 4);
      }),
    );
  });

  it('is not found in other addresses', () => {
    for (const address of [
      '',
      'nothing',
      `${ORIGIN}/aff_c?offer_id=45&aff_id=23`,
      `${ORIGIN}/aff_goal?goal_id=7`,
    ]) {
      expect(goalOfUrl(address)).toBeNull();
    }
  });
});

describe('what rides along', () => {
  it('has its macros filled in once, for the address they stand in', () => {
    const values = { aff_sub2: 'a b&c"{payout}', payout: '21.00' };
    expect(filledRider('<img src="https://p.example/x?s={aff_sub2}&p={payout}&n={nope}">', values)).toEqual({
      markup: '<img src="https://p.example/x?s=a%20b%26c%22%7Bpayout%7D&p=21.00&n={nope}">',
      unknown: ['nope'],
    });
  });

  it('cannot break out of the place of a macro', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => text.isWellFormed()),
        (value) => {
          const { markup } = filledRider('<img src="https://p.example/?s={aff_sub2}">', { aff_sub2: value });
          expect(loadedAddresses(markup)).toHaveLength(1);
          const [address = ''] = loadedAddresses(markup);
          expect(new URL(address).searchParams.get('s')).toBe(value);
        },
      ),
    );
  });

  it('is an image when it is an address alone', () => {
    expect(riderMarkup(' https://p.example/x?a=1&b=2 ')).toBe(
      '<img src="https://p.example/x?a=1&amp;b=2" width="1" height="1" alt="" />',
    );
    expect(riderMarkup('<iframe src="https://p.example/"></iframe>')).toMatch(/^<iframe/);
  });
});

describe('text in markup', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(unescapeMarkup(escapeMarkup(text))).toBe(text);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrivalOf, HARMLESS_FATES } from '#shared/domain/link-arrival.ts';
import { clickDifference } from '#shared/domain/link-hops.ts';
import { encodeValue } from '#shared/domain/percent.ts';
import { anyText } from '#test/support/any-text.ts';

const CLICK = '/aff_c?offer_id=45&aff_id=23&aff_sub=8886532941&PPCPN=8886532941';
const ORIGIN = 'http://networkid.go2cloud.org';
const withSub = (raw: string): string => `${CLICK}&aff_sub2=${raw}`;
const fateOf = (promised: string, got: string) =>
  arrivalOf(withSub(promised), ORIGIN + withSub(got)).find(({ name }) => name === 'aff_sub2')?.fate;

describe('what became of a click’s parameters', () => {
  it('names what happened to a value', () => {
    expect(fateOf('spring%20sale', 'spring%20sale')).toBe('whole');
    expect(fateOf('spring%20sale', 'spring+sale')).toBe('respelled');
    expect(fateOf('spring%20sale', 'spring%2520sale')).toBe('encoded_again');
    expect(fateOf('a%2Bb', 'a+b')).toBe('decoded_again');
    expect(fateOf('a%26b', 'a&b')).toBe('cut');
    expect(fateOf('12345', '54321')).toBe('changed');
  });

  it('names what is lost and what came on the way', () => {
    const arrivals = arrivalOf(withSub('1'), `${ORIGIN}${CLICK}&debug=1`);
    expect(arrivals.filter(({ fate }) => fate !== 'whole')).toEqual([
      { name: 'aff_sub2', fate: 'lost', expected: '1', got: null },
      { name: 'debug', fate: 'added', expected: null, got: '1' },
    ]);
  });

  it('speaks of the same parameters as the difference does, whatever arrives', () => {
    fc.assert(
      fc.property(anyText, anyText, fc.constantFrom('aff_sub2', 'source'), (sent, came, name) => {
        const promised = withSub(encodeValue(sent));
        const got = `${ORIGIN}${CLICK}&${name}=${encodeValue(came)}`;
        const arrivals = arrivalOf(promised, got);
        const { lost, changed } = clickDifference(promised, got);
        const named = (fates: (fate: string) => boolean): string[] =>
          arrivals.filter(({ fate }) => fates(fate)).map((one) => one.name);
        expect(named((fate) => fate === 'lost')).toEqual(lost);
        const harmed = arrivals.filter(({ fate }) => fate !== 'lost' && !HARMLESS_FATES.has(fate));
        expect(harmed.map((one) => one.name)).toEqual(changed.map((one) => one.name));
      }),
    );
  });

  it('finds everything whole when nothing happened', () => {
    fc.assert(
      fc.property(anyText, (sent) => {
        const click = withSub(encodeValue(sent));
        expect(arrivalOf(click, ORIGIN + click).every(({ fate }) => fate === 'whole')).toBe(true);
      }),
    );
  });
});

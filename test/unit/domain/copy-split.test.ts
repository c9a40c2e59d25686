import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitCopies } from '#shared/domain/copy-split.ts';

const weights = fc
  .array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 6 })
  .filter((list) => list.some((weight) => weight > 0));
const never = (): number => {
  throw new Error('A fixed split leaves nothing to chance.');
};

describe('dividing recipients among ad copies', () => {
  it('by turns keeps every share to within one, at any moment', () => {
    fc.assert(
      fc.property(weights, fc.integer({ min: 0, max: 400 }), (list, count) => {
        const total = list.reduce((sum, weight) => sum + weight, 0);
        const given = splitCopies(list, count, 'fixed', never);
        list.forEach((weight, place) => {
          const got = given.filter((copy) => copy === place).length;
          expect(Math.abs(got - (count * weight) / total)).toBeLessThan(list.length > 2 ? 2 : 1.000001);
          if (weight === 0) expect(got).toBe(0);
        });
      }),
    );
  });

  it('gives whole rounds their exact shares', () => {
    const given = splitCopies([3, 2], 10, 'fixed', never);
    expect([0, 1].map((place) => given.filter((copy) => copy === place).length)).toEqual([6, 4]);
  });

  it('goes on as it began when more recipients come', () => {
    fc.assert(
      fc.property(weights, fc.nat(60), fc.nat(60), (list, first, more) => {
        const whole = splitCopies(list, first + more, 'fixed', never);
        expect(whole.slice(0, first)).toEqual(splitCopies(list, first, 'fixed', never));
      }),
    );
  });

  it('by weight never chooses what has none', () => {
    fc.assert(
      fc.property(weights, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (list, chance) => {
        const [place = -1] = splitCopies(list, 1, 'weighted', () => chance);
        expect(list[place]).toBeGreaterThan(0);
      }),
    );
    expect(splitCopies([1, 3], 2, 'weighted', (recipient) => [0.2, 0.3][recipient] ?? 0)).toEqual([0, 1]);
  });

  it('refuses to divide among nothing', () => {
    expect(() => splitCopies([0, 0], 1, 'fixed', never)).toThrow(RangeError);
  });
});

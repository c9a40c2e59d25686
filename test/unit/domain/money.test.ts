import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalText, isCurrencyCode, minorDigits, minorFromDecimal } from '#shared/domain/money.ts';

const currency = fc.constantFrom('USD', 'EUR', 'JPY', 'KWD', 'CLF');

describe('money', () => {
  it('reads back the text it writes, for any amount that can be counted', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), currency, (amount, code) => {
        expect(minorFromDecimal(decimalText({ amount, currency: code }), code)).toBe(
          amount === 0 ? 0 : amount,
        );
      }),
    );
  });

  it.each([
    [21, 'USD', 2100],
    [24.5, 'USD', 2450],
    ['21.00', 'USD', 2100],
    [' .5 ', 'USD', 50],
    ['5.', 'USD', 500],
    [1.005, 'USD', 101],
    [0.1 + 0.2, 'USD', 30],
    [-1.005, 'USD', -101],
    ['-0.00', 'USD', 0],
    ['0.00000', 'USD', 0],
    [1e-7, 'USD', 0],
    ['19.99', 'JPY', 20],
    ['1.2345', 'KWD', 1235],
  ])('reads %j %s as %i minor units', (value, code, minor) => {
    expect(minorFromDecimal(value, code)).toBe(minor);
  });

  it.each([
    '',
    ' ',
    '.',
    '-',
    'abc',
    '1,50',
    '$5',
    '1e3',
    '0x10',
    '١٢',
    NaN,
    Infinity,
    1e21,
    '90071992547409.93',
  ])('refuses %j', (value) => {
    expect(minorFromDecimal(value, 'USD')).toBeNull();
  });

  it('is always an integer or null', () => {
    fc.assert(
      fc.property(fc.oneof(fc.double(), fc.string()), currency, (value, code) => {
        const minor = minorFromDecimal(value, code);
        expect(minor === null || (Number.isSafeInteger(minor) && !Object.is(minor, -0))).toBe(true);
      }),
    );
  });

  it('is off by at most half a minor unit', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), (value) => {
        expect(Math.abs((minorFromDecimal(value, 'USD') ?? Infinity) / 100 - value)).toBeLessThanOrEqual(
          0.005 + 1e-9,
        );
      }),
    );
  });

  it('writes negatives and small amounts with their zeros', () => {
    expect(decimalText({ amount: -5, currency: 'USD' })).toBe('-0.05');
    expect(decimalText({ amount: 0, currency: 'USD' })).toBe('0.00');
    expect(decimalText({ amount: 7, currency: 'JPY' })).toBe('7');
    expect(decimalText({ amount: 7, currency: 'KWD' })).toBe('0.007');
  });

  it('takes no digits from the prototype', () => {
    expect(minorDigits('constructor')).toBe(2);
    expect(minorDigits('__proto__')).toBe(2);
  });

  it('tells a currency code from other text', () => {
    expect(['USD', 'usd', 'US', 'USDX', ''].map(isCurrencyCode)).toEqual([true, false, false, false, false]);
  });
});

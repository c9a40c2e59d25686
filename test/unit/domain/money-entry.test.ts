import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalText, minorDigits } from '#shared/domain/money.ts';
import { readMoney } from '#shared/domain/money-entry.ts';

const currency = fc.constantFrom('USD', 'EUR', 'JPY', 'KWD');

describe('an amount as typed', () => {
  it('is exactly what it says, in every currency', () => {
    fc.assert(
      fc.property(fc.nat(), currency, (amount, code) => {
        expect(readMoney(decimalText({ amount, currency: code }), code)).toEqual({ ok: true, minor: amount });
      }),
    );
  });

  it('is never rounded: a digit too many is refused', () => {
    fc.assert(
      fc.property(fc.nat(), currency, fc.integer({ min: 0, max: 9 }), (amount, code, digit) => {
        const text = decimalText({ amount, currency: code });
        const longer = minorDigits(code) === 0 ? `${text}.${digit}` : `${text}${digit}`;
        expect(readMoney(longer, code).ok).toBe(false);
      }),
    );
  });

  it('may leave out what is plain, and have commas between thousands', () => {
    expect(readMoney('  ', 'USD')).toEqual({ ok: true, minor: null });
    expect(readMoney('0', 'USD')).toEqual({ ok: true, minor: 0 });
    expect(readMoney('21', 'USD')).toEqual({ ok: true, minor: 2100 });
    expect(readMoney('.5', 'USD')).toEqual({ ok: true, minor: 50 });
    expect(readMoney('1,234,567.8', 'USD')).toEqual({ ok: true, minor: 123_456_780 });
  });

  it.each(['21,50', '1,23,456', '-3', '+3', '$21', '1e3', '.', '12 34', '٣'])('“%s” is refused', (text) => {
    expect(readMoney(text, 'USD')).toMatchObject({ ok: false });
  });
});

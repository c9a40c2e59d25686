import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nanpDigits, nanpDisplay, nanpE164, nanpMono } from '#shared/domain/phone.ts';

const digits = fc.stringMatching(/^[2-9][0-9]{9}$/);

describe('North American numbers', () => {
  it.each([
    '866-555-1234',
    '(866) 555-1234',
    '+18665551234',
    '+1 (866) 555-1234',
    '1-866-555-1234',
    '866.555.1234',
    ' 8665551234 ',
    '866\u2011555\u20111234',
  ])('reads %s', (typed) => {
    expect(nanpDigits(typed)).toBe('8665551234');
  });

  it.each([
    '',
    '866555123',
    '86655512345',
    '+8665551234',
    '+44 20 7946 0958',
    '0665551234',
    '1665551234',
    '866-555-CALL',
    '8665551234x5',
  ])('refuses %j', (typed) => {
    expect(nanpDigits(typed)).toBeNull();
  });

  it('reads back everything it writes', () => {
    fc.assert(
      fc.property(digits, (number) => {
        for (const write of [nanpE164, nanpDisplay, nanpMono, String])
          expect(nanpDigits(write(number))).toBe(number);
      }),
    );
  });

  it('writes them as readers expect', () => {
    expect(nanpDisplay('8885550142')).toBe('(888) 555-0142');
    expect(nanpMono('8885550142')).toBe('888 555 0142');
    expect(nanpE164('8885550142')).toBe('+18885550142');
  });

  it('leaves other text as it is', () => {
    expect(nanpDisplay('+44 20 7946 0958')).toBe('+44 20 7946 0958');
    expect(nanpMono('')).toBe('');
  });
});

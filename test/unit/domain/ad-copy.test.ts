import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adCopyFaults, fillAdCopy, measuredMessage } from '#shared/domain/ad-copy.ts';

const values = { handle: 'ada', name: 'Ada L.', number: '(202) 555-0143', expires: '18:00 EST' };

describe('an ad copy', () => {
  it('is filled at its placeholders and nowhere else', () => {
    expect(fillAdCopy('Hi @{handle}, {name}! {number} until {expires} {coupon}', values)).toBe(
      'Hi @ada, Ada L.! (202) 555-0143 until 18:00 EST {coupon}',
    );
  });

  it('never looks at a value again', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        expect(fillAdCopy('<{name}>', { ...values, name })).toBe(`<${name}>`);
      }),
    );
    expect(fillAdCopy('{name}', { ...values, name: '{number}' })).toBe('{number}');
    expect(fillAdCopy('{name}', { ...values, name: '$& $1' })).toBe('$& $1');
  });

  it('is measured as it will be posted', () => {
    expect(measuredMessage('{number}', values)).toEqual({ text: '(202) 555-0143', length: 14, fits: true });
    expect(measuredMessage('x'.repeat(281), values).fits).toBe(false);
    expect(measuredMessage('x'.repeat(280), values).fits).toBe(true);
  });

  it('has its faults named with their place', () => {
    const [first, second, third] = adCopyFaults([
      { label: 'A', text: 'Call {number}', weight: 1 },
      { label: ' A ', text: 'Call {nummer}', weight: -1 },
      { label: '', text: ' ', weight: 1 },
    ]);
    expect(first).toEqual([]);
    expect(second?.map(({ code }) => code)).toEqual([
      'label_repeated',
      'bad_weight',
      'no_number',
      'unknown_placeholder',
    ]);
    expect(second?.at(-1)).toMatchObject({ start: 5, end: 13 });
    expect(third?.map(({ code }) => code)).toEqual(['no_label', 'no_text']);
  });
});

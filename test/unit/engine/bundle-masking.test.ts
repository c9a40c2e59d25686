import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callersIn, linesIn, maskedRow, masking } from '#main/engine/bundle/masking.ts';

const CALLER = '866-555-1234';
const mask = masking([CALLER], ['8885550142']);

describe('a caller’s number', () => {
  it.each([
    '8665551234',
    '866-555-1234',
    '+18665551234',
    '18665551234',
    '1-866-555-1234',
    '(866) 555-1234',
    '866.555.1234',
    '866 555 1234',
    '%2B18665551234',
    '%252B18665551234',
    '%20866%20555%201234',
    '%28866%29%20555-1234',
    '%2528866%2529%2520555%252D1234',
  ])('is masked as %s', (spelled) => {
    for (const text of [spelled, `caller=${spelled}&x=1`, `{"phone":"${spelled}"}`, `tel:${spelled}.`]) {
      const shown = mask(text);
      expect(shown.replaceAll(/%(?:25)*[0-9A-F]{2}/g, '').replaceAll(/\D/g, '')).not.toContain('555');
      expect(shown).toContain('34');
    }
  });

  it('leaves the number that was called, ids and longer numbers as they are', () => {
    const text =
      'aff_sub=8885550142&number=%2B18885550142&id=58665551234&call=00019F2A-866555&at=1700000000000';
    expect(mask(text)).toBe(text);
    expect(mask(mask('8665551234'))).toBe(mask('8665551234'));
  });

  it('of another country, and one nobody knew of, is masked', () => {
    const abroad = masking(['+44 7700 900123'], []);
    expect(abroad('from=%2B447700900123')).toBe('from=%2B•••••••23');
    expect(abroad('Call (212) 555-0199 or +12125550199')).toBe('Call •••••••99 or •••••••99');
  });

  it('that is withheld masks nothing', () => {
    expect(masking(['', 'anonymous', '0000'], [])('0000 anonymous')).toBe('0000 anonymous');
  });

  it('never survives between any digits and signs around it', () => {
    const around = fc.string({ unit: fc.constantFrom('a', '=', '&', ' ', '%20', '"', '/', ':', ',') });
    fc.assert(
      fc.property(fc.stringMatching(/^[2-9]\d{2}[2-9]\d{6}$/), around, around, (digits, before, after) => {
        const shown = masking([digits], [])(`${before}${digits}${after}`);
        expect(shown).not.toContain(digits);
      }),
    );
  });
});

describe('a row as received', () => {
  it('shows the last two digits of every person’s number, and the lines’ whole', () => {
    const raw =
      '{"calling_phone_number":"866-555-1234","mobile":"Mobile","repeat_calling_phone_number":2125550199,"destination_phone_number":"8005550100","note":"a \\"phone\\": 12"}';
    expect(maskedRow(raw)).toBe(
      '{"calling_phone_number":"•••••••34","mobile":"Mobile","repeat_calling_phone_number":"•••••••99","destination_phone_number":"8005550100","note":"a \\"phone\\": 12"}',
    );
    expect(callersIn(raw)).toHaveLength(2);
    const dashed = '{"destination_phone_number":"800-555-0100"}';
    expect(masking([], linesIn(dashed))(maskedRow(dashed))).toBe(dashed);
  });
});

describe('a secret', () => {
  it.each([
    ['https://x.example/p?security_token=abc123&a=1', 'https://x.example/p?security_token=(blanked)&a=1'],
    ['https://x.example/p?a=1&api_key=abc123', 'https://x.example/p?a=1&api_key=(blanked)'],
    ['https://user:pass@x.example/', 'https://(blanked)@x.example/'],
    ['accept: */*\nAuthorization: Bearer abc.def', 'accept: */*\nAuthorization: (blanked)'],
    ['Set-Cookie: sid=1; path=/', 'Set-Cookie: (blanked)'],
    ['{"access_token":"abc","ok":true}', '{"access_token":"(blanked)","ok":true}'],
    ['refused: Bearer abcdefgh', 'refused: Bearer (blanked)'],
  ])('is blanked in %s', (text, shown) => {
    expect(mask(text)).toBe(shown);
  });
});

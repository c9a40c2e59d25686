import { describe, expect, it } from 'vitest';
import { personalDataIn } from '#shared/domain/personal-data.ts';

describe('personal data', () => {
  it.each([
    ['jo@example.com', 'email'],
    ['x jo.bloggs+news@mail.example.co.uk', 'email'],
    ['415-555-0163', 'phone'],
    ['(415) 555-0163', 'phone'],
    ['+14155550163', 'phone'],
    ['tel:4155550163', 'phone'],
    ['078-05-1120', 'ssn'],
    ['4111 1111 1111 1111', 'card'],
    ['378282246310005', 'card'],
  ])('sees %s as %s', (text, kind) => {
    expect(personalDataIn(text, [])).toBe(kind);
  });

  it.each([
    '',
    '12345',
    'spring sale & more',
    '1715702561',
    '1715702561000',
    '1027c887059b47bc69c699f45466b9',
    'Z6E5-C7397356976E',
    '6f1c0a52-7d0e-4c1b-9a7e-2d5f3b8c9e10',
    '4111111111111112',
    '000-12-3456',
    '2026-01-05',
    'a@b',
  ])('leaves %s alone', (text) => {
    expect(personalDataIn(text, [])).toBeNull();
  });

  it('does not count the promo number itself', () => {
    expect(personalDataIn('888-653-2941', ['8886532941'])).toBeNull();
    expect(personalDataIn('888-653-2941 or 888-653-2942', ['8886532941'])).toBe('phone');
  });
});

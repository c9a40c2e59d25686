import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { postLength } from '#shared/domain/post-length.ts';

describe('the length of a post', () => {
  it.each([
    ['', 0],
    ['Call (202) 555-0143', 19],
    ['Grüße', 5],
    ['日本語', 6],
    ['👍', 2],
    ['👨‍👩‍👧‍👦', 2],
    ['👍🏽 ok', 5],
    ['🇩🇪', 2],
    ['e\u0301', 1],
    ['https://example.com/a/very/long/path?with=much&of=it', 23],
    ['See http://x.co now', 3 + 1 + 23 + 4],
    ['Visit example.com/offer today', 6 + 23 + 6],
    ['a@example.com', 13],
    ['version 1.2 of it', 17],
    ['“quoted” — dash…', 15 + 2],
  ])('counts %j as %i', (text, length) => {
    expect(postLength(text)).toBe(length);
  });

  it('counts every letter of plain English once', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z ,!?]{0,300}$/), (text) => {
        expect(postLength(text)).toBe(text.length);
      }),
    );
  });

  it('is the same for composed and decomposed text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        expect(postLength(text.normalize('NFD'))).toBe(postLength(text.normalize('NFC')));
      }),
    );
  });
});

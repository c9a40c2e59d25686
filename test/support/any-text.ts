import * as fc from 'fast-check';

/** Text of any UTF-16 code units at all, lone surrogates included, with a bias to what breaks out of URLs. */
export const anyText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '%',
        '&',
        '=',
        '#',
        '?',
        '/',
        '\\',
        '+',
        ' ',
        '.',
        ':',
        '@',
        '{',
        '}',
        '[',
        ']',
        "'",
        '"',
        '<',
      ),
      fc.constantFrom('%2F', '%252F', '..', '{payout}', '\r\n', '\u0000', '\ud800', '\udc00', 'ü', '😀'),
      fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
      fc.string({ minLength: 1, maxLength: 4 }),
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join(''));

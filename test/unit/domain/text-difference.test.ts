import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textDifference } from '#shared/domain/text-difference.ts';

describe('the difference of two texts', () => {
  it('names what is gone and what was added, at its place', () => {
    expect(
      textDifference('https://k.example/c?p=21.00&id=C-1', 'https://k.example/c?p=25.00&id=C-1'),
    ).toEqual([
      { kind: 'same', text: 'https://k.example/c?p=2' },
      { kind: 'gone', text: '1' },
      { kind: 'added', text: '5' },
      { kind: 'same', text: '.00&id=C-1' },
    ]);
    expect(textDifference('a=1&b=2', 'a=1&sub=x&b=2')).toEqual([
      { kind: 'same', text: 'a=1&' },
      { kind: 'added', text: 'sub=x&' },
      { kind: 'same', text: 'b=2' },
    ]);
    expect(textDifference('same', 'same')).toEqual([{ kind: 'same', text: 'same' }]);
    expect(textDifference('', '')).toEqual([]);
  });

  it('never cuts a character in half, nor shows one or two letters in common as a find', () => {
    expect(textDifference('n=😀', 'n=😁')).toEqual([
      { kind: 'same', text: 'n=' },
      { kind: 'gone', text: '😀' },
      { kind: 'added', text: '😁' },
    ]);
    const pieces = textDifference('d=dlv_9a1bc7', 'd=dlv_f2b07e');
    expect(pieces.map(({ kind }) => kind)).toEqual(['same', 'gone', 'added']);
  });

  it('gives both texts back, whatever they are', () => {
    const near = fc
      .tuple(
        fc.string({ maxLength: 60, unit: 'grapheme' }),
        fc.string({ maxLength: 8 }),
        fc.nat(60),
        fc.nat(9),
      )
      .map(([text, put, at, cut]) => [text, text.slice(0, at) + put + text.slice(at + cut)] as const);
    const few = fc.stringMatching(/^[ab]{0,24}$/);
    fc.assert(
      fc.property(
        fc.oneof(near, fc.tuple(few, few), fc.tuple(fc.string(), fc.string())),
        ([before, after]) => {
          const pieces = textDifference(before, after);
          const without = (kind: string): string =>
            pieces
              .filter((piece) => piece.kind !== kind)
              .map(({ text }) => text)
              .join('');
          expect(without('added')).toBe(before);
          expect(without('gone')).toBe(after);
          expect(pieces.every(({ text }) => text !== '')).toBe(true);
          expect(pieces.every(({ kind }, place) => kind !== pieces[place + 1]?.kind)).toBe(true);
        },
      ),
    );
  });

  it('of texts far apart is found quickly, as a whole', () => {
    const long = (letter: string): string =>
      Array.from({ length: 4000 }, (_, k) => letter + (k % 7)).join('');
    expect(textDifference(long('a'), long('b')).map(({ kind }) => kind)).toEqual(['gone', 'added', 'same']);
  });
});

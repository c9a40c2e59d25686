import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeLayer,
  decodeValue,
  encodeValue,
  furtherLayers,
  needsEncoding,
} from '#shared/domain/percent.ts';
import { anyText } from '#test/support/any-text.ts';

describe('percent-encoding', () => {
  it('comes back as typed for any text, a lone surrogate as U+FFFD', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(decodeValue(encodeValue(text))).toBe(text.toWellFormed());
      }),
    );
  });

  it('decodes what the platform decodes, to the same text', () => {
    const escapes = fc
      .array(
        fc.oneof(fc.integer({ min: 0, max: 255 }), fc.constantFrom(0xc3, 0xa9, 0xf0, 0x9f, 0x98, 0x80)),
        { maxLength: 8 },
      )
      .map((bytes) => bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''));
    const raw = fc.array(
      fc.oneof(
        escapes,
        anyText.map((text) => text.replaceAll('+', '')),
      ),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(raw, (pieces) => {
        const text = pieces.join('');
        let platform: string | null;
        try {
          platform = decodeURIComponent(text);
        } catch {
          platform = null;
        }
        expect(decodeValue(text)).toBe(platform);
      }),
    );
  });

  it('never throws, and every character knows where it came from', () => {
    fc.assert(
      fc.property(anyText, (raw) => {
        const { text, offsets } = decodeLayer(raw);
        expect(offsets).toHaveLength(text.length + 1);
        expect(offsets.at(-1)).toBe(raw.length);
        for (let index = 1; index < offsets.length; index++) {
          expect(offsets[index] ?? -1).toBeGreaterThanOrEqual(offsets[index - 1] ?? 0);
        }
      }),
    );
  });

  it('points from a decoded character back to its escape', () => {
    const { text, offsets } = decodeLayer('a%20b%C3%BCc');
    expect(text).toBe('a büc');
    expect(offsets).toEqual([0, 1, 4, 5, 11, 12]);
  });

  it('reads + as a blank and keeps a bad escape as typed', () => {
    expect(decodeLayer('a+b%zz%C3x')).toMatchObject({
      text: 'a b%zz%C3x',
      bad: [
        { start: 3, end: 4 },
        { start: 6, end: 9 },
      ],
    });
  });

  it('counts the layers left in a value', () => {
    expect(['12345', 'a b', '100%', 'a%20b', 'a%2520b', '%zz'].map(furtherLayers)).toEqual([
      0, 0, 0, 1, 2, 0,
    ]);
  });

  it('tells raw text that may not stand in a URL', () => {
    expect(['12345', 'a%20b', "it's~(ok)!*", 'a b', 'ü', '"', '\u0001'].map(needsEncoding)).toEqual([
      false,
      false,
      false,
      true,
      true,
      true,
      true,
    ]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indentJson } from '#renderer/features/conversions/indent-json.ts';

describe('a raw transaction, indented', () => {
  it('says the same', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), (json) => {
        expect(JSON.parse(indentJson(json))).toEqual(JSON.parse(json));
      }),
    );
  });

  it('is laid out as JSON usually is', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const json = JSON.stringify(value);
        expect(indentJson(json)).toBe(JSON.stringify(JSON.parse(json), null, 2));
      }),
    );
  });

  it('keeps numbers longer than a number can hold', () => {
    expect(indentJson('{"id":12345678901234567890,"p":0.10}')).toBe(
      '{\n  "id": 12345678901234567890,\n  "p": 0.10\n}',
    );
  });

  it('comes to an end on text that is not JSON, and loses nothing but space', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('{', '}', '[', '"', '\\', ',', ':', 'a', ' ') }),
        (text) => {
          const visible = (some: string): string => some.replace(/\s/g, '');
          expect(visible(indentJson(text))).toBe(visible(text));
        },
      ),
    );
  });
});

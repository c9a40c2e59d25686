import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readXml, SOAP_LIMITS } from '#main/networks/xml/reader.ts';
import { UnwritableText, writeXml } from '#main/networks/xml/writer.ts';
import { unwritableCharacter } from '#shared/domain/xml-text.ts';
import { anyText } from '#test/support/any-text.ts';
import { wellFormedByLibxml } from '#test/support/libxml.ts';

const roundTrip = (text: string) =>
  readXml(
    new TextEncoder().encode(
      writeXml({ tag: 'a', attributes: { b: text }, content: [{ tag: 'c', content: text }] }),
    ),
    SOAP_LIMITS,
  );

describe('writing', () => {
  it('reads back any text exactly, or says that it cannot be written', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.string({ unit: 'binary' })), (text) => {
        if (unwritableCharacter(text) !== null) {
          expect(() => roundTrip(text)).toThrow(UnwritableText);
          return;
        }
        const element = roundTrip(text);
        expect(element.attributes).toEqual([{ namespace: '', name: 'b', value: text }]);
        expect(element.children.map((child) => child.text)).toEqual([text]);
      }),
      { numRuns: 500 },
    );
  });

  it('is XML to libxml2 whatever the text', async () => {
    const texts = fc
      .sample(anyText, { numRuns: 300, seed: 7 })
      .filter((text) => unwritableCharacter(text) === null);
    const documents = texts.map((text) => writeXml({ tag: 'a', attributes: { b: text }, content: text }));
    expect(await wellFormedByLibxml(documents)).toEqual(documents.map(() => true));
  });

  it('says which element has what cannot be sent', () => {
    const outline = { tag: 'a', content: [{ tag: 'b', content: 'x\u0000' }] };
    expect(() => writeXml(outline)).toThrow('a/b has a character that cannot be sent (U+0000)');
  });
});

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { XmlRefused } from '#main/sandbox/spc/xml/decode-xml.ts';
import { elementsOf, type XmlElement } from '#main/sandbox/spc/xml/element.ts';
import { readXml } from '#main/sandbox/spc/xml/read-xml.ts';
import { writeXml } from '#main/sandbox/spc/xml/write-xml.ts';
import { wellFormedByLibxml } from '#test/support/libxml.ts';

function isRead(document: string): boolean {
  try {
    readXml(Buffer.from(document));
    return true;
  } catch (error) {
    if (error instanceof XmlRefused) return false;
    throw error;
  }
}

const TEXT = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
  .filter((text) => !/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u.test(text));
const { element } = fc.letrec<{ element: XmlElement }>((tie) => ({
  element: fc.record({
    namespace: fc.constantFrom('', 'urn:a', 'urn:b', 'urn:prefixed'),
    name: fc.constantFrom('a', 'Body', 'x-1', 'é', '_y.z'),
    attributes: fc.constantFrom([], [{ namespace: '', name: 'id', value: '<1> & "2"\n' }]),
    children: fc.oneof(
      { maxDepth: 4 },
      fc.constant([]),
      TEXT.map((text) => [text]),
      fc.array(tie('element'), { minLength: 1, maxLength: 3 }),
    ),
  }),
}));

test('what is written is read as the same, and is XML to libxml2', async () => {
  const documents: string[] = [];
  fc.assert(
    fc.property(element, (root) => {
      const text = writeXml(root, { 'urn:prefixed': 'p' });
      documents.push(text);
      expect(readXml(Buffer.from(text))).toEqual(root);
    }),
    { numRuns: 200 },
  );
  expect((await wellFormedByLibxml(documents)).every(Boolean)).toBe(true);
});

describe('well-formed or not, as libxml2 says', () => {
  const DOCUMENTS = [
    '<a/>',
    ' \n<a/>\n <!-- end -->',
    '<?xml version="1.0"?><a></a>',
    "<?xml version='1.0' encoding='utf-8' standalone='yes' ?><a/>",
    '<a b="1" c=\'2\'/>',
    '<a xmlns="u"><b xmlns=""/></a>',
    '<p:a xmlns:p="u" p:x="1" x="2"/>',
    '<a>&lt;&amp;&#x41;&#65;&apos;&quot;&gt;</a>',
    '<a><![CDATA[<b>&amp;]]></a>',
    '<a><!-- - --></a>',
    '<é.1/>',
    '<a b = "1" >\n</a >',
    '<a>]] ></a>',
    // not well-formed
    '',
    'text',
    '<a>',
    '<a></b>',
    '<a/><b/>',
    '<a/>text',
    '<a b="1" b="2"/>',
    '<a b=1/>',
    '<a b/>',
    '<a b="<"/>',
    '<a b="1"c="2"/>',
    '<a>&</a>',
    '<a>&unknown;</a>',
    '<a>&#0;</a>',
    '<a>&#xD800;</a>',
    '<a>]]></a>',
    '<a><!-- -- --></a>',
    '<a><![CDATA[</a>',
    '<1/>',
    '< a/>',
    '<a\u0001/>',
    '<a>\u0008</a>',
    '<a>\uFFFE</a>',
    '<a><b></a></b>',
  ];

  test('all of them', async () => {
    const libxml = await wellFormedByLibxml(DOCUMENTS);
    const told = (verdicts: readonly boolean[]): string[] =>
      DOCUMENTS.map((document, index) => `${verdicts[index] === true ? 'read' : 'refused'}: ${document}`);
    expect(told(DOCUMENTS.map(isRead))).toEqual(told(libxml));
  });

  test.each([
    '<p:a xmlns:p="u" xmlns:q="u" p:x="1" q:x="2"/>',
    '<p:a/>',
    '<a p:b="1"/>',
    '<a:b:c xmlns:a="u"/>',
    '<a xmlns:p=""/>',
    '<a xmlns:xmlns="u"/>',
    '<a xmlns:xml="u"/>',
  ])('names are wrong: %s', (document) => {
    expect(isRead(document)).toBe(false);
  });
});

test('the caps', () => {
  const nested = (depth: number): string => '<a>'.repeat(depth) + '</a>'.repeat(depth);
  expect([isRead(nested(24)), isRead(nested(25))]).toEqual([true, false]);
  const many = (count: number): string => `<a>${'<b/>'.repeat(count - 1)}</a>`;
  expect([isRead(many(20_000)), isRead(many(20_001))]).toEqual([true, false]);
  const attributes = (count: number): string =>
    `<a ${Array.from({ length: count }, (_, index) => `a${index}=""`).join(' ')}/>`;
  expect([isRead(attributes(32)), isRead(attributes(33))]).toEqual([true, false]);
  expect([isRead(`<a>${'x'.repeat(65_536)}</a>`), isRead(`<a>${'x'.repeat(65_537)}</a>`)]).toEqual([
    true,
    false,
  ]);
  const spc = elementsOf('urn:a');
  expect(readXml(Buffer.from(writeXml(spc('a', 'one', spc('b'), undefined), {})))).toEqual(
    spc('a', 'one', spc('b')),
  );
});

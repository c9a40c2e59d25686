import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { XmlElement } from '#main/networks/xml/element.ts';
import { XmlRefused } from '#main/networks/xml/element.ts';
import { readXml, SOAP_LIMITS } from '#main/networks/xml/reader.ts';
import { wellFormedByLibxml } from '#test/support/libxml.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string): XmlElement => readXml(bytes(text), SOAP_LIMITS);
const reason = (input: string | Uint8Array): string | null => {
  try {
    readXml(typeof input === 'string' ? bytes(input) : input, SOAP_LIMITS);
    return null;
  } catch (error) {
    if (!(error instanceof XmlRefused)) throw error;
    return error.message;
  }
};

describe('what is read', () => {
  it('names by namespace: prefix, default and none', () => {
    const element = read(
      '<p:a xmlns:p="urn:x" xmlns="urn:d"><b/><c xmlns=""/><q:b xmlns:q="urn:x" q:r="1" s="2"/></p:a>',
    );
    expect(element).toMatchObject({ namespace: 'urn:x', name: 'a' });
    expect(element.children.map(({ namespace, name }) => `{${namespace}}${name}`)).toEqual([
      '{urn:d}b',
      '{}c',
      '{urn:x}b',
    ]);
    expect(element.children[2]?.attributes).toEqual([
      { namespace: 'urn:x', name: 'r', value: '1' },
      { namespace: '', name: 's', value: '2' },
    ]);
  });

  it('text: references, CDATA, comments, line ends', () => {
    expect(read('<a>x&amp;lt;<![CDATA[<&amp;>]]>&#65;&#x1F600;<!-- no -->y\r\nz&#13;</a>').text).toBe(
      'x&lt;<&amp;>A\u{1F600}y\nz\r',
    );
    expect(read('<a b="x\t&#10;&quot;y\r\n"/>').attributes[0]?.value).toBe('x \n"y ');
    expect(read('<a>  </a>').text).toBe('  ');
  });

  it('a byte order mark, the declaration, comments around the root', () => {
    expect(read('\ufeff<?xml version="1.0" encoding="utf-8"?>\n<!-- a --><a/>\n<!-- b -->\n').name).toBe('a');
    expect(read("<?xml version='1.0' standalone='yes' ?><a/>").name).toBe('a');
  });

  it('names that mean something to JavaScript', () => {
    expect(read('<__proto__ constructor="x"><hasOwnProperty/></__proto__>')).toMatchObject({
      name: '__proto__',
      children: [{ name: 'hasOwnProperty' }],
    });
  });
});

describe('what is refused before it is parsed', () => {
  const bomb =
    '<!DOCTYPE a [<!ENTITY b "0123456789"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><a>&c;</a>';
  it.each([
    ['a document type', '<!DOCTYPE a><a/>', 'document type'],
    ['in any case', '<!dOcTyPe a SYSTEM "file:///etc/passwd"><a/>', 'document type'],
    ['an entity bomb', bomb, 'document type'],
    ['an entity on its own', '<a><!ENTITY b "x"></a>', 'entities'],
    ['a processing instruction', '<?xml-stylesheet href="x"?><a/>', 'processing instruction'],
    ['one at the end', '<a/><?x y?>', 'processing instruction'],
    ['a second declaration', '<a/><?xml version="1.0"?>', 'processing instruction'],
    ['XML 1.1', '<?xml version="1.1"?><a/>', 'not one of XML 1.0'],
    ['another charset', '<?xml version="1.0" encoding="ISO-8859-1"?><a/>', 'ISO-8859-1, not UTF-8'],
    ['a control', '<a>\u0007</a>', 'U+0007'],
    ['a noncharacter', '<a>\uffff</a>', 'U+FFFF'],
  ])('%s', (_what, text, why) => {
    expect(reason(text)).toContain(why);
  });

  it('bytes that are not UTF-8', () => {
    expect(reason(Uint8Array.of(0x3c, 0x61, 0x3e, 0xe9, 0x3c, 0x2f, 0x61, 0x3e))).toContain('not UTF-8');
    for (const encoding of ['utf16le', 'latin1'] as const) {
      const text = encoding === 'utf16le' ? '\ufeff<a>é</a>' : '<a>é</a>';
      expect(reason(Buffer.from(text, encoding))).toContain('not');
    }
    expect(reason(Buffer.from('<a/>', 'utf16le'))).toBe('it is not in UTF-8');
    expect(reason(Buffer.from('\ufeff<a/>', 'utf16le').swap16())).toBe('it is not in UTF-8');
  });
});

describe('how large', () => {
  const nested = (depth: number): string => '<a>'.repeat(depth) + '</a>'.repeat(depth);
  const attributes = (count: number): string =>
    `<a${Array.from({ length: count }, (_, index) => ` b${index}=""`).join('')}/>`;

  it('24 elements deep', () => {
    expect(reason(nested(24))).toBeNull();
    expect(reason(nested(25))).toContain('24 elements deep');
    expect(reason('<a>'.repeat(100_000))).toContain('24 elements deep');
  });

  it('20,000 elements', () => {
    expect(reason(`<a>${'<b/>'.repeat(19_999)}</a>`)).toBeNull();
    expect(reason(`<a>${'<b/>'.repeat(20_000)}</a>`)).toContain('20000 elements');
  });

  it('32 attributes, declarations included', () => {
    expect(reason(attributes(32))).toBeNull();
    expect(reason(attributes(33))).toContain('32 attributes');
  });

  it('64 KiB of text in one piece, however it is put together', () => {
    expect(reason(`<a>${'x'.repeat(65_536)}</a>`)).toBeNull();
    expect(reason(`<a>${'x'.repeat(65_537)}</a>`)).toContain('65536 bytes');
    expect(reason(`<a>${'é'.repeat(32_769)}</a>`)).toContain('65536 bytes');
    expect(reason(`<a>${'x'.repeat(40_000)}<!-- --><![CDATA[${'x'.repeat(40_000)}]]></a>`)).toContain(
      'bytes',
    );
    expect(reason(`<a>${'x'.repeat(40_000)}<b/>${'x'.repeat(40_000)}</a>`)).toBeNull();
    expect(reason(`<a b="${'x'.repeat(65_537)}"/>`)).toContain('65536 bytes');
  });

  it('reads the most declarations a body can hold without growing slow', () => {
    const declarations = Array.from({ length: 32 }, (_, index) => ` xmlns:p${index}="u"`).join('');
    const deep = Array.from({ length: 22 }, () => `<a${declarations}>`).join('');
    const wide = `<b${declarations}/>`.repeat(12_000);
    const startedAt = performance.now();
    expect(reason(`${deep}${wide}${'</a>'.repeat(22)}`)).toBeNull();
    expect(performance.now() - startedAt).toBeLessThan(5000);
  });
});

const BROKEN = [
  '',
  '   ',
  'x',
  '<a>',
  '<a><b></a>',
  '<a></b></a>',
  '</a>',
  '<a/><b/>',
  'x<a/>',
  '<a/>x',
  '<a',
  '<a b',
  '<a b=',
  '<a b="1',
  '<a b=1/>',
  '<a b/>',
  '<a b="1"c="2"/>',
  '<a b="1" b="2"/>',
  '<a b="<"/>',
  '<a b="&"/>',
  '<a>&</a>',
  '<a>&foo;</a>',
  '<a>&nbsp;</a>',
  '<a>&#0;</a>',
  '<a>&#xD800;</a>',
  '<a>&#x110000;</a>',
  '<a>&#xFFFE;</a>',
  '<a>&#;</a>',
  '<a>&#x;</a>',
  '<a>&lt</a>',
  '<a>]]></a>',
  '<a><!-- -- --></a>',
  '<a><!-- --->',
  '<a><!--',
  '<a><![CDATA[</a>',
  '<![CDATA[x]]><a/>',
  '<a/><![CDATA[]]>',
  '<1a/>',
  '< a/>',
  '<a:b:c xmlns:a="urn:u"/>',
  '<:a/>',
  '<a:/>',
  '<x:a/>',
  '<a x:b="1"/>',
  '<a xmlns:x=""/>',
  '<a xmlns:xmlns="urn:u"/>',
  '<a xmlns:xml="urn:u"/>',
  '<a xmlns:p="http://www.w3.org/2000/xmlns/"/>',
  '<a xmlns:x="urn:u" xmlns:y="urn:u" x:b="1" y:b="2"/>',
  '<a></a b="1">',
  '</ a>',
  '<a></ a>',
  '<a/ >',
  '<a\u00a0b="1"/>',
  '&#65;<a/>',
  '<a>\u0000</a>',
  '<a//>',
  '<a b="1"/ >',
  '<\u00d7/>',
];
const SOUND = [
  '<a/>',
  '<a />',
  '<a></a >',
  '<a\n\tb = "1"\r\nc=\'"\'/>',
  '<é ü="ß">ö</é>',
  '<a.-_1/>',
  '<a xml:lang="en"/>',
  '<a>]]&gt;></a>',
  '<a>&lt;&gt;&amp;&quot;&apos;</a>',
  '<a><!----><!-- - -->\u0085</a>',
  '<a xmlns:x="urn:u"><x:b xmlns:x="urn:v" x:c="1" c="2"/></a>',
  '<a><![CDATA[]]]]><![CDATA[>]]></a>',
  '<a b=">"/>',
  '<a>&#x9;&#x10FFFF;</a>',
  '<\u{10000}/>',
  '<a xmlns="urn:u"><b xmlns=""/></a>',
  '<!-- x --><a/> ',
];

describe('libxml2 as judge', () => {
  it('both read what is sound and refuse what is broken', async () => {
    expect(await wellFormedByLibxml(SOUND)).toEqual(SOUND.map(() => true));
    expect(SOUND.map((document) => [document, reason(document)])).toEqual(
      SOUND.map((document) => [document, null]),
    );
    expect(await wellFormedByLibxml(BROKEN)).toEqual(BROKEN.map(() => false));
    expect(BROKEN.filter((document) => reason(document) === null)).toEqual([]);
  });

  it('both agree on documents put together and broken at random', async () => {
    const piece = fc.constantFrom(
      '<a>',
      '</a>',
      '<b>',
      '</b>',
      '<a/>',
      '<p:c/>',
      ' ',
      'x',
      '&amp;',
      '&',
      '&#65;',
      '&#x1;',
      ';',
      '<',
      '>',
      '"',
      "'",
      '=',
      '/',
      '<!--',
      '-->',
      '--',
      '<![CDATA[',
      ']]>',
      ']',
      ' b="1"',
      " b='2'",
      ' xmlns:p="urn:u"',
      ' p:b="3"',
      '<a b="1">',
      'é',
      '\r',
      ':',
      '!',
    );
    const documents = fc.sample(
      fc.array(piece, { maxLength: 12 }).map((pieces) => {
        const inside = pieces.join('');
        return pieces.length % 3 === 0 ? inside : `<r xmlns:p="urn:u">${inside}</r>`;
      }),
      { numRuns: 1500, seed: 20_260_302 },
    );
    const judged = await wellFormedByLibxml(documents);
    const ours = documents.map((document) => reason(document) === null);
    const apart = documents.filter((_document, index) => judged[index] !== ours[index]);
    expect(apart).toEqual([]);
    expect(ours.filter(Boolean).length).toBeGreaterThan(100);
    expect(ours.filter((one) => !one).length).toBeGreaterThan(100);
  });

  it('never reads a sound document that is cut anywhere', async () => {
    const whole =
      '<?xml version="1.0"?><s:a xmlns:s="urn:u" b="&lt;"><!-- c --><d>x<![CDATA[y]]>&amp;</d><e/></s:a>';
    for (let length = 0; length < whole.length; length += 1) {
      expect(reason(whole.slice(0, length))).not.toBeNull();
    }
    expect(reason(whole)).toBeNull();
  });

  it('answers any bytes with a document or a refusal', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (input) => {
        reason(input);
      }),
    );
  });
});

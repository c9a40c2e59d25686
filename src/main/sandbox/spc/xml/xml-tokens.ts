import { withoutReferences, XmlRefused } from './decode-xml.ts';

/** An attribute as it stands in a tag, prefix and all; its value with the references replaced. */
export interface RawAttribute {
  readonly qualified: string;
  readonly value: string;
}

/** A piece of a document. `literal` text came from a CDATA section, so that `&` in it means itself. */
export type XmlToken =
  | { readonly kind: 'text'; readonly text: string; readonly literal: boolean }
  | { readonly kind: 'end'; readonly qualified: string }
  | {
      readonly kind: 'start';
      readonly qualified: string;
      readonly attributes: readonly RawAttribute[];
      /** True for `<name/>`. */
      readonly closed: boolean;
    };

const NAME_START =
  'A-Z_a-z\\u{C0}-\\u{D6}\\u{D8}-\\u{F6}\\u{F8}-\\u{2FF}\\u{370}-\\u{37D}\\u{37F}-\\u{1FFF}\\u{200C}-\\u{200D}' +
  '\\u{2070}-\\u{218F}\\u{2C00}-\\u{2FEF}\\u{3001}-\\u{D7FF}\\u{F900}-\\u{FDCF}\\u{FDF0}-\\u{FFFD}\\u{10000}-\\u{EFFFF}';
const NAME = `[${NAME_START}][${NAME_START}\\-.0-9\\u{B7}\\u{300}-\\u{36F}\\u{203F}-\\u{2040}]*`;
const QUALIFIED = `${NAME}(?::${NAME})?`;
const SPACE = '[ \\t\\n]';

const START = new RegExp(`<(${QUALIFIED})`, 'uy');
const ATTRIBUTE = new RegExp(`${SPACE}+(${QUALIFIED})${SPACE}*=${SPACE}*(?:"([^<"]*)"|'([^<']*)')`, 'uy');
const START_CLOSE = new RegExp(`${SPACE}*(/?)>`, 'uy');
const END = new RegExp(`</(${QUALIFIED})${SPACE}*>`, 'uy');
const NC_NAME = new RegExp(`^${NAME}$`, 'u');

/** Whether a text is an XML name without a colon, as an `xsd:ID` has to be. */
export function isNcName(text: string): boolean {
  return NC_NAME.test(text);
}

/** Cuts a document into its pieces; comments are left out. Throws XmlRefused where it is not well-formed. */
export function* readTags(document: string): Generator<XmlToken> {
  let at = 0;

  function take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = at;
    const found = pattern.exec(document) ?? undefined;
    if (found !== undefined) at = pattern.lastIndex;
    return found;
  }

  function upTo(end: string): string {
    const from = at;
    const found = document.indexOf(end, from);
    if (found === -1) throw new XmlRefused('the document ends in the middle');
    at = found + end.length;
    return document.slice(from, found);
  }

  function startTag(): XmlToken {
    const qualified = take(START)?.[1];
    if (qualified === undefined) throw new XmlRefused(`what stands at character ${at} is no tag`);
    const attributes: RawAttribute[] = [];
    for (let found = take(ATTRIBUTE); found !== undefined; found = take(ATTRIBUTE)) {
      const value = found[2] ?? found[3] ?? '';
      attributes.push({
        qualified: found[1] ?? '',
        value: withoutReferences(value.replaceAll(/[\t\n]/g, ' ')),
      });
    }
    const close = take(START_CLOSE);
    if (close === undefined) throw new XmlRefused(`the tag of ${qualified} is not well-formed`);
    return { kind: 'start', qualified, attributes, closed: close[1] === '/' };
  }

  while (at < document.length) {
    if (document[at] !== '<') {
      const next = document.indexOf('<', at);
      const text = document.slice(at, next === -1 ? document.length : next);
      if (text.includes(']]>')) throw new XmlRefused(']]> stands outside a CDATA section');
      at += text.length;
      yield { kind: 'text', text, literal: false };
    } else if (document.startsWith('<!--', at)) {
      at += '<!--'.length;
      if (upTo('-->').includes('--')) throw new XmlRefused('a comment holds --');
    } else if (document.startsWith('<![CDATA[', at)) {
      at += '<![CDATA['.length;
      yield { kind: 'text', text: upTo(']]>'), literal: true };
    } else if (document.startsWith('</', at)) {
      const qualified = take(END)?.[1];
      if (qualified === undefined) throw new XmlRefused(`what stands at character ${at} is no tag`);
      yield { kind: 'end', qualified };
    } else {
      yield startTag();
    }
  }
}

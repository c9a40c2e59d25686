import { XmlRefused } from './element.ts';

/** A start tag as it is spelled; values of attributes are still raw. */
export interface StartTag {
  readonly rawName: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly empty: boolean;
  /** Where what follows the tag begins. */
  readonly end: number;
}

const FIRST =
  'A-Z_a-z\\u{C0}-\\u{D6}\\u{D8}-\\u{F6}\\u{F8}-\\u{2FF}\\u{370}-\\u{37D}\\u{37F}-\\u{1FFF}\\u{200C}-\\u{200D}\\u{2070}-\\u{218F}\\u{2C00}-\\u{2FEF}\\u{3001}-\\u{D7FF}\\u{F900}-\\u{FDCF}\\u{FDF0}-\\u{FFFD}\\u{10000}-\\u{EFFFF}';
const PART = `[${FIRST}][${FIRST}\\-.0-9\\u{B7}\\u{300}-\\u{36F}\\u{203F}-\\u{2040}]*`;
const NAME = `${PART}(?::${PART})?`;
const OPENING = new RegExp(`<(${NAME})`, 'uy');
const ATTRIBUTE = new RegExp(`[ \\t\\n]+(${NAME})[ \\t\\n]*=[ \\t\\n]*(?:"([^"<]*)"|'([^'<]*)')`, 'uy');
const CLOSING = /[ \t\n]*(\/?)>/uy;

/** Reads the start tag that begins at `at`. @throws XmlRefused */
export function startTag(
  text: string,
  at: number,
  limits: { readonly attributes: number; readonly textBytes: number },
): StartTag {
  const opening = matchAt(OPENING, text, at);
  const rawName = opening?.[1];
  if (!opening || rawName === undefined) throw brokenTag(text, at, 'it has a “<” that begins no tag');
  let end = at + opening[0].length;
  const attributes = new Map<string, string>();
  for (let found = matchAt(ATTRIBUTE, text, end); found; found = matchAt(ATTRIBUTE, text, end)) {
    const [whole, name = '', double, single] = found;
    const value = double ?? single ?? '';
    if (attributes.has(name)) throw new XmlRefused(`<${rawName}> has the attribute ${name} twice`);
    if (attributes.size >= limits.attributes) {
      throw new XmlRefused(`<${rawName}> has more than ${limits.attributes} attributes`);
    }
    if (Buffer.byteLength(value) > limits.textBytes) {
      throw new XmlRefused(`<${rawName}> has more than ${limits.textBytes} bytes in one attribute`);
    }
    attributes.set(name, value);
    end += whole.length;
  }
  const closing = matchAt(CLOSING, text, end);
  if (!closing) throw brokenTag(text, at, `the tag <${rawName}> is not well-formed`);
  return { rawName, attributes, empty: closing[1] === '/', end: end + closing[0].length };
}

function brokenTag(text: string, at: number, why: string): XmlRefused {
  return new XmlRefused(text.includes('>', at) ? why : 'it breaks off inside a tag');
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

import { attributeValue, characterData } from './character-data.ts';
import { documentText } from './document-text.ts';
import type { XmlAttribute, XmlElement } from './element.ts';
import { XmlRefused } from './element.ts';
import { declaredPrefixes, expandedName } from './names.ts';
import { startTag } from './tags.ts';

/** How large and how deep a document may be; checked while it is read. */
export interface XmlLimits {
  readonly depth: number;
  readonly elements: number;
  /** On one element, declarations of namespaces included. */
  readonly attributes: number;
  /** Bytes of UTF-8 in one piece of character data or one attribute. */
  readonly textBytes: number;
}

/** mongoose-spc.md 9.3. */
export const SOAP_LIMITS: XmlLimits = {
  depth: 24,
  elements: 20_000,
  attributes: 32,
  textBytes: 64 * 1024,
};

interface OpenElement {
  readonly rawName: string;
  readonly namespace: string;
  readonly name: string;
  readonly attributes: readonly XmlAttribute[];
  readonly prefixes: ReadonlyMap<string, string>;
  readonly children: XmlElement[];
  text: string;
}

/**
 * Reads a whole document: well-formed XML 1.0 with namespaces, but for document types, entities and processing
 * instructions, which are refused. Why it is our own: docs/decisions/0007-own-xml-reader.md.
 * @throws XmlRefused
 */
export function readXml(bytes: Uint8Array, limits: XmlLimits): XmlElement {
  return new Reading(documentText(bytes), limits).root();
}

class Reading {
  readonly #text: string;
  readonly #limits: XmlLimits;
  readonly #open: OpenElement[] = [];
  #root: XmlElement | null = null;
  #elements = 0;
  #at = 0;
  /** Character data since the last tag: comments do not part it. */
  #piece = 0;

  constructor(text: string, limits: XmlLimits) {
    this.#text = text;
    this.#limits = limits;
  }

  root(): XmlElement {
    while (this.#at < this.#text.length) this.#step();
    const unclosed = this.#open.at(-1);
    if (unclosed) throw new XmlRefused(`it breaks off inside <${unclosed.rawName}>`);
    if (!this.#root) throw new XmlRefused('it has no element');
    return this.#root;
  }

  #step(): void {
    const text = this.#text;
    if (text[this.#at] !== '<') this.#characters();
    else if (text.startsWith('</', this.#at)) this.#endTag();
    else if (text.startsWith('<!--', this.#at)) this.#comment();
    else if (text.startsWith('<![CDATA[', this.#at)) this.#cdata();
    else this.#startTag();
  }

  #characters(): void {
    const end = this.#indexOf('<') ?? this.#text.length;
    const raw = this.#text.slice(this.#at, end);
    this.#at = end;
    if (raw.includes(']]>')) throw new XmlRefused('it has “]]>” in plain text');
    this.#append(characterData(raw), raw);
  }

  #cdata(): void {
    const start = this.#at + '<![CDATA['.length;
    const end = this.#text.indexOf(']]>', start);
    if (end < 0) throw new XmlRefused('it breaks off inside a CDATA section');
    if (this.#open.length === 0) throw new XmlRefused('it has text outside its root element');
    this.#append(this.#text.slice(start, end), '');
    this.#at = end + 3;
  }

  /** `outside` is what stands there literally: between tags and the ends of a document only white space may. */
  #append(data: string, outside: string): void {
    const current = this.#open.at(-1);
    if (!current) {
      if (/[^ \t\n]/.test(outside)) throw new XmlRefused('it has text outside its root element');
      return;
    }
    this.#piece += Buffer.byteLength(data);
    if (this.#piece > this.#limits.textBytes) {
      throw new XmlRefused(`<${current.rawName}> has more than ${this.#limits.textBytes} bytes of text`);
    }
    current.text += data;
  }

  #comment(): void {
    const start = this.#at + '<!--'.length;
    const end = this.#text.indexOf('--', start);
    if (end < 0) throw new XmlRefused('it breaks off inside a comment');
    if (this.#text[end + 2] !== '>') throw new XmlRefused('it has “--” in a comment');
    this.#at = end + 3;
  }

  #startTag(): void {
    const { depth, elements } = this.#limits;
    if (this.#root) throw new XmlRefused('it has more than one root element');
    const tag = startTag(this.#text, this.#at, this.#limits);
    this.#elements += 1;
    if (this.#elements > elements) throw new XmlRefused(`it has more than ${elements} elements`);
    if (this.#open.length >= depth) throw new XmlRefused(`it is more than ${depth} elements deep`);
    this.#at = tag.end;
    this.#piece = 0;
    const prefixes = declaredPrefixes(this.#open.at(-1)?.prefixes, tag.attributes);
    const { namespace, name } = expandedName(tag.rawName, prefixes, prefixes.get('') ?? '');
    const attributes = namedAttributes(tag.rawName, tag.attributes, prefixes);
    this.#open.push({ rawName: tag.rawName, namespace, name, attributes, prefixes, children: [], text: '' });
    if (tag.empty) this.#close();
  }

  #endTag(): void {
    const end = this.#indexOf('>');
    const current = this.#open.at(-1);
    if (end === null) throw new XmlRefused('it breaks off inside a tag');
    const rawName = this.#text.slice(this.#at + 2, end).replace(/[ \t\n]+$/, '');
    if (!current) throw new XmlRefused('it closes an element it has not opened');
    if (current.rawName !== rawName) throw new XmlRefused(`<${current.rawName}> is not closed`);
    this.#at = end + 1;
    this.#close();
  }

  #close(): void {
    const closed = this.#open.pop();
    if (!closed) return;
    this.#piece = 0;
    const { namespace, name, attributes, children, text, prefixes } = closed;
    const element: XmlElement = { namespace, name, attributes, children, text, prefixes };
    const parent = this.#open.at(-1);
    if (parent) parent.children.push(element);
    else this.#root = element;
  }

  #indexOf(what: string): number | null {
    const found = this.#text.indexOf(what, this.#at);
    return found < 0 ? null : found;
  }
}

function namedAttributes(
  element: string,
  raw: ReadonlyMap<string, string>,
  prefixes: ReadonlyMap<string, string>,
): readonly XmlAttribute[] {
  const attributes: XmlAttribute[] = [];
  for (const [rawName, rawValue] of raw) {
    if (rawName === 'xmlns' || rawName.startsWith('xmlns:')) continue;
    const { namespace, name } = expandedName(rawName, prefixes, '');
    if (attributes.some((one) => one.name === name && one.namespace === namespace)) {
      throw new XmlRefused(`<${element}> has the attribute ${name} twice`);
    }
    attributes.push({ namespace, name, value: attributeValue(rawValue) });
  }
  return attributes;
}

import { decodeXml, withoutReferences, XmlRefused } from './decode-xml.ts';
import type { XmlAttribute, XmlElement } from './element.ts';
import { readTags, type RawAttribute } from './xml-tokens.ts';

const MOST_DEPTH = 24;
const MOST_ELEMENTS = 20_000;
const MOST_ATTRIBUTES = 32;
const MOST_TEXT_BYTES = 64 * 1024;

const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';
const XMLNS_NAMESPACE = 'http://www.w3.org/2000/xmlns/';

type Bindings = ReadonlyMap<string, string>;
const OUTERMOST: Bindings = new Map([
  ['', ''],
  ['xml', XML_NAMESPACE],
]);

function splitName(qualified: string): { readonly prefix: string; readonly name: string } {
  const colon = qualified.indexOf(':');
  return { prefix: qualified.slice(0, Math.max(colon, 0)), name: qualified.slice(colon + 1) };
}

function namespaceOf(bindings: Bindings, prefix: string): string {
  const namespace = bindings.get(prefix);
  if (namespace === undefined) throw new XmlRefused(`the prefix ${prefix} stands for no namespace`);
  return namespace;
}

function declaredPrefix(qualified: string): string | undefined {
  if (qualified === 'xmlns') return '';
  return qualified.startsWith('xmlns:') ? qualified.slice('xmlns:'.length) : undefined;
}

function bindingsWith(outer: Bindings, attributes: readonly RawAttribute[]): Bindings {
  const bindings = new Map(outer);
  for (const { qualified, value } of attributes) {
    const prefix = declaredPrefix(qualified);
    if (prefix === undefined) continue;
    const reserved =
      prefix === 'xml' || prefix === 'xmlns' || [XML_NAMESPACE, XMLNS_NAMESPACE].includes(value);
    if (reserved || (prefix !== '' && value === ''))
      throw new XmlRefused(`the prefix ${prefix} cannot be bound like that`);
    bindings.set(prefix, value);
  }
  return bindings;
}

function attributesOf(raw: readonly RawAttribute[], bindings: Bindings): XmlAttribute[] {
  const attributes = raw
    .filter(({ qualified }) => declaredPrefix(qualified) === undefined)
    .map(({ qualified, value }) => {
      const { prefix, name } = splitName(qualified);
      return { namespace: prefix === '' ? '' : namespaceOf(bindings, prefix), name, value };
    });
  const names = new Set(attributes.map(({ namespace, name }) => `${namespace} ${name}`));
  if (names.size < attributes.length) throw new XmlRefused('an attribute is given twice');
  return attributes;
}

interface OpenElement {
  readonly qualified: string;
  readonly bindings: Bindings;
  readonly element: XmlElement;
  readonly children: (XmlElement | string)[];
}

/**
 * Reads a document into a tree, names resolved by namespace. Strict: what is not well-formed, what
 * decodeXml refuses, and what passes the caps of mongoose-spc.md 9.3 throws XmlRefused.
 */
export function readXml(bytes: Uint8Array): XmlElement {
  const open: OpenElement[] = [];
  let root: XmlElement | undefined;
  let elements = 0;

  function add(child: XmlElement | string): void {
    const parent = open.at(-1);
    if (parent === undefined) throw new XmlRefused('there is text outside the root element');
    const before = parent.children.at(-1);
    if (typeof child !== 'string' || typeof before !== 'string') parent.children.push(child);
    else parent.children.splice(-1, 1, before + child);
    const text = parent.children.at(-1);
    if (typeof text === 'string' && Buffer.byteLength(text) > MOST_TEXT_BYTES)
      throw new XmlRefused(`a text is longer than ${MOST_TEXT_BYTES} bytes`);
  }

  function start(qualified: string, raw: readonly RawAttribute[]): void {
    elements += 1;
    if (elements > MOST_ELEMENTS) throw new XmlRefused(`there are more than ${MOST_ELEMENTS} elements`);
    if (open.length >= MOST_DEPTH) throw new XmlRefused(`elements lie deeper than ${MOST_DEPTH}`);
    if (raw.length > MOST_ATTRIBUTES)
      throw new XmlRefused(`an element has more than ${MOST_ATTRIBUTES} attributes`);
    if (new Set(raw.map((attribute) => attribute.qualified)).size < raw.length)
      throw new XmlRefused('an attribute is given twice');
    const bindings = bindingsWith(open.at(-1)?.bindings ?? OUTERMOST, raw);
    const { prefix, name } = splitName(qualified);
    const children: (XmlElement | string)[] = [];
    const namespace = namespaceOf(bindings, prefix);
    const element = { namespace, name, attributes: attributesOf(raw, bindings), children };
    if (open.length > 0) add(element);
    else if (root === undefined) root = element;
    else throw new XmlRefused('there is more than one root element');
    open.push({ qualified, bindings, element, children });
  }

  function end(qualified: string): void {
    if (open.pop()?.qualified !== qualified) throw new XmlRefused(`</${qualified}> closes nothing`);
  }

  for (const token of readTags(decodeXml(bytes))) {
    if (token.kind === 'text') {
      if (open.length > 0) add(token.literal ? token.text : withoutReferences(token.text));
      else if (token.literal || token.text.trim() !== '')
        throw new XmlRefused('there is text outside the root element');
    } else if (token.kind === 'end') {
      end(token.qualified);
    } else {
      start(token.qualified, token.attributes);
      if (token.closed) end(token.qualified);
    }
  }
  if (root === undefined) throw new XmlRefused('there is no element');
  if (open.length > 0) throw new XmlRefused('the document ends in the middle');
  return root;
}

import type { XmlElement } from './element.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

function escapeText(text: string): string {
  return text.replaceAll(/[&<>\r]/g, (character) => ESCAPES[character] ?? character);
}

function escapeAttribute(text: string): string {
  return text.replaceAll(/[&<>"\t\n\r]/g, (character) => ESCAPES[character] ?? character);
}

/** How namespaces are written: those named here by prefix, all others as the default namespace. */
export type Prefixes = Readonly<Record<string, string>>;

function written(element: XmlElement, prefixes: Prefixes, around: string, top: boolean): string {
  const prefix = prefixes[element.namespace];
  const name = prefix === undefined ? element.name : `${prefix}:${element.name}`;
  const inner = prefix === undefined ? element.namespace : around;
  const declarations = top
    ? Object.entries(prefixes).map(([namespace, known]) => ` xmlns:${known}="${escapeAttribute(namespace)}"`)
    : [];
  if (prefix === undefined && around !== element.namespace)
    declarations.push(` xmlns="${escapeAttribute(element.namespace)}"`);
  const attributes = element.attributes.map(({ namespace, name: own, value }) => {
    const known = namespace === '' ? undefined : prefixes[namespace];
    if (namespace !== '' && known === undefined) throw new RangeError(`no prefix for ${namespace}`);
    return ` ${known === undefined ? own : `${known}:${own}`}="${escapeAttribute(value)}"`;
  });
  const head = `${name}${declarations.join('')}${attributes.join('')}`;
  if (element.children.length === 0) return `<${head}/>`;
  const content = element.children.map((child) =>
    typeof child === 'string' ? escapeText(child) : written(child, prefixes, inner, false),
  );
  return `<${head}>${content.join('')}</${name}>`;
}

/** Writes a tree as a UTF-8 document with its declaration. Throws a RangeError for an attribute without a prefix. */
export function writeXml(root: XmlElement, prefixes: Prefixes): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${written(root, prefixes, '', true)}`;
}

/** How many bytes an element takes, give or take its namespace declaration. */
export function writtenBytes(element: XmlElement): number {
  return Buffer.byteLength(written(element, {}, element.namespace, false));
}

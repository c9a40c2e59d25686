import { attributeValue } from './character-data.ts';
import { XmlRefused } from './element.ts';

const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';
const XMLNS_NAMESPACE = 'http://www.w3.org/2000/xmlns/';
const NO_PREFIXES: ReadonlyMap<string, string> = new Map([['xml', XML_NAMESPACE]]);

/** What prefixes stand for inside an element: its own declarations over those around it. @throws XmlRefused */
export function declaredPrefixes(
  around: ReadonlyMap<string, string> | undefined,
  attributes: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const outer = around ?? NO_PREFIXES;
  const declared: [string, string][] = [];
  for (const [name, raw] of attributes) {
    if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue;
    const prefix = name.slice('xmlns:'.length);
    const namespace = attributeValue(raw);
    checkDeclaration(prefix, namespace);
    declared.push([prefix, namespace]);
  }
  return declared.length === 0 ? outer : new Map([...outer, ...declared]);
}

/** A raw name as namespace and local name; one without prefix is in `bare`. @throws XmlRefused */
export function expandedName(
  rawName: string,
  prefixes: ReadonlyMap<string, string>,
  bare: string,
): { readonly namespace: string; readonly name: string } {
  const colon = rawName.indexOf(':');
  if (colon < 0) return { namespace: bare, name: rawName };
  const prefix = rawName.slice(0, colon);
  const namespace = prefixes.get(prefix);
  if (namespace === undefined || prefix === '') {
    throw new XmlRefused(`it does not say what the prefix “${prefix}” stands for`);
  }
  return { namespace, name: rawName.slice(colon + 1) };
}

function checkDeclaration(prefix: string, namespace: string): void {
  const emptied = prefix !== '' && namespace === '';
  const xml = (prefix === 'xml') !== (namespace === XML_NAMESPACE);
  const xmlns = prefix === 'xmlns' || namespace === XMLNS_NAMESPACE;
  if (emptied || xml || xmlns) throw new XmlRefused(`it declares the prefix “${prefix}” wrongly`);
}

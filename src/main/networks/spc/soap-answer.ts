import type { XmlElement } from '../xml/element.ts';
import { XmlRefused } from '../xml/element.ts';
import { readXml, SOAP_LIMITS } from '../xml/reader.ts';
import { SOAP, WSSE } from './namespaces.ts';

/**
 * The one element in the body of a SOAP 1.1 envelope: an answer or a fault. Refused are another root, a body with more
 * or less than one element, and headers that must be understood but are not (mongoose-spc.md 9.5).
 * @throws XmlRefused
 */
export function soapBody(bytes: Uint8Array): XmlElement {
  const envelope = readXml(bytes, SOAP_LIMITS);
  if (envelope.name !== 'Envelope') throw new XmlRefused(`it is <${envelope.name}>, not a SOAP envelope`);
  if (envelope.namespace !== SOAP) throw new XmlRefused('it is not an envelope of SOAP 1.1');
  const [first, second, third] = envelope.children;
  const header = first && isSoap(first, 'Header') ? first : null;
  const body = header ? second : first;
  const extra = header ? third : second;
  if (!body || !isSoap(body, 'Body') || extra) {
    throw new XmlRefused('its envelope holds something else than a header and a body');
  }
  if (header) checkHeader(header);
  const [content, other] = body.children;
  if (!content) throw new XmlRefused('its body is empty');
  if (other) throw new XmlRefused('its body has more than one element');
  if (hasText(envelope) || hasText(body)) throw new XmlRefused('its envelope has text beside its elements');
  return content;
}

/** Whether the element in a body is SOAP's own fault. */
export function isFault(element: XmlElement): boolean {
  return isSoap(element, 'Fault');
}

/** Servers that time-stamp their answers say so in a Security header; it asks nothing of a client. */
function checkHeader(header: XmlElement): void {
  for (const entry of header.children) {
    const must = entry.attributes.some(
      (one) => one.namespace === SOAP && one.name === 'mustUnderstand' && one.value.trim() === '1',
    );
    if (must && entry.namespace !== WSSE) {
      throw new XmlRefused(`its header <${entry.name}> asks for something that is not known`);
    }
  }
}

function isSoap(element: XmlElement, name: string): boolean {
  return element.namespace === SOAP && element.name === name;
}

function hasText(element: XmlElement): boolean {
  return /[^ \t\r\n]/.test(element.text);
}

import { SOAP, WSSE } from './namespaces.ts';
import { SoapRefusal } from './spc-refusal.ts';
import { XmlRefused } from './xml/decode-xml.ts';
import { attributeOf, childElements, elementsOf, isElement, textOf, type XmlElement } from './xml/element.ts';
import { readXml } from './xml/read-xml.ts';

/** A SOAP 1.1 message taken apart: the security header, if any, and the one element of the body. */
export interface SoapMessage {
  readonly security: XmlElement | undefined;
  readonly asked: XmlElement;
}

function parsed(bytes: Uint8Array): XmlElement {
  try {
    return readXml(bytes);
  } catch (error) {
    if (error instanceof XmlRefused)
      throw new SoapRefusal('Client', `The message was not read: ${error.message}.`);
    throw error;
  }
}

function requireNoText(element: XmlElement): void {
  if (textOf(element).trim() !== '')
    throw new SoapRefusal('Client', `There is text directly in ${element.name}.`);
}

function securityOf(header: XmlElement | undefined): XmlElement | undefined {
  if (header === undefined) return undefined;
  requireNoText(header);
  const blocks = childElements(header);
  const security = blocks.filter((block) => isElement(block, WSSE, 'Security'));
  if (security.length > 1) throw new SoapRefusal('Client', 'There is more than one Security header.');
  const strange = blocks.find(
    (block) => !isElement(block, WSSE, 'Security') && attributeOf(block, SOAP, 'mustUnderstand') === '1',
  );
  if (strange !== undefined)
    throw new SoapRefusal('MustUnderstand', `The header ${strange.name} is not understood.`);
  return security[0];
}

/**
 * Reads a request. Throws SoapRefusal for what is no SOAP 1.1 message with exactly one element in its body:
 * VersionMismatch for another envelope, MustUnderstand for a header that is not known.
 */
export function readSoapMessage(bytes: Uint8Array): SoapMessage {
  const envelope = parsed(bytes);
  if (envelope.name !== 'Envelope')
    throw new SoapRefusal('Client', `The root is ${envelope.name}, not Envelope.`);
  if (envelope.namespace !== SOAP)
    throw new SoapRefusal('VersionMismatch', 'The envelope is not that of SOAP 1.1.');
  requireNoText(envelope);
  const parts = childElements(envelope);
  const header = parts.length === 2 ? parts[0] : undefined;
  const body = parts.at(-1);
  const shaped =
    parts.length <= 2 &&
    body !== undefined &&
    isElement(body, SOAP, 'Body') &&
    (header === undefined || isElement(header, SOAP, 'Header'));
  if (!shaped) throw new SoapRefusal('Client', 'The envelope is not one Header and one Body, or one Body.');
  requireNoText(body);
  const [asked, ...more] = childElements(body);
  if (asked === undefined || more.length > 0)
    throw new SoapRefusal(
      'Client',
      `The body has ${more.length + (asked === undefined ? 0 : 1)} elements, not one.`,
    );
  return { security: securityOf(header), asked };
}

const soap = elementsOf(SOAP);

/** An envelope around one element of a body. */
export function envelopeAround(...body: readonly XmlElement[]): XmlElement {
  return soap('Envelope', soap('Body', ...body));
}

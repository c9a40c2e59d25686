import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { validateXML } from 'xmllint-wasm';

const WSDL = fileURLToPath(new URL('../../docs/session-numbers.wsdl', import.meta.url));

async function schema(): Promise<string> {
  const wsdl = await readFile(WSDL, 'utf8');
  const found = /<xsd:schema [\s\S]*<\/xsd:schema>/.exec(wsdl)?.[0] ?? '';
  return found.replace(
    '<xsd:schema ',
    '<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:tns="urn:example:spc:session-numbers:v1" ',
  );
}

/** What a message carries: the one element of its body, or what lies in the detail of its fault; '' for a bare fault. */
export function payloadOf(message: string): string {
  const body = /<soapenv:Body>([\s\S]*)<\/soapenv:Body>/.exec(message)?.[1] ?? '';
  if (!body.startsWith('<soapenv:Fault')) return body;
  return /<detail>([\s\S]*)<\/detail>/.exec(body)?.[1] ?? '';
}

/** What libxml2 has to say against these documents by the schema of the WSDL; empty when all are valid. */
export async function schemaErrors(documents: readonly string[]): Promise<string[]> {
  if (documents.length === 0) return [];
  const { errors } = await validateXML({
    xml: documents.map((contents, index) => ({ fileName: `message-${index}.xml`, contents })),
    schema: await schema(),
  });
  return errors.map(({ message, loc }) => {
    const index = Number(/\d+/.exec(loc?.fileName ?? '')?.[0]);
    return `${message} in ${documents[index]?.slice(0, 400) ?? 'an unknown document'}`;
  });
}

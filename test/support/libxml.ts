import { validateXML } from 'xmllint-wasm';

/** Which of the documents libxml2 takes for well-formed XML with namespaces, in their order. */
export async function wellFormedByLibxml(documents: readonly (string | Uint8Array)[]): Promise<boolean[]> {
  const { errors } = await validateXML({
    xml: documents.map((contents, index) => ({ fileName: `document-${index}.xml`, contents })),
    normalization: 'format',
    modifyArguments: (given) => [...given, '--noout'],
  });
  const refused = new Set(
    errors.filter((one) => /\berror :/.test(one.message)).map((one) => one.loc?.fileName ?? ''),
  );
  return documents.map((_document, index) => !refused.has(`document-${index}.xml`));
}

import { unwritableCharacter } from '#shared/domain/xml-text.ts';
import { XmlRefused } from './element.ts';

const DECLARATION =
  /^<\?xml[ \t\n]+version[ \t\n]*=[ \t\n]*(?:"1\.0"|'1\.0')(?:[ \t\n]+encoding[ \t\n]*=[ \t\n]*(?:"([A-Za-z][\w.-]*)"|'([A-Za-z][\w.-]*)'))?(?:[ \t\n]+standalone[ \t\n]*=[ \t\n]*(?:"(?:yes|no)"|'(?:yes|no)'))?[ \t\n]*\?>/;

/**
 * The text of a document without its XML declaration, line ends normalised. Refuses, before anything is parsed, what
 * SOAP 1.1 forbids or no reader of ours needs (mongoose-spc.md 9.1, 9.4): another encoding than UTF-8, malformed
 * bytes, characters XML cannot carry, document types, entities, processing instructions.
 * @throws XmlRefused
 */
export function documentText(bytes: Uint8Array): string {
  const text = decoded(bytes).replace(/\r\n?/g, '\n');
  const unwritable = unwritableCharacter(text);
  if (unwritable !== null) throw new XmlRefused(`it has a character XML does not allow (${unwritable})`);
  if (/<!doctype/i.test(text)) throw new XmlRefused('it has a document type, which is not read');
  if (/<!entity/i.test(text)) throw new XmlRefused('it declares entities, which are not read');
  const body = withoutDeclaration(text);
  if (body.includes('<?')) throw new XmlRefused('it has a processing instruction, which is not read');
  return body;
}

function decoded(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const utf16 = (first === 0xfe && second === 0xff) || (first === 0xff && second === 0xfe);
  if (utf16 || bytes.subarray(0, 4).includes(0)) throw new XmlRefused('it is not in UTF-8');
  try {
    // Takes a byte order mark away, as UTF-8 allows one.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new XmlRefused('its bytes are not UTF-8');
  }
}

function withoutDeclaration(text: string): string {
  if (!/^<\?xml[ \t\n?]/.test(text)) return text;
  const declaration = DECLARATION.exec(text);
  if (!declaration) throw new XmlRefused('its XML declaration is not one of XML 1.0');
  const encoding = declaration[1] ?? declaration[2] ?? 'utf-8';
  if (encoding.toLowerCase() !== 'utf-8') throw new XmlRefused(`it says it is in ${encoding}, not UTF-8`);
  return text.slice(declaration[0].length);
}

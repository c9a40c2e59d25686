/** Thrown for a document that is refused; its message says why. */
export class XmlRefused extends Error {
  override readonly name = 'XmlRefused';
}

const FORBIDDEN_CHARACTER = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;
const DECLARATION =
  /^<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(?:"1\.0"|'1\.0')(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(?:"([\w.-]+)"|'([\w.-]+)'))?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(?:"(?:yes|no)"|'(?:yes|no)'))?[ \t\r\n]*\?>/;

function asUtf8(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    throw new XmlRefused('the document is UTF-16, only UTF-8 is read');
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new XmlRefused('the document is not valid UTF-8');
  }
}

/**
 * The text of a document behind its declaration, line ends made uniform. Refuses what SOAP 1.1 forbids before
 * anything is parsed (mongoose-spc.md 9.1, 9.4): another encoding, malformed bytes, a document type, entity
 * declarations, processing instructions, and characters XML 1.0 cannot carry. Throws XmlRefused.
 */
export function decodeXml(bytes: Uint8Array): string {
  const text = asUtf8(bytes);
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw new XmlRefused('a document type is not allowed');
  const declaration = DECLARATION.exec(text);
  const encoding = declaration?.[1] ?? declaration?.[2] ?? 'utf-8';
  if (encoding.toLowerCase() !== 'utf-8') throw new XmlRefused(`the encoding ${encoding} is not read`);
  const document = text.slice(declaration?.[0].length ?? 0);
  if (document.includes('<?')) throw new XmlRefused('processing instructions are not allowed');
  if (FORBIDDEN_CHARACTER.test(document)) throw new XmlRefused('a character XML 1.0 cannot carry');
  return document.replaceAll(/\r\n?/g, '\n');
}

const BUILT_IN: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', apos: "'", quot: '"' };

function expanded(reference: string): string {
  const [, hex, decimal, name = ''] = /^&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([^;#]+));$/.exec(reference) ?? [];
  const builtIn = BUILT_IN[name];
  if (builtIn !== undefined) return builtIn;
  const digits = hex ?? decimal;
  if (digits === undefined) throw new XmlRefused(`the reference ${reference.slice(0, 40)} is not allowed`);
  const code = Number.parseInt(digits, hex === undefined ? 10 : 16);
  const character = code <= 0x10ffff ? String.fromCodePoint(code) : '\u0000';
  if (FORBIDDEN_CHARACTER.test(character))
    throw new XmlRefused(`the character ${reference.slice(0, 40)} is not allowed`);
  return character;
}

/** Text with its references replaced: the five built-in ones and characters, nothing else. Throws XmlRefused. */
export function withoutReferences(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(/&[^;&]{0,40};?/g, expanded);
}

import { unwritableCharacter } from '#shared/domain/xml-text.ts';
import { XmlRefused } from './element.ts';

const BUILT_IN: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const REFERENCE = /&(?:#([0-9]{1,8})|#x([0-9A-Fa-f]{1,8})|(lt|gt|amp|quot|apos));|&/g;

/** Text with its references replaced: the five built-in ones and those of characters. @throws XmlRefused */
export function characterData(raw: string): string {
  if (!raw.includes('&')) return raw;
  return raw.replace(
    REFERENCE,
    (_whole, decimal: string | undefined, hex: string | undefined, named: string | undefined) => {
      if (decimal !== undefined) return characterOf(Number.parseInt(decimal, 10));
      if (hex !== undefined) return characterOf(Number.parseInt(hex, 16));
      const character = named === undefined ? undefined : BUILT_IN[named];
      if (character === undefined) throw new XmlRefused('it has an “&” that begins no reference XML knows');
      return character;
    },
  );
}

/** The value of an attribute: literal white space becomes spaces, referenced does not. @throws XmlRefused */
export function attributeValue(raw: string): string {
  return characterData(raw.replace(/[\t\n]/g, ' '));
}

function characterOf(codePoint: number): string {
  const character = codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : '\uffff';
  if (unwritableCharacter(character) !== null) {
    throw new XmlRefused('it refers to a character XML does not allow');
  }
  return character;
}

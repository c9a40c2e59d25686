import { unwritableCharacter } from '#shared/domain/xml-text.ts';

/** An element to write. Names and prefixes are the program's own; only content and values come from outside. */
export interface XmlOutline {
  /** With its prefix, which an element around it declares. */
  readonly tag: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly content: string | readonly XmlOutline[];
}

/** Text that XML 1.0 cannot carry; `path` says which element has it. */
export class UnwritableText extends Error {
  readonly path: string;

  constructor(path: string, character: string) {
    super(`${path} has a character that cannot be sent (${character})`);
    this.name = 'UnwritableText';
    this.path = path;
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** A whole document in UTF-8. Every text reads back exactly as it is. @throws UnwritableText */
export function writeXml(root: XmlOutline): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${written(root, '')}`;
}

function written({ tag, attributes, content }: XmlOutline, around: string): string {
  const path = around === '' ? tag : `${around}/${tag}`;
  const values = Object.entries(attributes ?? {}).map(
    ([name, value]) => ` ${name}="${escaped(value, /[&<>"\t\n\r]/g, path)}"`,
  );
  const inner =
    typeof content === 'string'
      ? escaped(content, /[&<>\r]/g, path)
      : content.map((child) => written(child, path)).join('');
  return `<${tag}${values.join('')}>${inner}</${tag}>`;
}

function escaped(text: string, which: RegExp, path: string): string {
  const unwritable = unwritableCharacter(text);
  if (unwritable !== null) throw new UnwritableText(path, unwritable);
  return text.replace(which, (character) => ESCAPES[character] ?? character);
}

const LONGEST_TEXT = 300;
const LONGEST_TITLE = 80;

/** Foreign text as one short line: no control characters, at most 300 characters. */
export function oneLine(text: string): string {
  const line = text.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim();
  return line.length <= LONGEST_TEXT ? line : `${line.slice(0, LONGEST_TEXT).toWellFormed()}…`;
}

/** What a page in place of an answer is called, as a noun phrase: `a web page (“Sign in”)`. */
export function describePage(html: string): string {
  const title = /<title[^>]*>([^<]*)/i.exec(html)?.[1]?.trim();
  return title ? `a web page (“${oneLine(title).slice(0, LONGEST_TITLE).toWellFormed()}”)` : 'a web page';
}

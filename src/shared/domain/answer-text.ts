const EXCERPT_LENGTH = 200;

/** Whether a body begins with one of these texts, in any letter case, blanks and a byte order mark aside. */
export function bodyBegins(body: string, beginnings: readonly string[]): boolean {
  const text = body.replace(/^[\s\uFEFF]+/, '').toLowerCase();
  return beginnings.some((beginning) => text.startsWith(beginning.toLowerCase()));
}

/** The beginning of a body on one line, for the list of attempts. */
export function excerptOf(body: string): string {
  const line = body
    .slice(0, EXCERPT_LENGTH * 4)
    .replace(/[\s\p{Cc}\uFEFF]+/gu, ' ')
    .trim();
  return line.length <= EXCERPT_LENGTH ? line : `${line.slice(0, EXCERPT_LENGTH).toWellFormed()}…`;
}

const EXCERPT_LENGTH = 200;

/** The beginning of a body on one line, for the list of attempts. */
export function excerptOf(body: string): string {
  const line = body
    .slice(0, EXCERPT_LENGTH * 4)
    .replace(/[\s\p{Cc}\uFEFF]+/gu, ' ')
    .trim();
  return line.length <= EXCERPT_LENGTH ? line : `${line.slice(0, EXCERPT_LENGTH).toWellFormed()}…`;
}

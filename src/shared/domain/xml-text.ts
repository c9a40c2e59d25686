const FORBIDDEN = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;

/**
 * The first character of a text that XML 1.0 cannot carry, not even as a reference: a control other than tab, line
 * feed and return, an unpaired surrogate, U+FFFE or U+FFFF. Named as `U+0007`; null when the text can be carried.
 */
export function unwritableCharacter(text: string): string | null {
  const found = FORBIDDEN.exec(text)?.[0].codePointAt(0);
  return found === undefined ? null : `U+${found.toString(16).toUpperCase().padStart(4, '0')}`;
}

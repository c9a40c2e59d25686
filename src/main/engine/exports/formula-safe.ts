/**
 * Text as a spreadsheet may open it from CSV: what would run as a formula is preceded by an apostrophe, which also keeps a
 * number in E.164 what it is (mongoose-spc.md 9.10).
 */
export function formulaSafe(text: string): string {
  return /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
}

const LETTERS = 26;

// Characters XML 1.0 cannot carry, unpaired surrogates among them.
const FORBIDDEN = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/** The name of a cell: column from 0, line from 1. `A1`, `AB12`. */
export function cellReference(column: number, line: number): string {
  let letters = '';
  for (let rest = column; rest >= 0; rest = Math.floor(rest / LETTERS) - 1) {
    letters = String.fromCharCode(65 + (rest % LETTERS)) + letters;
  }
  return `${letters}${line}`;
}

/**
 * Text inside XML. What XML cannot carry becomes the replacement character; a return is written as a reference, since
 * a reader makes it a line feed otherwise; and what a spreadsheet would take for an escape of its own (`_x0041_`) is
 * escaped in its way.
 */
export function xmlText(text: string): string {
  return text
    .toWellFormed()
    .replace(FORBIDDEN, '\uFFFD')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/\r/g, '&#13;');
}

/** A cell of text in a style of the workbook. */
export function cellXml(text: string, column: number, line: number, style: number): string {
  const reference = cellReference(column, line);
  return `<c r="${reference}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`;
}

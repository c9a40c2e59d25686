const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const COMMA = 0x2c;

/**
 * Where the elements of a JSON array begin and end, found in one pass without parsing them, so that each can be kept
 * exactly as it was written: `[start, end, start, end, …]`, ends exclusive. Null when the text is no array, or one
 * that breaks off.
 */
export function elementBounds(text: string): readonly number[] | null {
  let index = skipSpace(text, text.charCodeAt(0) === 0xfeff ? 1 : 0);
  if (text.charCodeAt(index) !== OPEN_LIST) return null;
  index = skipSpace(text, index + 1);
  const bounds: number[] = [];
  if (text.charCodeAt(index) === CLOSE_LIST) return endsAt(text, index + 1) ? bounds : null;
  for (;;) {
    const start = index;
    const end = endOfElement(text, index);
    if (end === -1) return null;
    bounds.push(start, trimmedEnd(text, start, end));
    if (text.charCodeAt(end) === CLOSE_LIST) return endsAt(text, end + 1) ? bounds : null;
    index = skipSpace(text, end + 1);
  }
}

/** The place of the comma or bracket that ends the element; -1 when the text ends first. */
function endOfElement(text: string, from: number): number {
  const length = text.length;
  let depth = 0;
  for (let index = from; index < length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) {
      index = endOfString(text, index + 1);
      if (index === -1) return -1;
    } else if (code === OPEN_OBJECT || code === OPEN_LIST) {
      depth += 1;
    } else if (code === CLOSE_OBJECT || code === CLOSE_LIST) {
      if (depth === 0) return code === CLOSE_LIST ? index : -1;
      depth -= 1;
    } else if (code === COMMA && depth === 0) {
      return index;
    }
  }
  return -1;
}

/** The place of the quote that closes a string: one not behind an odd number of backslashes; -1 without one. */
function endOfString(text: string, from: number): number {
  for (let index = text.indexOf('"', from); index !== -1; index = text.indexOf('"', index + 1)) {
    let before = index - 1;
    while (text.charCodeAt(before) === BACKSLASH) before -= 1;
    if ((index - before) % 2 === 1) return index;
  }
  return -1;
}

function trimmedEnd(text: string, start: number, end: number): number {
  let last = end;
  while (last > start && isSpace(text.charCodeAt(last - 1))) last -= 1;
  return last;
}

function skipSpace(text: string, from: number): number {
  let index = from;
  while (isSpace(text.charCodeAt(index))) index += 1;
  return index;
}

function endsAt(text: string, from: number): boolean {
  return skipSpace(text, from) === text.length;
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

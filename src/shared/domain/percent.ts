/** A range of text, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Text decoded once, with the way back to where each character stood. */
export interface Decoded {
  readonly text: string;
  /** For every index of `text`, and its length, the index in the raw text where that character began. */
  readonly offsets: readonly number[];
  /** Percent escapes that are none, or are not UTF-8; they stand in `text` as they were typed. */
  readonly bad: readonly Span[];
}

const ESCAPES = /(?:%[0-9A-Fa-f]{2})+/y;

/**
 * Percent-encodes a value once (`encodeURIComponent`). A lone surrogate, which has no encoding, becomes U+FFFD,
 * so any text can be encoded.
 */
export function encodeValue(value: string): string {
  return encodeURIComponent(value.toWellFormed());
}

/**
 * Decodes one layer of percent-encoding as the servers do, `+` being a space, and never throws: what cannot be
 * decoded stays as typed and is listed in `bad`.
 */
export function decodeLayer(raw: string): Decoded {
  const offsets: number[] = [];
  const bad: Span[] = [];
  let text = '';
  const put = (piece: string, at: number): void => {
    for (let unit = 0; unit < piece.length; unit++) offsets.push(at);
    text += piece;
  };
  let index = 0;
  while (index < raw.length) {
    const char = raw.charAt(index);
    if (char !== '%') {
      put(char === '+' ? ' ' : char, index);
      index += 1;
      continue;
    }
    ESCAPES.lastIndex = index;
    const run = ESCAPES.exec(raw)?.[0] ?? '';
    const end = index + run.length;
    if (run === '') {
      bad.push({ start: index, end: index + 1 });
      put('%', index);
      index += 1;
    }
    while (index < end) {
      const sequence = utf8Sequence(raw.slice(index, end));
      if (sequence === null) {
        bad.push({ start: index, end: index + 3 });
        put('%', index);
        put(raw.charAt(index + 1), index + 1);
        put(raw.charAt(index + 2), index + 2);
        index += 3;
      } else {
        put(sequence.char, index);
        index += sequence.length;
      }
    }
  }
  offsets.push(raw.length);
  return { text, offsets, bad };
}

/** Decodes one layer exactly; null when an escape is bad. */
export function decodeValue(raw: string): string | null {
  const decoded = decodeLayer(raw);
  return decoded.bad.length === 0 ? decoded.text : null;
}

/** Whether a raw value holds characters that may not stand in a URL unencoded. */
export function needsEncoding(raw: string): boolean {
  return /[\s\p{Cc}"<>]|\P{ASCII}/u.test(raw);
}

/** How many times a value can still be decoded: more than none means it was encoded too often. */
export function furtherLayers(value: string): number {
  let layers = 0;
  let text = value;
  while (layers < 5 && /%[0-9A-Fa-f]{2}/.test(text)) {
    const next = decodeLayer(text.replaceAll('+', '%2B'));
    if (next.bad.length > 0) break;
    text = next.text;
    layers += 1;
  }
  return layers;
}

function utf8Sequence(escapes: string): { readonly char: string; readonly length: number } | null {
  const first = Number.parseInt(escapes.slice(1, 3), 16);
  const bytes =
    first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  const length = bytes * 3;
  if (length === 0 || escapes.length < length) return null;
  try {
    return { char: decodeURIComponent(escapes.slice(0, length)), length };
  } catch {
    return null;
  }
}

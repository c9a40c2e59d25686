/** Words shorter than this are looked for in names and numbers only, since nearly every call has one. */
export const SHORTEST_WORD = 2;

const WORD = /[\p{L}\p{N}]+/gu;
const PHONE_LIKE = /^\+?[\d\s().\-\u2010-\u2013]+$/;
const PARTS_INDEXED = 4;

/** Text as it is compared: lower case, without accents. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
}

/** The words of a text as they are indexed and looked for. */
export function wordsOf(text: string): string[] {
  return foldText(text).match(WORD) ?? [];
}

/**
 * The words by which an id is found: the whole without its dashes, and from each later part on, so that
 * `0A5F-8D3C-11` is found by `0a5f8d`, `0A5F-8D` and `8D3C`.
 */
export function wordsOfId(id: string): string[] {
  const parts = wordsOf(id);
  return parts.slice(0, PARTS_INDEXED).map((_, from) => parts.slice(from).join(''));
}

/** Digits of a phone number without country code, so that every spelling gives the same; empty for none. */
export function phoneWord(text: string): string {
  const digits = text.replace(/\D/g, '');
  return digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits;
}

/** What of a conversion is found by text, beside the names and number of its line. */
export interface WordSource {
  readonly callId: string;
  readonly callerNumber: string;
  readonly subIds: readonly string[];
}

/** The words of a conversion for the index, blanks between them. */
export function indexedWords({ callId, callerNumber, subIds }: WordSource): string {
  const words = [...wordsOfId(callId), phoneWord(callerNumber)];
  for (const value of subIds) {
    if (value === '') continue;
    const own = wordsOf(value);
    words.push(...own);
    if (own.length > 1) words.push(own.join(''));
  }
  return words.join(' ').trim();
}

/**
 * What a person typed, as words that must all be found, each as the beginning of one. A word with dashes stands for
 * an id and is taken without them; text that looks like a phone number is one word, its digits.
 */
export function soughtWords(typed: string): string[] {
  const text = typed.trim();
  if (PHONE_LIKE.test(text) && /\d/.test(text)) {
    const digits = phoneWord(text);
    return [digits.startsWith('1') && text.startsWith('+') ? digits.slice(1) : digits].filter(
      (word) => word !== '',
    );
  }
  return text.split(/\s+/).flatMap((piece) => {
    const joined = wordsOf(piece).join('');
    return joined === '' ? [] : [joined];
  });
}

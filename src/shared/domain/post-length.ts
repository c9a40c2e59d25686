/** How many characters a post on X may count. */
export const LONGEST_POST = 280;

/** What every address counts as, whatever its own length: it is replaced by a short one. */
const ADDRESS_COUNTS = 23;

/** Code points that count as one character; all others count as two. First and last, inclusive. */
const SINGLE: readonly (readonly [number, number])[] = [
  [0, 4351],
  [8192, 8205],
  [8208, 8223],
  [8242, 8247],
];

/** Endings by which a bare name, without a scheme, is taken for an address. */
const ENDINGS =
  'com|net|org|info|biz|edu|gov|mil|app|dev|shop|store|online|site|xyz|io|ai|me|tv|us|uk|ca|de|eu|co';
const BARE = `(?<![\\p{L}\\p{N}@._/-])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\\.)+(?:${ENDINGS})(?![\\p{L}\\p{N}_-])(?:/[^\\s]*)?`;
const ADDRESS = new RegExp(`https?://[^\\s]+|${BARE}`, 'giu');

/** Made when first needed: knowing every emoji takes some 30 ms, which the app's start has no time for. */
let emojis: RegExp | null = null;

/**
 * How long a post is as X counts it: after composing its characters (NFC), Latin, Greek, Cyrillic, Arabic, Hebrew and
 * much else count one a code point, the rest two; an emoji counts two however many code points it is made of; an
 * address counts 23. A bare name such as `example.com` is known by a list of common endings; one with another ending
 * is counted letter by letter. (Configuration 3 of twitter-text, which X publishes.)
 */
export function postLength(text: string): number {
  let length = 0;
  let from = 0;
  const composed = text.normalize('NFC');
  for (const address of composed.matchAll(ADDRESS)) {
    length += textLength(composed.slice(from, address.index)) + ADDRESS_COUNTS;
    from = address.index + address[0].length;
  }
  return length + textLength(composed.slice(from));
}

function textLength(text: string): number {
  let emoji = 0;
  emojis ??= new RegExp('\\p{RGI_Emoji}', 'gv');
  const rest = text.replace(emojis, () => {
    emoji += 2;
    return '';
  });
  return Array.from(rest).reduce((sum, character) => sum + weight(character.codePointAt(0) ?? 0), emoji);
}

function weight(codePoint: number): 1 | 2 {
  return SINGLE.some(([first, last]) => codePoint >= first && codePoint <= last) ? 1 : 2;
}

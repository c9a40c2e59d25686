/** A repeatable source of chance: the same seed and labels give the same draws, on every machine. */
export interface SeededRandom {
  /** A number from 0 up to, but not including, 1. */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number;
  /** True in about `share` of the draws (0 never, 1 always). */
  chance(share: number): boolean;
  /** One of the items; throws a RangeError when there is none. */
  pick<Item>(items: readonly Item[]): Item;
  /** The items in a drawn order; the input stays as it is. */
  shuffled<Item>(items: readonly Item[]): Item[];
  /** Text of `length` characters out of `alphabet`. */
  text(length: number, alphabet: string): string;
}

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

function hash(text: string): number {
  let value = FNV_OFFSET;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), FNV_PRIME);
  }
  return value >>> 0;
}

/**
 * Makes a source of chance from a seed and labels. Each label is a stream of its own, so that drawing
 * more for one purpose does not change what another purpose sees. (mulberry32 over an FNV-1a hash; fit for
 * made-up calls, not for secrets.)
 */
export function seededRandom(seed: number, ...labels: readonly (string | number)[]): SeededRandom {
  let state = hash([seed, ...labels].join('/'));

  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  function whole(low: number, high: number): number {
    return low + Math.floor(next() * (high - low + 1));
  }

  function pick<Item>(items: readonly Item[]): Item {
    const item = items[whole(0, items.length - 1)];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  }

  function shuffled<Item>(items: readonly Item[]): Item[] {
    const keyed = items.map((item) => ({ item, key: next() }));
    return keyed.toSorted((left, right) => left.key - right.key).map(({ item }) => item);
  }

  function text(length: number, alphabet: string): string {
    let out = '';
    while (out.length < length) out += alphabet.charAt(whole(0, alphabet.length - 1));
    return out;
  }

  return { next, whole, chance: (share) => next() < share, pick, shuffled, text };
}

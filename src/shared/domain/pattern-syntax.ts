/** Whether one character, given as a code point, is meant. */
export type CharTest = (code: number) => boolean;

/** A place between two characters, told by what stands before and after it; -1 at either end of the text. */
export type PlaceTest = (before: number, after: number) => boolean;

/** A regular expression as a tree. A repeat without `most` has no end. */
export type PatternNode =
  | { readonly kind: 'char'; readonly test: CharTest }
  | { readonly kind: 'place'; readonly test: PlaceTest }
  | { readonly kind: 'all'; readonly parts: readonly PatternNode[] }
  | { readonly kind: 'any'; readonly parts: readonly PatternNode[] }
  | {
      readonly kind: 'repeat';
      readonly part: PatternNode;
      readonly least: number;
      readonly most: number | null;
    };

/** The expression is none that this app can use; the message says why. */
export class PatternFault extends Error {}

/** The most a counted repeat may count. */
const MOST_REPEATS = 100;

/** Groups inside groups, so that no pattern is too deep to read. */
const DEEPEST_GROUP = 20;

/**
 * Reads a regular expression of the usual syntax: characters, `.`, classes, `\d \w \s \b` and their opposites, `^ $`, groups,
 * `|` and the repeats `* + ? {2} {2,} {2,5}`; `(?i)` at its beginning ignores letter case. What would need more than one pass
 * over a text (references back, looking around) is not part of it. @throws PatternFault
 */
export function readPattern(pattern: string): PatternNode {
  const ignoreCase = pattern.startsWith('(?i)');
  const chars = Array.from(pattern.slice(ignoreCase ? 4 : 0));
  let at = 0;
  let depth = 0;

  const one = (char: string): PatternNode => ({ kind: 'char', test: sameChar(char, ignoreCase) });
  const take = (): string => {
    const char = chars[at];
    if (char === undefined) throw new PatternFault('it ends too early.');
    at += 1;
    return char;
  };

  const alternatives = (): PatternNode => {
    const parts = [sequence()];
    while (chars[at] === '|') {
      at += 1;
      parts.push(sequence());
    }
    return parts.length === 1 && parts[0] ? parts[0] : { kind: 'any', parts };
  };

  const sequence = (): PatternNode => {
    const parts: PatternNode[] = [];
    while (at < chars.length && chars[at] !== '|' && chars[at] !== ')') parts.push(repeated(item()));
    return { kind: 'all', parts };
  };

  const item = (): PatternNode => {
    const char = take();
    switch (char) {
      case '(':
        return group();
      case '[':
        return { kind: 'char', test: charClass() };
      case '.':
        return { kind: 'char', test: (code) => !LINE_ENDS.includes(code) };
      case '^':
        return { kind: 'place', test: (before) => before === -1 };
      case '$':
        return { kind: 'place', test: (_before, after) => after === -1 };
      case '\\':
        return escaped();
      case '*':
      case '+':
      case '?':
        throw new PatternFault(`${char} repeats nothing.`);
      case ']':
      case '{':
      case '}':
        throw new PatternFault(`write \\${char} for the character itself.`);
      default:
        return one(char);
    }
  };

  const group = (): PatternNode => {
    if (chars[at] === '?') {
      if (chars[at + 1] !== ':')
        throw new PatternFault('groups that begin with (? are not available, but (?: is.');
      at += 2;
    }
    depth += 1;
    if (depth > DEEPEST_GROUP) throw new PatternFault('its groups are too deep.');
    const inside = alternatives();
    if (chars[at] !== ')') throw new PatternFault('a group is not closed.');
    at += 1;
    depth -= 1;
    return inside;
  };

  const escaped = (): PatternNode => {
    const char = take();
    if (char === 'b') return { kind: 'place', test: (before, after) => isWord(before) !== isWord(after) };
    if (char === 'B') return { kind: 'place', test: (before, after) => isWord(before) === isWord(after) };
    return { kind: 'char', test: escapedChar(char, ignoreCase) };
  };

  const charClass = (): CharTest => {
    const negated = chars[at] === '^';
    if (negated) at += 1;
    const tests: CharTest[] = [];
    while (chars[at] !== ']') {
      const first = take();
      const single = first === '\\' ? take() : first;
      const isSet = first === '\\' && SETS[single] !== undefined;
      const ranged = !isSet && chars[at] === '-' && chars[at + 1] !== ']' && chars[at + 1] !== undefined;
      if (!ranged) {
        tests.push(first === '\\' ? escapedChar(single, ignoreCase) : sameChar(single, ignoreCase));
        continue;
      }
      at += 1;
      const end = take();
      const last = codeOf(end === '\\' ? take() : end);
      const start = codeOf(first === '\\' ? (CONTROLS[single] ?? single) : single);
      if (start > last) throw new PatternFault('a range of characters runs backwards.');
      tests.push(inRange(start, last, ignoreCase));
    }
    at += 1;
    return (code) => tests.some((test) => test(code)) !== negated;
  };

  const repeated = (part: PatternNode): PatternNode => {
    const bounds = repeatBounds();
    if (bounds === null) return part;
    if (part.kind === 'place') throw new PatternFault('a place between characters cannot be repeated.');
    if (chars[at] === '?') at += 1;
    if (['*', '+', '?', '{'].includes(chars[at] ?? ''))
      throw new PatternFault('a repeat cannot be repeated; group it.');
    return { kind: 'repeat', part, ...bounds };
  };

  const repeatBounds = (): { readonly least: number; readonly most: number | null } | null => {
    const char = chars[at];
    if (char !== '*' && char !== '+' && char !== '?' && char !== '{') return null;
    at += 1;
    if (char !== '{') return { least: char === '+' ? 1 : 0, most: char === '?' ? 1 : null };
    const end = chars.indexOf('}', at);
    const counted = /^(\d{1,4})(,)?(\d{1,4})?$/.exec(chars.slice(at, Math.max(at, end)).join(''));
    if (end === -1 || !counted || (counted[3] !== undefined && counted[2] === undefined))
      throw new PatternFault('a counted repeat looks like {2}, {2,} or {2,5}.');
    at = end + 1;
    const least = Number(counted[1]);
    const most = counted[3] !== undefined ? Number(counted[3]) : counted[2] === undefined ? least : null;
    if (Math.max(least, most ?? 0) > MOST_REPEATS)
      throw new PatternFault(`it repeats more than ${MOST_REPEATS} times.`);
    if (most !== null && most < least) throw new PatternFault('a counted repeat runs backwards.');
    return { least, most };
  };

  const tree = alternatives();
  if (at < chars.length) throw new PatternFault('a ) closes no group.');
  return tree;
}

const LINE_ENDS: readonly number[] = [0x0a, 0x0d, 0x2028, 0x2029];

const SETS: Readonly<Record<string, CharTest>> = {
  d: isDigit,
  D: (code) => !isDigit(code),
  w: isWord,
  W: (code) => !isWord(code),
  s: isSpace,
  S: (code) => !isSpace(code),
};

const CONTROLS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f', v: '\v', '0': '\0' };

function escapedChar(char: string, ignoreCase: boolean): CharTest {
  const set = SETS[char];
  if (set) return set;
  const control = CONTROLS[char];
  if (control !== undefined) return sameChar(control, false);
  if (/[A-Za-z0-9]/.test(char)) throw new PatternFault(`\\${char} is not available.`);
  return sameChar(char, ignoreCase);
}

function sameChar(char: string, ignoreCase: boolean): CharTest {
  const code = codeOf(char);
  if (!ignoreCase) return (given) => given === code;
  const folded = char.toLowerCase();
  return (given) => given === code || String.fromCodePoint(given).toLowerCase() === folded;
}

function inRange(start: number, last: number, ignoreCase: boolean): CharTest {
  const within: CharTest = (code) => start <= code && code <= last;
  if (!ignoreCase) return within;
  return (code) => {
    const char = String.fromCodePoint(code);
    return within(code) || within(codeOf(char.toLowerCase())) || within(codeOf(char.toUpperCase()));
  };
}

function codeOf(char: string): number {
  return char.codePointAt(0) ?? -1;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isWord(code: number): boolean {
  return isDigit(code) || code === 95 || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

function isSpace(code: number): boolean {
  return code >= 0 && /\s/.test(String.fromCodePoint(code));
}

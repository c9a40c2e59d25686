import { nanpDigits } from '#shared/domain/phone.ts';

/** What stands for a caller's number; the last two digits stay, so that both sides can tell two callers apart. */
const HIDDEN = '•••••••';

/** What may stand between two digits of a number: blanks, signs, and both percent-encoded however often. */
const BETWEEN = String.raw`(?:[\s\u00a0().+\-/\u2010-\u2013]|%(?:25)*(?:20|28|29|2B|2D|2E|2F)|\\u00a0)*`;
/** Not in the middle of a longer number; the digits of an encoded sign before it are no part of it. */
const BEGINNING = String.raw`(?:(?<!\d)|(?<=%(?:25)*[0-9A-Fa-f]{2}))`;
/** A number written as numbers of persons are, whosever it is. */
const WRITTEN = new RegExp(
  String.raw`(?:\+|%(?:25)*2B)1?[ .-]?\d{10}(?!\d)|${BEGINNING}(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[-.])[2-9]\d{2}[-.]\d{4}(?!\d)`,
  'gi',
);

const OF_A_PERSON = /phone|caller|mobile|\bani\b/i;
const OF_A_LINE = /destination|promo|virtual|tracking|duration|call_?er_?id_?type/i;
const FIELD = /("((?:[^"\\]|\\.)*)"\s*:\s*)("(?:[^"\\]|\\.)*"|-?\d+)/g;

const SECRET = String.raw`[\w.-]*(?:token|secret|passw(?:or)?d|api_?key|access_?key|signature|credential)[\w.-]*|key|auth|sig|pwd`;
const SECRET_RULES: readonly (readonly [RegExp, string])[] = [
  [/([a-z][a-z0-9+.-]*:\/\/)[^\s/@?#]+@/gi, '$1(blanked)@'],
  [new RegExp(String.raw`([?&;](?:${SECRET})=)[^&;#\s"'<>]+`, 'gi'), '$1(blanked)'],
  [new RegExp(String.raw`("(?:${SECRET})"\s*:\s*)(?:"(?:[^"\\]|\\.)*"|-?\d+)`, 'gi'), '$1"(blanked)"'],
  [
    /^((?:authorization|proxy-authorization|cookie|set-cookie2?|x-[\w-]*(?:key|token))\s*:\s*).+$/gim,
    '$1(blanked)',
  ],
  [/\b(bearer|basic)\s+[\w.~+/=-]{6,}/gi, '$1 (blanked)'],
];

/** Makes text fit to be shown to others: no caller's number in any spelling, no secret. */
export type Masking = (text: string) => string;

/**
 * Masks the numbers of a call's callers, wherever and however they stand, and blanks secrets.
 * @param callers the callers' numbers as the network gave them; what is no number is passed over
 * @param ours numbers that are no person's, such as the one that was called: they stay
 */
export function masking(callers: readonly string[], ours: readonly string[]): Masking {
  const own = new Set(ours.map(digitsOf).filter((digits) => digits !== ''));
  const patterns = [...new Set(callers.map(digitsOf))]
    .filter((digits) => digits.length >= 7 && !own.has(digits))
    .map(
      (digits) =>
        new RegExp(
          `${BEGINNING}(?:(?:\\+|%(?:25)*2B)?1${BETWEEN})?${digits.split('').join(BETWEEN)}(?!\\d)`,
          'gi',
        ),
    );
  return (text) => {
    const blanked = SECRET_RULES.reduce((kept, [pattern, instead]) => kept.replace(pattern, instead), text);
    const known = patterns.reduce((kept, pattern) => kept.replace(pattern, hidden), blanked);
    return known.replace(WRITTEN, (found) => (own.has(digitsOf(found)) ? found : hidden(found)));
  };
}

/** A row as received with every field blanked to its last two digits that holds a person's number by its name. */
export function maskedRow(raw: string): string {
  return raw.replace(FIELD, (whole, head: string, name: string, value: string) =>
    isOfPerson(name) && digitsOf(value).length >= 4 ? `${head}"${hidden(value)}"` : whole,
  );
}

/** The numbers of persons that a row as received holds by the names of its fields. */
export function callersIn(raw: string): readonly string[] {
  return numbersIn(raw, isOfPerson);
}

/** The numbers of lines, such as the one a call was sent to, that a row as received holds by the names of its fields. */
export function linesIn(raw: string): readonly string[] {
  return numbersIn(raw, (name) => OF_A_PERSON.test(name) && OF_A_LINE.test(name));
}

function numbersIn(raw: string, wanted: (name: string) => boolean): readonly string[] {
  return [...raw.matchAll(FIELD)]
    .filter(([, , name = '']) => wanted(name))
    .map(([, , , value = '']) => value)
    .filter((value) => digitsOf(value).length >= 7);
}

const isOfPerson = (name: string): boolean => OF_A_PERSON.test(name) && !OF_A_LINE.test(name);

const hidden = (found: string): string => `${HIDDEN}${found.replaceAll(/\D/g, '').slice(-2)}`;

/** The digits by which numbers are the same: ten for one of North America, else all of them. */
function digitsOf(text: string): string {
  const plain = decodedSigns(text);
  return nanpDigits(plain) ?? plain.replaceAll(/\D/g, '');
}

function decodedSigns(text: string): string {
  return text
    .replaceAll('"', '')
    .replaceAll(/%(?:25)*(2B|20|28|29|2D|2E|2F)/gi, (_sign, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    );
}

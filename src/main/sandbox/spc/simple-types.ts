import { textIn, type Placed } from './element-parts.ts';
import type { Violations } from './violations.ts';
import { instantOf } from './zoned-time.ts';

/** How many characters a text has: code points, not UTF-16 units (mongoose-spc.md 5). */
function characters(text: string): number {
  return Array.from(text).length;
}

/** `xsd:token`: white space becomes single spaces, none at the ends. */
function token(text: string): string {
  return text.replaceAll(/[\t\n\r ]+/g, ' ').replaceAll(/^ | $/g, '');
}

/** `xsd:normalizedString`: tabs and line breaks become spaces. */
function oneLine(text: string): string {
  return text.replaceAll(/[\t\n\r]/g, ' ');
}

function tooLong(text: string, most: number, { path }: Placed, violations: Violations): boolean {
  const count = characters(text);
  if (count > most)
    violations.add(path, 'TOO_LONG', { limit: most, detail: `${count} characters were sent.` });
  return count > most;
}

/** Reads an optional element by one of the readers below. */
export function optional<Value>(
  placed: Placed | undefined,
  read: (placed: Placed, violations: Violations) => Value,
  violations: Violations,
): Value | undefined {
  return placed === undefined ? undefined : read(placed, violations);
}

const CODE = /^[A-Za-z0-9][A-Za-z0-9._:-]*$/;
const CODE_LENGTH = 64;

function code(placed: Placed, violations: Violations, least: number): string {
  const text = token(textIn(placed, violations));
  if (tooLong(text, CODE_LENGTH, placed, violations)) return text;
  if (text === '') violations.add(placed.path, 'REQUIRED');
  else if (!CODE.test(text)) violations.add(placed.path, 'BAD_FORMAT');
  else if (text.length < least)
    violations.add(placed.path, 'OUT_OF_RANGE', {
      limit: least,
      detail: `At least ${least} characters are needed.`,
    });
  return text;
}

/** `CodeType`: 1 to 64 of letters, digits and `. _ : -`. */
export function readCode(placed: Placed, violations: Violations): string {
  return code(placed, violations, 1);
}

/** `ClientReferenceType`: as a code, of at least 8 characters. */
export function readClientReference(placed: Placed, violations: Violations): string {
  return code(placed, violations, 8);
}

/** `E164Type`. */
export function readE164(placed: Placed, violations: Violations): string {
  const text = token(textIn(placed, violations));
  if (!/^\+[1-9][0-9]{6,14}$/.test(text)) violations.add(placed.path, 'BAD_FORMAT');
  return text;
}

/** `KeywordType`: one line of 1 to 120 characters. */
export function readKeyword(placed: Placed, violations: Violations): string {
  const text = oneLine(textIn(placed, violations));
  if (text === '') violations.add(placed.path, 'REQUIRED');
  tooLong(text, 120, placed, violations);
  return text;
}

/** `FieldNameType`: a lower-case letter, then up to 39 lower-case letters, digits, `_`. */
export function readFieldName(placed: Placed, violations: Violations): string {
  const text = token(textIn(placed, violations));
  if (text === '') violations.add(placed.path, 'REQUIRED');
  else if (!tooLong(text, 40, placed, violations) && !/^[a-z][a-z0-9_]*$/.test(text))
    violations.add(placed.path, 'BAD_FORMAT');
  return text;
}

/** `FieldValueType`: one line of up to 255 characters; an empty value is a value. */
export function readFieldValue(placed: Placed, violations: Violations): string {
  const text = oneLine(textIn(placed, violations));
  tooLong(text, 255, placed, violations);
  return text;
}

/** `CursorType`: 1 to 512 characters. */
export function readCursor(placed: Placed, violations: Violations): string {
  const text = token(textIn(placed, violations));
  if (text === '') violations.add(placed.path, 'REQUIRED');
  tooLong(text, 512, placed, violations);
  return text;
}

/** A reader of whole numbers in a range, both ends included. */
export function readWhole(least: number, most: number) {
  return (placed: Placed, violations: Violations): number => {
    const text = token(textIn(placed, violations));
    const value = /^[+-]?[0-9]{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (Number.isNaN(value)) violations.add(placed.path, 'BAD_FORMAT');
    else if (value < least || value > most) {
      const limit = value < least ? least : most;
      violations.add(placed.path, 'OUT_OF_RANGE', { limit, detail: `${least} to ${most} is allowed.` });
    }
    return value;
  };
}

/** A reader of one of a few words. */
export function readWord<Word extends string>(words: readonly [Word, ...Word[]]) {
  return (placed: Placed, violations: Violations): Word => {
    const text = token(textIn(placed, violations));
    const word = words.find((known) => known === text);
    if (word === undefined)
      violations.add(placed.path, 'BAD_FORMAT', { detail: `One of ${words.join(', ')} is expected.` });
    return word ?? words[0];
  };
}

/** `ZonedDateTimeType`, as ms since 1970. */
export function readInstant(placed: Placed, violations: Violations): number {
  const instant = instantOf(token(textIn(placed, violations)));
  if (instant === undefined)
    violations.add(placed.path, 'BAD_FORMAT', { detail: 'A date and time with a zone is expected.' });
  return instant ?? Number.NaN;
}

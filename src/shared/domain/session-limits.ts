import { identifierText } from './session-text.ts';
import type { FieldViolation } from './spc-fault.ts';
import { unwritableCharacter } from './xml-text.ts';

/** The limits of mongoose-spc.md 5. Lengths count code points. */
export const SESSION_LIMITS = {
  code: 64,
  clientReferenceLeast: 8,
  keyword: 120,
  keywords: 20,
  fieldName: 40,
  fieldValue: 255,
  fields: 25,
  /** Bytes of UTF-8 of all keywords and field values together. */
  informationBytes: 8192,
  ttlSecondsLeast: 300,
  ttlSecondsMost: 2_592_000,
  callsWindowMs: 31 * 86_400_000,
  callsFilters: 5,
  callsPageSize: 500,
  cursor: 512,
} as const;

/** One thing that is not within the limits. `path` is spelled as the network would spell it (mongoose-spc.md 6). */
export interface LimitViolation {
  readonly path: string;
  readonly reason: FieldViolation['reason'];
  readonly limit: number | null;
  /** A sentence for a person. */
  readonly message: string;
}

const CODE = /^[A-Za-z0-9][A-Za-z0-9._:-]*$/;
const FIELD_NAME = /^[a-z][a-z0-9_]*$/;

/** What is wrong with an identifier of the network: customer, campaign, session. Space at its ends does not count. */
export function codeViolations(
  path: string,
  what: string,
  typed: string,
  least = 1,
): readonly LimitViolation[] {
  const code = identifierText(typed);
  const length = lengthViolations(path, what, code, least, SESSION_LIMITS.code);
  if (length.length > 0 || CODE.test(code)) return length;
  const message = `${what} may have letters, digits and “. _ : -” and begins with a letter or digit.`;
  return [{ path, reason: 'BAD_FORMAT', limit: null, message }];
}

/** What is wrong with the name of a custom field. */
export function nameViolations(path: string, typed: string): readonly LimitViolation[] {
  const name = identifierText(typed);
  const length = lengthViolations(path, 'The name of a field', name, 1, SESSION_LIMITS.fieldName);
  if (length.length > 0 || FIELD_NAME.test(name)) return length;
  const message = `“${name}” is no field name: a lower-case letter, then lower-case letters, digits and “_”.`;
  return [{ path, reason: 'BAD_FORMAT', limit: null, message }];
}

/** What is wrong with one-line text of `least` to `most` code points; `what` begins the sentence. */
export function textViolations(
  path: string,
  what: string,
  text: string,
  least: number,
  most: number,
): readonly LimitViolation[] {
  const unwritable = unwritableCharacter(text);
  if (unwritable === null) return lengthViolations(path, what, text, least, most);
  const message = `${what} has a character that cannot be sent (${unwritable}).`;
  return [{ path, reason: 'BAD_FORMAT', limit: null, message }];
}

/** What is wrong with a length in code points. */
export function lengthViolations(
  path: string,
  what: string,
  text: string,
  least: number,
  most: number,
): readonly LimitViolation[] {
  const length = codePoints(text);
  if (length > most) {
    const message = `${what} has ${length} characters; ${most} is the most.`;
    return [{ path, reason: 'TOO_LONG', limit: most, message }];
  }
  if (length >= least) return [];
  if (length === 0) return [{ path, reason: 'REQUIRED', limit: null, message: `${what} is missing.` }];
  const message = `${what} needs at least ${least} characters.`;
  return [{ path, reason: 'BAD_FORMAT', limit: least, message }];
}

/** What is wrong with a count of things. */
export function countViolations(
  path: string,
  what: string,
  count: number,
  most: number,
): readonly LimitViolation[] {
  if (count <= most) return [];
  return [{ path, reason: 'TOO_MANY', limit: most, message: `${count} ${what}; ${most} is the most.` }];
}

/** What is wrong with a whole number. */
export function rangeViolations(
  path: string,
  what: string,
  value: number,
  least: number,
  most: number,
): readonly LimitViolation[] {
  if (Number.isInteger(value) && value >= least && value <= most) return [];
  const message = `${what} must be a whole number from ${least} to ${most}.`;
  return [{ path, reason: 'OUT_OF_RANGE', limit: value > most ? most : least, message }];
}

function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

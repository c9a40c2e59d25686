import { z } from 'zod';
import { XmlRefused } from '../xml/element.ts';
import type { ReadElement } from './element-sequence.ts';

const DATE_TIME =
  /^([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{1,3}))?(?:Z|([+-])([0-9]{2}):([0-9]{2}))$/;

/** xsd:token: one line without space at its ends or two in a row. */
const token = z.string().transform((text) => text.replace(/[\t\n\r ]+/g, ' ').replace(/^ | $/g, ''));
const normalized = z.string().transform((text) => text.replace(/[\t\n\r]/g, ' '));

function ofLength(least: number, most: number) {
  return z.string().refine((text) => {
    const length = codePoints(text);
    return length >= least && length <= most;
  }, `must have ${least} to ${most} characters`);
}

const integer = token.pipe(z.string().regex(/^[+-]?[0-9]{1,12}$/, 'is not a whole number')).transform(Number);

/** The simple types of the contract's schema, by what they are read as (mongoose-spc.wsdl). */
export const code = value(
  token.pipe(z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/, 'is not an identifier')),
);
export const e164 = value(token.pipe(z.string().regex(/^\+[1-9][0-9]{6,14}$/, 'is not a number in E.164')));
export const display = value(token.pipe(ofLength(3, 32)));
export const country = value(token.pipe(z.string().regex(/^[A-Z]{2}$/, 'is not a country of two letters')));
export const address = value(token.pipe(ofLength(3, 255)));
export const cursor = value(token.pipe(ofLength(1, 512)));
export const keyword = value(normalized.pipe(ofLength(1, 120)));
export const fieldName = value(
  token.pipe(z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'is not the name of a field')),
);
export const fieldValue = value(normalized.pipe(ofLength(0, 255)));
export const fieldPath = value(token.pipe(ofLength(1, 120)));
export const count = value(integer.pipe(z.int().min(0).max(2_147_483_647, 'is out of range')));
export const retryAfterSeconds = value(integer.pipe(z.int().min(1).max(86_400, 'is out of range')));
export const truth = value(
  token.pipe(z.enum(['true', 'false', '1', '0'], 'is neither true nor false')).transform((text) => {
    return text === 'true' || text === '1';
  }),
);
/** A time with a zone, as UTC milliseconds. */
export const instant = value(
  token.transform((text, context) => {
    const read = instantOf(text);
    if (read !== null) return read;
    context.addIssue({ code: 'custom', message: 'is not a time with a zone' });
    return z.NEVER;
  }),
);
/** Text for a person, of any length; whoever shows it makes it one line. */
export const message = value(z.string());

/** One of the words given. */
export function oneOf<const Words extends readonly [string, ...string[]]>(
  words: Words,
): ReadElement<Words[number]> {
  return value(token.pipe(z.enum(words, `is none of ${words.join(', ')}`)));
}

function value<T>(schema: z.ZodType<T, string>): ReadElement<T> {
  return (element, path) => {
    if (element.children.length > 0) throw new XmlRefused(`${path} has elements where it has text`);
    const parsed = schema.safeParse(element.text);
    if (parsed.success) return parsed.data;
    throw new XmlRefused(`${path} ${parsed.error.issues[0]?.message ?? 'is not what it should be'}`);
  };
}

/** No 24:00:00 and no leap second (mongoose-spc.md 3); a day that a month does not have is no time either. */
function instantOf(text: string): number | null {
  const parts = DATE_TIME.exec(text);
  if (!parts) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1, 7).map(Number);
  const wall = Date.UTC(year, month - 1, day, hour, minute, second);
  const date = new Date(wall);
  const real =
    year >= 1000 &&
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    hour < 24 &&
    minute < 60 &&
    second < 60;
  const offset = Number(parts[9] ?? 0) * 60 + Number(parts[10] ?? 0);
  if (!real || offset > 14 * 60 || Number(parts[10] ?? 0) > 59) return null;
  const east = parts[8] === '-' ? -1 : 1;
  return wall + Number((parts[7] ?? '').padEnd(3, '0')) - east * offset * 60_000;
}

function codePoints(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

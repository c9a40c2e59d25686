import { listOf, type PhpMap, type PhpValue } from './php-parameters.ts';
import type { TuneRow } from './tables.ts';
import { TuneRefusal } from './tune-refusal.ts';

/** Says whether a record is meant. */
export type RowTest = (row: TuneRow) => boolean;

/** Numbers by their size, everything else as text; null before everything. */
export function compared(left: string | null, right: string | null): number {
  if (left === null || right === null) return Number(left !== null) - Number(right !== null);
  const numbers = [Number(left), Number(right)] as const;
  const numeric = left.trim() !== '' && right.trim() !== '' && numbers.every(Number.isFinite);
  if (numeric) return numbers[0] - numbers[1];
  return left < right ? -1 : Number(left > right);
}

/** Whether a text is like a pattern in which `%` stands for anything, whatever the case. */
export function isLike(value: string | null, pattern: string): boolean {
  const parts = pattern.split('%').map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'is').test(value ?? '');
}

const OPERATORS: Readonly<Record<string, (value: string | null, wanted: string) => boolean>> = {
  NOT_EQUAL_TO: (value, wanted) => compared(value, wanted) !== 0,
  LESS_THAN: (value, wanted) => value !== null && compared(value, wanted) < 0,
  LESS_THAN_OR_EQUAL_TO: (value, wanted) => value !== null && compared(value, wanted) <= 0,
  GREATER_THAN: (value, wanted) => value !== null && compared(value, wanted) > 0,
  GREATER_THAN_OR_EQUAL_TO: (value, wanted) => value !== null && compared(value, wanted) >= 0,
  LIKE: isLike,
  NOT_LIKE: (value, wanted) => !isLike(value, wanted),
  NULL: (value) => value === null,
  NOT_NULL: (value) => value !== null,
  TRUE: (value) => value === '1',
  FALSE: (value) => value === '0',
};

function fieldTest(field: string, wanted: PhpValue): RowTest {
  const isOneOf = (values: readonly string[]): RowTest => {
    return (row) => values.some((value) => compared(row[field] ?? null, value) === 0);
  };
  if (typeof wanted === 'string') return isOneOf([wanted]);
  if ([...wanted.keys()].every((key) => /^\d+$/.test(key))) return isOneOf(listOf(wanted));
  const tests = Array.from(wanted, ([operator, value]): RowTest => {
    const test = Object.hasOwn(OPERATORS, operator) ? OPERATORS[operator] : undefined;
    if (test === undefined) throw new TuneRefusal(`${operator} is not a valid filter operator`);
    if (typeof value !== 'string') throw new TuneRefusal(`${operator} takes one value`);
    return (row) => test(row[field] ?? null, value);
  });
  return (row) => tests.every((test) => test(row));
}

/**
 * Reads `filters` of a find (tune.md 9.3): equality, is-one-of, operators, and an OR group, of this model's own
 * `columns` only. Throws TuneRefusal for another field or operator.
 */
export function filterTest(filters: PhpMap, columns: readonly string[]): RowTest {
  const testOf = ([field, wanted]: readonly [string, PhpValue]): RowTest => {
    if (!columns.includes(field)) throw new TuneRefusal(`Field ${field} is not valid for filtering`);
    return fieldTest(field, wanted);
  };
  const tests = Array.from(filters, ([field, wanted]): RowTest => {
    if (field !== 'OR') return testOf([field, wanted]);
    const either = typeof wanted === 'string' ? [] : Array.from(wanted, testOf);
    return (row) => either.some((test) => test(row));
  });
  return (row) => tests.every((test) => test(row));
}

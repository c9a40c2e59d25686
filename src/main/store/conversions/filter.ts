import type { ConversionFilter } from '#shared/ipc/conversions.ts';
import type { FoundWord, FoundWords } from './found-words.ts';
import type { HeldRange } from './held-range.ts';
import { marksOf } from './marks.ts';
import type { CountedMark, ListedMarks } from './marks.ts';
import { NO_START } from './settle.ts';
import { SHORTEST_WORD, soughtWords } from './words.ts';

/** One word of a search: found in the names of some lines, in the words of conversions, or in both. */
export interface SoughtWord {
  /** Marks of the lines whose names or number have it. */
  readonly marks: readonly number[];
  /** The conversions that have it themselves. */
  readonly found: FoundWord;
}

/** A range of call times. */
export interface ListRange {
  readonly from: number;
  readonly to: number;
  /** What it holds, where that is not too much; looked up once, when a page is first asked for. */
  readonly held: () => HeldRange | null;
}

/** A filter made ready for SQL. Every part given must hold. */
export interface ListFilter {
  /** The same filter has the same key. */
  readonly key: string;
  /** What the filter, and words found in names alone, let through; null for everything. */
  readonly marks: readonly CountedMark[] | null;
  /** Call times, from inclusive, to exclusive; null for any. */
  readonly range: ListRange | null;
  /** Words that conversions have themselves. */
  readonly words: readonly SoughtWord[];
}

/**
 * A part of a WHERE clause over `listed`, with its values in order. Columns that must only be checked, never sought by,
 * bear a `+`, since a planner that skips through an index for them can be a hundred times slower than a walk.
 */
export interface Condition {
  readonly sql: string;
  readonly values: readonly (number | string)[];
}

/**
 * Makes a filter ready: marks for all it says of line, status and flags; a range; words. A word found in names alone
 * is one more condition on marks.
 */
export function listFilter(
  listed: ListedMarks,
  filter: ConversionFilter,
  find: FoundWords['find'],
  heldIn: (from: number, to: number) => HeldRange | null,
): ListFilter {
  const { from, to, text } = filter;
  let marks = marksOf(listed, filter);
  const words: SoughtWord[] = [];
  for (const word of soughtWords(text ?? '')) {
    const named = marksNamed(listed, word);
    const found = word.length >= SHORTEST_WORD ? find(word) : null;
    if (found && found.count > 0) {
      words.push({ marks: named.map(({ mark }) => mark), found });
    } else {
      const allowed = new Set(named);
      marks = (marks ?? listed.all).filter((mark) => allowed.has(mark));
    }
  }
  const dated = from !== undefined || to !== undefined;
  return {
    key: JSON.stringify(Object.entries(filter).toSorted(([a], [b]) => (a < b ? -1 : 1))),
    marks,
    range: dated ? rangeOf(from, to, heldIn) : null,
    words,
  };
}

function rangeOf(
  given: number | undefined,
  until: number | undefined,
  heldIn: (from: number, to: number) => HeldRange | null,
): ListRange {
  const from = Math.max(given ?? NO_START + 1, NO_START + 1);
  const to = until ?? Number.MAX_SAFE_INTEGER;
  let known: { readonly held: HeldRange | null } | null = null;
  return { from, to, held: () => (known ??= { held: heldIn(from, to) }).held };
}

/** The filter's marks as a condition; none when it lets every mark through. */
export function markConditions({ marks }: ListFilter): Condition[] {
  return marks ? [markCondition(marks.map(({ mark }) => mark))] : [];
}

/** The filter's range as a condition; none when it has none. */
export function rangeConditions({ range }: ListFilter): Condition[] {
  return range ? [{ sql: 'started_at >= ? AND started_at < ?', values: [range.from, range.to] }] : [];
}

/** The filter's words as conditions, each on names or words. */
export function wordConditions({ words }: ListFilter): Condition[] {
  return words.map(({ marks, found }) => {
    const own: Condition = { sql: `+id IN (SELECT id FROM ${found.table})`, values: [] };
    if (marks.length === 0) return own;
    const named = markCondition(marks);
    return { sql: `(${named.sql} OR ${own.sql})`, values: [...named.values, ...own.values] };
  });
}

/** Conditions as one clause; `1` when there are none. */
export function allOf(conditions: readonly Condition[]): Condition {
  return {
    sql: conditions.length === 0 ? '1' : conditions.map(({ sql }) => sql).join(' AND '),
    values: conditions.flatMap(({ values }) => values),
  };
}

/** One of these marks. */
export function markCondition(marks: readonly number[]): Condition {
  return { sql: '+mark IN (SELECT value FROM json_each(?))', values: [JSON.stringify(marks)] };
}

function marksNamed(listed: ListedMarks, word: string): CountedMark[] {
  const found = new Map<number, boolean>();
  return listed.all.filter(({ line }) => {
    const known = found.get(line.id) ?? line.words.some((own) => own.startsWith(word));
    found.set(line.id, known);
    return known;
  });
}

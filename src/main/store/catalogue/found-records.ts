import { wordsOf } from '../conversions/words.ts';

/** The records in which every word typed begins a word of their texts. */
export function foundByWords<T>(
  records: readonly T[],
  typed: string | undefined,
  textsOf: (record: T) => readonly string[],
): readonly T[] {
  const sought = wordsOf(typed ?? '');
  if (sought.length === 0) return records;
  return records.filter((record) => {
    const own = textsOf(record).flatMap(wordsOf);
    return sought.every((word) => own.some((text) => text.startsWith(word)));
  });
}

const ACTIVE = new Set(['active', 'approved', 'live', 'enabled']);

/** Whether a status, whoever's word it is, says that there is business; nothing said against it counts as that. */
export function isActive(status: string): boolean {
  return status === '' || ACTIVE.has(status.trim().toLowerCase());
}

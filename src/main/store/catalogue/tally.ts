import type { SavedRecords } from '#main/engine/ports/catalogue-records.ts';

/** What saving one record came to. */
export type SaveOutcome = 'added' | 'changed' | 'same';

/** Counts what saving many came to. */
export function tally(outcomes: readonly SaveOutcome[]): SavedRecords {
  const count = (of: SaveOutcome): number => outcomes.filter((outcome) => outcome === of).length;
  return { added: count('added'), changed: count('changed'), same: count('same') };
}

import type { Word } from '#shared/domain/decision.ts';
import type { OwedConversion, OwedDeliveries } from '../deliveries/owed-deliveries.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { storedPostbackFacts } from '../templates/postback-facts.ts';

/** A conversion that says something else than before. */
export interface SaidChange {
  readonly conversionId: number;
  readonly before: Word;
  readonly after: Word;
}

/** Deliveries owed because of what was done here, not by a row that arrived. */
export interface OweChanges {
  /** Owes what the changes, written already, owe; gives how many deliveries are new. */
  readonly owe: (changes: readonly SaidChange[], at: number) => number;
  /** The conversions as postbacks would speak of them, for those changes that may owe any. */
  readonly told: (changes: readonly SaidChange[]) => OwedConversion[];
}

export function oweChanges(db: Sqlite, owed: OwedDeliveries): OweChanges {
  const facts = storedPostbackFacts(db);
  const told: OweChanges['told'] = (changes) => {
    const telling = changes.filter(({ before, after }) => owed.possible(before, after));
    if (telling.length === 0) return [];
    const byId = new Map(telling.map((change) => [change.conversionId, change]));
    return facts(telling.map(({ conversionId }) => conversionId)).flatMap((conversion) => {
      const change = byId.get(conversion.conversionId);
      if (!change) return [];
      return [{ ...conversion, before: change.before, facts: { ...conversion.facts, ...change.after } }];
    });
  };
  return {
    told,
    owe: (changes, at) => told(changes).reduce((count, conversion) => count + owed.owe(conversion, at), 0),
  };
}

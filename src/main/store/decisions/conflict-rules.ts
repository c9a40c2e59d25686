import type { ConflictRule } from '#shared/domain/decision.ts';
import type { Sqlite } from '../file/sqlite.ts';

/** Who wins in a network, and where that hangs on what partners were told, whether they were. */
export function conflictRules(db: Sqlite): {
  readonly of: (networkId: number) => ConflictRule;
  /** Whether the network wins over a decision about this conversion. */
  readonly networkWins: (networkId: number, conversionId: number) => boolean;
} {
  const rule = db.prepare<[number], { rule: ConflictRule }>(
    'SELECT rule FROM conflict_rules WHERE network_id = ?',
  );
  const told = db.prepare<[number], { one: number }>(
    `SELECT 1 AS one FROM deliveries WHERE conversion_id = ?
     AND (attempts > 0 OR state NOT IN ('waiting', 'stopped')) LIMIT 1`,
  );
  const of = (networkId: number): ConflictRule => rule.get(networkId)?.rule ?? 'decision';
  return {
    of,
    networkWins: (networkId, conversionId) => {
      const holds = of(networkId);
      if (holds === 'unless_told') return told.get(conversionId) === undefined;
      return holds === 'network';
    },
  };
}

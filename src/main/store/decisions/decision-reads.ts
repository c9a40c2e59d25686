import type { DecisionReads } from '#main/engine/ports/decision-store.ts';
import { decide } from '#shared/domain/decision.ts';
import type { ConversionStatus } from '#shared/domain/status.ts';
import type { ConversionList } from '../conversions/list.ts';
import { conversionIds } from '../conversions/export.ts';
import { CONVERSION_COLUMNS, CONVERSION_JOINS, rowOf } from '../conversions/rows.ts';
import type { StoredConversion } from '../conversions/rows.ts';
import type { Sqlite } from '../file/sqlite.ts';
import type { Handlers } from '../threads/handlers.ts';
import { countedEffect, owedPreview } from './effects.ts';
import { mapReads } from './map-reads.ts';
import { stancesOf } from './stances.ts';
import { actOf, storedActs } from './stored-acts.ts';

interface ConflictRow extends StoredConversion {
  readonly network_status: ConversionStatus;
  readonly network_payout: number;
  readonly decided_at: number;
  readonly author: string;
  readonly reason: string;
}

/** Reads of decisions, conflicts and status maps, straight from the records. */
export function decisionReads(
  db: Sqlite,
  giveWay: () => Promise<void>,
  list: ConversionList,
): Handlers<DecisionReads> {
  const acts = storedActs(db);
  const stances = stancesOf(db);
  const owedBy = owedPreview(db);
  const conflicts = db.prepare<[number, number], ConflictRow>(
    `SELECT ${CONVERSION_COLUMNS}, d.network_status, d.network_payout, a.at AS decided_at, a.author, a.reason
     FROM decided AS d INDEXED BY decided_in_conflict CROSS JOIN conversions AS c ON c.id = d.conversion_id
     JOIN decision_acts AS a ON a.id = d.act_id ${CONVERSION_JOINS}
     WHERE d.conflict = 1 AND d.conversion_id > ? ORDER BY d.conversion_id LIMIT ?`,
  );
  const inConflict = conflictCount(db);
  return {
    conversionIds: conversionIds(db, list),
    decisionEffect: ({ ids, change, postbacksFor }) => {
      const found = stances(ids).map((stored) => ({ stored, after: decide(stored.stance, change).said }));
      const counted = countedEffect(
        found.map(({ stored, after }) => ({
          count: 1,
          currency: stored.currency,
          before: stored.stance.said,
          after,
          conflict: stored.conflict,
        })),
      );
      const changes = found.map(({ stored, after }) => ({
        conversionId: stored.conversionId,
        before: stored.stance.said,
        after,
      }));
      return { ...counted, ...owedBy(changes, postbacksFor) };
    },
    decisionActs: ({ before, limit }) => acts.before(before, limit),
    unfinishedActs: () => acts.unfinished(),
    decisionAct: ({ id }) => actOf(acts.one(id)),
    decisionConflicts: ({ after, limit }) => ({
      count: inConflict(),
      rows: conflicts.all(after, limit).map((row) => ({
        row: rowOf(row),
        networkStatus: row.network_status,
        networkPayout: row.network_payout,
        decidedAt: row.decided_at,
        decidedBy: row.author,
        reason: row.reason,
      })),
    }),
    ...mapReads(db, giveWay, owedBy),
  };
}

/** Counts the conversions whose network disagrees with a decision. */
export function conflictCount(db: Sqlite): () => number {
  const count = db.prepare<[], { count: number }>(
    'SELECT count(*) AS count FROM decided INDEXED BY decided_in_conflict WHERE conflict = 1',
  );
  return () => count.get()?.count ?? 0;
}

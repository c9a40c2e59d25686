import type { NumbersReads } from '#main/engine/ports/numbers-store.ts';
import type { AllocationFilter, AllocationRow } from '#shared/ipc/ring-pools.ts';
import { customDataOf } from '../catalogue/custom-data.ts';
import { allOf } from '../conversions/filter.ts';
import type { Condition } from '../conversions/filter.ts';
import { newestIdsAt } from '../file/newest-ids.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { likeText } from '../numbers/number-search.ts';
import type { Handlers } from '../threads/handlers.ts';

interface StoredAllocation extends Omit<AllocationRow, 'parameters' | 'attributable'> {
  readonly parameters: string;
  readonly overflow: number;
}

/** Reads of what pools lent, newest first. */
export function allocationReads(
  db: Sqlite,
): Handlers<Pick<NumbersReads, 'allocationPage' | 'allocationTask'>> {
  const rows = db.prepare<[string], StoredAllocation>(
    `SELECT r.id, r.ring_pool_id AS ringPoolId, p.name AS poolName, p.offer_id AS offerId, r.parameters, r.state,
       r.number, r.tracking_link AS trackingLink, r.overflow, r.created_at AS createdAt,
       r.allocated_at AS allocatedAt, r.expires_at AS expiresAt, r.reason
     FROM allocations AS r JOIN ring_pools AS p ON p.id = r.ring_pool_id
     WHERE r.id IN (SELECT value FROM json_each(?)) ORDER BY r.id DESC`,
  );
  const pool = db.prepare<[number], { advertiserId: string; offerId: string; idFromNetwork: string }>(
    `SELECT advertiser_id AS advertiserId, offer_id AS offerId, id_from_network AS idFromNetwork
     FROM ring_pools WHERE id = ?`,
  );
  const waiting = db.prepare<[string], { id: number; parameters: string }>(
    `SELECT id, parameters FROM allocations WHERE id IN (SELECT value FROM json_each(?)) AND state = 'requested'
     ORDER BY id`,
  );
  const idsAt = newestIdsAt(db, 'allocations AS r', 'r.id');
  return {
    allocationPage: ({ filter, index, limit, now }) => {
      const where = allOf(conditionsOf(filter, now));
      const count = db
        .prepare<(number | string)[], number>(`SELECT count(*) FROM allocations AS r WHERE ${where.sql}`)
        .pluck()
        .get(...where.values);
      const found = rows.all(JSON.stringify(idsAt(where, index, limit))).map(rowOf);
      return { index, count: count ?? 0, rows: found };
    },
    allocationTask: ({ ringPoolId, allocationIds }) => {
      const place = pool.get(ringPoolId);
      if (!place) return null;
      const { advertiserId, offerId, idFromNetwork } = place;
      return {
        place: { advertiserId, offerId },
        idFromNetwork,
        wishes: waiting.all(JSON.stringify(allocationIds)).map(({ id, parameters }) => ({
          allocationId: id,
          requestId: `desk-${id}`,
          parameters: customDataOf(parameters),
        })),
      };
    },
  };
}

function conditionsOf({ ringPoolId, batchId, lent, text }: AllocationFilter, now: number): Condition[] {
  const conditions: Condition[] = [];
  if (ringPoolId !== undefined) conditions.push({ sql: 'r.ring_pool_id = ?', values: [ringPoolId] });
  if (batchId !== undefined) conditions.push({ sql: 'r.batch_id = ?', values: [batchId] });
  if (lent === true) conditions.push({ sql: "r.state = 'given' AND r.expires_at > ?", values: [now] });
  for (const word of (text ?? '').trim().split(/\s+/).filter(Boolean)) {
    const like = likeText(word);
    const digits = word.replace(/\D/g, '');
    const number = digits.length >= 3 && /^[\d().+-]+$/.test(word) ? `%${digits}%` : like;
    conditions.push({
      sql: "(r.number LIKE ? OR r.parameters LIKE ? ESCAPE '\\')",
      values: [number, like],
    });
  }
  return conditions;
}

function rowOf({ parameters, overflow, ...row }: StoredAllocation): AllocationRow {
  return { ...row, parameters: customDataOf(parameters), attributable: overflow === 0 };
}

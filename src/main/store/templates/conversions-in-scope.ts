import type { TemplateScope } from '#shared/ipc/postbacks.ts';
import type { ConversionStatus } from '#shared/domain/status.ts';
import { markCondition } from '../conversions/filter.ts';
import { listedMarks } from '../conversions/marks.ts';
import type { Sqlite } from '../file/sqlite.ts';

/** What of a template decides which approvals it owes at once. */
export interface OwesAtOnce {
  readonly scope: TemplateScope;
  readonly startsAt: number;
  readonly onlyWithPayout: boolean;
}

/** Finds the listed conversions a template speaks for. */
export interface ConversionsInScope {
  /** Approved ones whose call started at or after the start and that owe the template nothing yet, oldest first. */
  readonly owing: (template: OwesAtOnce, templateId: number | null) => number[];
  /** How many of them there are. */
  readonly countOwing: (template: OwesAtOnce, templateId: number | null) => number;
  /** The newest one, approved if there is one; null when there is none. */
  readonly newest: (scope: TemplateScope) => number | null;
}

export function conversionsInScope(db: Sqlite): ConversionsInScope {
  const listed = listedMarks(db);
  const marksIn = (
    { networkId, partnerId, offerId }: TemplateScope,
    statuses: readonly ConversionStatus[],
  ): number[] =>
    listed()
      .all.filter(
        ({ line, status }) =>
          statuses.includes(status) &&
          (networkId === null || line.networkId === networkId) &&
          (partnerId === null || line.partnerId === partnerId) &&
          (offerId === null || line.offerId === offerId),
      )
      .map(({ mark }) => mark);
  const marked = markCondition([]).sql;
  const owing = `FROM listed AS i INDEXED BY listed_by_started_at WHERE started_at >= ? AND ${marked} AND payout >= ? AND NOT EXISTS (
      SELECT 1 FROM deliveries AS d WHERE d.template_id = ? AND d.conversion_id = i.id AND d.meaning = 'approved')`;
  const ids = db.prepare<[number, string, number, number], { id: number }>(
    `SELECT id ${owing} ORDER BY started_at, id`,
  );
  const count = db.prepare<[number, string, number, number], { count: number }>(
    `SELECT count(*) AS count ${owing}`,
  );
  const newest = db.prepare<[string], { id: number }>(
    `SELECT id FROM listed INDEXED BY listed_by_started_at WHERE ${marked} ORDER BY started_at DESC, id DESC LIMIT 1`,
  );
  const approved = (scope: TemplateScope): string => JSON.stringify(marksIn(scope, ['approved']));
  return {
    owing: ({ scope, startsAt, onlyWithPayout }, templateId) =>
      ids.all(startsAt, approved(scope), leastPayout(onlyWithPayout), templateId ?? 0).map(({ id }) => id),
    countOwing: ({ scope, startsAt, onlyWithPayout }, templateId) =>
      count.get(startsAt, approved(scope), leastPayout(onlyWithPayout), templateId ?? 0)?.count ?? 0,
    newest: (scope) => {
      const others = JSON.stringify(marksIn(scope, ['pending', 'rejected']));
      return newest.get(approved(scope))?.id ?? newest.get(others)?.id ?? null;
    },
  };
}

/** The least payout in minor units; a payout may be negative after a correction. */
function leastPayout(onlyWithPayout: boolean): number {
  return onlyWithPayout ? 1 : Number.MIN_SAFE_INTEGER;
}

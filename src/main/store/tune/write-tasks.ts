import type { TuneReads } from '#main/engine/ports/tune-store.ts';
import type { ConversionStatus } from '#shared/domain/status.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { tuneAccountReads } from '../networks/tune-accounts.ts';
import type { InstantHandlers } from '../threads/handlers.ts';
import { DESK_JOINS, WRITABLE } from './tune-rows.ts';

interface TaskRow {
  readonly status: ConversionStatus;
  readonly payout: number;
  readonly revenue: number;
  readonly currency: string;
}

/** What the desk would have TUNE say of a conversion now, while it writes there. */
export function tuneWriteTasks(db: Sqlite): InstantHandlers<TuneReads>['tuneWriteTask'] {
  const { tuneAccounts } = tuneAccountReads(db);
  const task = db.prepare<[number, string, number], TaskRow>(
    `SELECT c.status, c.payout, c.revenue, n.currency FROM tune_conversions AS t ${DESK_JOINS}
     WHERE t.network_id = ? AND t.tune_event_id = ? AND t.conversion_id = ? AND a.writes_since IS NOT NULL
       AND ${WRITABLE}`,
  );
  return ({ networkId, tuneEventId, conversionId }) => {
    const account = tuneAccounts().find(({ id }) => id === networkId);
    const row = task.get(networkId, tuneEventId, conversionId);
    if (!account || !row) return null;
    const { status, payout, revenue, currency } = row;
    return {
      account,
      state: {
        status,
        payout: { amount: payout, currency },
        revenue: { amount: revenue, currency },
      },
    };
  };
}

import type { TuneWritten } from '#main/engine/ports/tune-store.ts';
import type { Sqlite } from '../../file/sqlite.ts';

/** What a job that wrote to TUNE changes in what is known of it; called within the outcome's transaction. */
export function tuneEffects(db: Sqlite): (effect: TuneWritten, now: number) => void {
  const put = db.prepare<[string, number, number, number, string]>(
    'UPDATE tune_conversions SET status = ?, payout = ?, revenue = ? WHERE network_id = ? AND tune_event_id = ?',
  );
  return ({ networkId, tuneEventId, status, payout, revenue }) => {
    put.run(status, payout, revenue, networkId, tuneEventId);
  };
}

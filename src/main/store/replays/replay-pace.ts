import type { Sqlite } from '../file/sqlite.ts';

/** A delivery of a replay that was not tried yet: its pace is the replay's, whatever else is overdue. */
export const PACED = 'replay IS NOT NULL AND attempts = tries_before';

/**
 * Lets replays that fell behind while the machine slept go on at their own pace from now, in their order. Gives how many
 * deliveries were put off.
 */
export function replayPace(db: Sqlite): (now: number) => number {
  const behind = db.prepare<[number], { id: number; per_second: number }>(
    `SELECT id, per_second FROM replays AS r WHERE waiting > 0 AND EXISTS (
       SELECT 1 FROM deliveries WHERE replay = r.id AND state = 'waiting' AND due_at < ? AND ${PACED})`,
  );
  const untried = db.prepare<[number], { id: number }>(
    `SELECT id FROM deliveries INDEXED BY deliveries_by_replay
     WHERE replay = ? AND state = 'waiting' AND ${PACED} ORDER BY due_at, called_at, id`,
  );
  const postpone = db.prepare<[number, number]>('UPDATE deliveries SET due_at = ? WHERE id = ?');
  return (now) => {
    let put = 0;
    for (const replay of behind.all(now)) {
      for (const [place, { id }] of untried.all(replay.id).entries()) {
        postpone.run(now + Math.round((1000 * place) / replay.per_second), id);
        put += 1;
      }
    }
    return put;
  };
}

import type { DeliveryState } from '#shared/ipc/postbacks.ts';
import type { Sqlite } from '../file/sqlite.ts';

/** How many deliveries there are in each state, from the tallies. */
export function deliveryCounts(db: Sqlite): () => Record<DeliveryState, number> {
  const counts = db.prepare<[], { state: DeliveryState; count: number }>(
    'SELECT state, sum(count) AS count FROM delivery_tallies GROUP BY state',
  );
  return () => {
    const all = {
      waiting: 0,
      sending: 0,
      accepted: 0,
      refused: 0,
      needs_person: 0,
      exhausted: 0,
      stopped: 0,
    };
    for (const { state, count } of counts.all()) all[state] = count;
    return all;
  };
}

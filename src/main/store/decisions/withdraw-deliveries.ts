import type { Sqlite } from '../file/sqlite.ts';

interface Untried {
  readonly id: number;
  readonly template_id: number;
  readonly receiver: string;
}

/**
 * Takes deliveries out of the outbox that a decision owed and that were never tried, so that what is taken back in time is
 * not told. One that was tried stays, and its receiver is told of the change by the template's own events.
 */
export function withdrawal(db: Sqlite): (conversionId: number, owedSince: number) => void {
  const untried = db.prepare<[number, number], Untried>(
    `SELECT id, template_id, receiver FROM deliveries WHERE conversion_id = ? AND created_at >= ? AND state = 'waiting'
       AND attempts = 0 AND replay IS NULL
       AND NOT EXISTS (SELECT 1 FROM attempts AS a WHERE a.delivery = deliveries.id)
       AND NOT EXISTS (SELECT 1 FROM replay_items AS i WHERE i.original_id = deliveries.delivery_id)`,
  );
  const remove = db.prepare<[number]>('DELETE FROM deliveries WHERE id = ?');
  const uncount = db.prepare<[number, string]>(
    `UPDATE delivery_tallies SET count = count - 1 WHERE template_id = ? AND receiver = ? AND state = 'waiting'`,
  );
  return (conversionId, owedSince) => {
    for (const { id, template_id, receiver } of untried.all(conversionId, owedSince)) {
      remove.run(id);
      uncount.run(template_id, receiver);
    }
  };
}

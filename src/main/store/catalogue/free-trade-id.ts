import type { Sqlite } from '../file/sqlite.ts';

/** The next number no record of the kind has as its id, whatever network it is of. */
export function freeTradeId(db: Sqlite, table: 'offers' | 'partners' | 'goals'): () => string {
  const column = { offers: 'offer_id', partners: 'partner_id', goals: 'goal_id' }[table];
  const highest = db.prepare<[], { highest: number | null }>(
    `SELECT max(CAST(${column} AS INTEGER)) AS highest FROM ${table}
     WHERE ${column} NOT GLOB '*[^0-9]*' AND length(${column}) BETWEEN 1 AND 9`,
  );
  return () => String((highest.get()?.highest ?? 0) + 1);
}

import type { Migration } from './migration.ts';

/**
 * The history as a hash chain. `history_chain` gives each sealed entry its position in the order of the workspace;
 * the entry keeps that position and its digest. Entries are sealed after they are committed (history/seal.ts):
 * those of conversions with an id above `sealed.through`, or named in `unsealed`, may not be sealed yet.
 */
export const historyChain: Migration = {
  version: 10,
  name: 'history chain',
  sql: `
    ALTER TABLE history ADD COLUMN position INTEGER;
    CREATE TABLE history_chain (
      position INTEGER PRIMARY KEY,
      conversion_id INTEGER NOT NULL,
      seq INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE unsealed (id INTEGER PRIMARY KEY) STRICT;
    -- head: the digest of the newest sealed entry; null before the first.
    CREATE TABLE sealed (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      through INTEGER NOT NULL,
      position INTEGER NOT NULL,
      head BLOB
    ) STRICT;
    INSERT INTO sealed (one, through, position, head) VALUES (1, 0, 0, NULL);
  `,
};

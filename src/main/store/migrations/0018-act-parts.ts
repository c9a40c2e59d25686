import type { Migration } from './migration.ts';

/** What of an act about many conversions is still to be carried out, so that a stop of the app cuts nothing short. */
export const actParts: Migration = {
  version: 18,
  name: 'act parts',
  sql: `
    -- ids: conversions that are gone through in one transaction, as JSON; the row goes with them.
    CREATE TABLE decision_parts (
      act_id INTEGER NOT NULL REFERENCES decision_acts (id),
      place INTEGER NOT NULL,
      ids TEXT NOT NULL,
      PRIMARY KEY (act_id, place)
    ) STRICT, WITHOUT ROWID;
  `,
};

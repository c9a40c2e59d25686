import type { Migration } from './migration.ts';

/**
 * What persons decide about conversions, and changes of status maps. `decided` holds the decision that stands for a
 * conversion beside what its network says; conversions nobody decided about have no row. Each act can be taken back: its
 * items keep what stood before it.
 */
export const decisions: Migration = {
  version: 17,
  name: 'decisions',
  sql: `
    ALTER TABLE history ADD COLUMN reason TEXT;
    ALTER TABLE history ADD COLUMN author TEXT;

    -- One thing a person did. state: running while its conversions are gone through, a few at a time.
    -- through: the newest conversion gone through; last: the newest it is about (of a status map: when it was changed).
    CREATE TABLE decision_acts (
      id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL CHECK (kind IN ('decide', 'settle', 'status_map')),
      what TEXT NOT NULL,
      reason TEXT NOT NULL,
      author TEXT NOT NULL,
      network_id INTEGER REFERENCES networks (id),
      at INTEGER NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('running', 'done', 'undoing', 'undone')),
      total INTEGER NOT NULL,
      changed INTEGER NOT NULL DEFAULT 0,
      restored INTEGER NOT NULL DEFAULT 0,
      through INTEGER NOT NULL DEFAULT 0,
      last INTEGER NOT NULL DEFAULT 0,
      finished_at INTEGER,
      undone_at INTEGER
    ) STRICT;
    CREATE INDEX decision_acts_running ON decision_acts (kind, network_id) WHERE state IN ('running', 'undoing');

    -- before: what stood before, as JSON; decided_by: the act whose decision stood then, null for none.
    CREATE TABLE decision_items (
      act_id INTEGER NOT NULL REFERENCES decision_acts (id),
      conversion_id INTEGER NOT NULL,
      before TEXT NOT NULL,
      decided_by INTEGER,
      PRIMARY KEY (act_id, conversion_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE decided (
      conversion_id INTEGER PRIMARY KEY,
      act_id INTEGER NOT NULL REFERENCES decision_acts (id),
      status TEXT,
      payout INTEGER,
      seen_status TEXT NOT NULL,
      seen_payout INTEGER NOT NULL,
      network_status TEXT NOT NULL,
      network_payout INTEGER NOT NULL,
      conflict INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX decided_in_conflict ON decided (conversion_id) WHERE conflict = 1;

    CREATE TABLE conflict_rules (
      network_id INTEGER PRIMARY KEY REFERENCES networks (id),
      rule TEXT NOT NULL CHECK (rule IN ('decision', 'network', 'unless_told'))
    ) STRICT;
  `,
};

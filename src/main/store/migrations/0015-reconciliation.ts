import type { Migration } from './migration.ts';

/**
 * Reconciliations: the runs with their inputs, every line they found, what a person accepted, how files of partners are
 * read, and the folder that is watched for them.
 */
export const reconciliation: Migration = {
  version: 15,
  name: 'reconciliation',
  sql: `
    -- draft and summary are JSON. Runs that repeat one another are one series, named by the first.
    CREATE TABLE reconcile_runs (
      id INTEGER PRIMARY KEY,
      series_id INTEGER NOT NULL,
      previous_id INTEGER,
      title TEXT NOT NULL,
      origin TEXT NOT NULL CHECK (origin IN ('person', 'folder')),
      created_at INTEGER NOT NULL,
      finished_at INTEGER,
      state TEXT NOT NULL CHECK (state IN ('running', 'done', 'failed')),
      reason TEXT NOT NULL DEFAULT '',
      progress TEXT NOT NULL DEFAULT '',
      draft TEXT NOT NULL,
      summary TEXT,
      version INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE INDEX reconcile_runs_of_series ON reconcile_runs (series_id, id);

    -- One call as the sides of a run have it. place is its position from 0. state 'gone': it differed in the run before.
    -- cause_1, cause_2: why it differs on the second and third side, '' where it does not; delta: what that side counts
    -- more. cells and findings are JSON. digest: of the findings, so that an acceptance speaks of what was accepted.
    CREATE TABLE reconcile_lines (
      run_id INTEGER NOT NULL REFERENCES reconcile_runs (id),
      place INTEGER NOT NULL,
      key TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('equal', 'unequal', 'outside', 'gone')),
      since TEXT NOT NULL DEFAULT '' CHECK (since IN ('', 'new', 'same', 'changed', 'gone')),
      digest TEXT NOT NULL,
      cause_1 TEXT NOT NULL,
      cause_2 TEXT NOT NULL,
      delta_1 INTEGER NOT NULL,
      delta_2 INTEGER NOT NULL,
      currency TEXT NOT NULL,
      at INTEGER,
      number TEXT NOT NULL,
      invoca_id TEXT NOT NULL,
      cells TEXT NOT NULL,
      findings TEXT NOT NULL,
      PRIMARY KEY (run_id, place)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX reconcile_lines_by_key ON reconcile_lines (run_id, key) WHERE state = 'unequal';

    CREATE TABLE reconcile_marks (
      series_id INTEGER NOT NULL,
      key TEXT NOT NULL,
      digest TEXT NOT NULL,
      note TEXT NOT NULL,
      at INTEGER NOT NULL,
      PRIMARY KEY (series_id, key)
    ) STRICT, WITHOUT ROWID;

    -- Files that runs were made of, once each, compressed.
    CREATE TABLE reconcile_files (
      digest TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      size INTEGER NOT NULL,
      modified_at INTEGER NOT NULL,
      received_at INTEGER NOT NULL,
      bytes BLOB NOT NULL
    ) STRICT;

    -- How a file with this head line is read. stem: its name without digits, to tell apart who sends the same head.
    CREATE TABLE reconcile_mappings (
      id INTEGER PRIMARY KEY,
      head TEXT NOT NULL,
      stem TEXT NOT NULL,
      role TEXT NOT NULL,
      network_id INTEGER,
      partner_id TEXT NOT NULL,
      mapping TEXT NOT NULL,
      updated_at INTEGER NOT NULL,
      UNIQUE (head, role, partner_id)
    ) STRICT;

    CREATE TABLE reconcile_folder (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      path TEXT NOT NULL,
      since INTEGER NOT NULL
    ) STRICT;

    -- Files that came into the folder, each content once. waiting: a person must say how it is read.
    CREATE TABLE reconcile_arrivals (
      id INTEGER PRIMARY KEY,
      digest TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      size INTEGER NOT NULL,
      seen_at INTEGER NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('running', 'done', 'waiting', 'failed', 'ignored')),
      reason TEXT NOT NULL DEFAULT '',
      run_id INTEGER
    ) STRICT;
    CREATE INDEX reconcile_arrivals_open ON reconcile_arrivals (state) WHERE state IN ('waiting', 'failed', 'running');
  `,
};

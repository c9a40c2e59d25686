import type { Migration } from './migration.ts';

/**
 * Site-navigation drill-down: sites that tell of their visitors' steps, the visits, and the number each is given.
 *
 * A step is stored before it is answered. It is carried to the network by one entry of its number's history: the
 * update that came of it and of the steps before it, or the first information of the number it was the reason for.
 */
export const visits: Migration = {
  version: 8,
  name: 'visits',
  sql: `
    -- reference is part of the client references of the site's numbers; the key itself is not kept.
    CREATE TABLE visit_sites (
      id INTEGER PRIMARY KEY,
      reference TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      network_id INTEGER NOT NULL REFERENCES networks (id),
      campaign_id TEXT NOT NULL,
      ttl_seconds INTEGER,
      origins TEXT NOT NULL,
      fallback TEXT NOT NULL,
      release_at_end INTEGER NOT NULL,
      key_hash TEXT NOT NULL,
      key_hint TEXT NOT NULL,
      key_made_at INTEGER NOT NULL,
      created_at INTEGER NOT NULL,
      removed INTEGER NOT NULL DEFAULT 0
    ) STRICT;

    -- turn counts the numbers asked for. keywords and fields are what the steps so far come to. due_at is when the
    -- steps that wait are to be carried, waiting_since when the first of them came; both are null when none does.
    -- carried is what entries of this visit in the history of its number come to.
    -- release: the number is to be given back; released: that was asked for, or cannot be.
    CREATE TABLE visits (
      id INTEGER PRIMARY KEY,
      site_id INTEGER NOT NULL REFERENCES visit_sites (id),
      visit_key TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('open', 'ended')),
      ended_by TEXT CHECK (ended_by IN ('site', 'idle')),
      started_at INTEGER NOT NULL,
      last_step_at INTEGER NOT NULL,
      ended_at INTEGER,
      steps INTEGER NOT NULL DEFAULT 0,
      turn INTEGER NOT NULL DEFAULT 0,
      session_number_id INTEGER REFERENCES session_numbers (id),
      keywords TEXT NOT NULL,
      fields TEXT NOT NULL,
      waiting_since INTEGER,
      due_at INTEGER,
      carried TEXT NOT NULL,
      release INTEGER NOT NULL DEFAULT 0,
      released INTEGER NOT NULL DEFAULT 0,
      UNIQUE (site_id, visit_key)
    ) STRICT;
    CREATE INDEX visits_due ON visits (due_at) WHERE due_at IS NOT NULL;
    CREATE INDEX visits_open ON visits (last_step_at) WHERE state = 'open';
    CREATE INDEX visits_to_release ON visits (id) WHERE release = 1 AND released = 0;

    -- keywords and fields are JSON; null keywords leave them as they were. step_key is the site's own id of the step,
    -- '' for none. update_seq is the entry of the number's history that carries the step, 0 for a request without
    -- information, null while none does.
    CREATE TABLE visit_steps (
      visit_id INTEGER NOT NULL REFERENCES visits (id),
      place INTEGER NOT NULL,
      step_key TEXT NOT NULL,
      at INTEGER NOT NULL,
      keywords TEXT,
      fields TEXT NOT NULL,
      session_number_id INTEGER REFERENCES session_numbers (id),
      update_seq INTEGER,
      PRIMARY KEY (visit_id, place)
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX visit_steps_by_key ON visit_steps (visit_id, step_key) WHERE step_key <> '';
    CREATE INDEX visit_steps_waiting ON visit_steps (visit_id, place) WHERE update_seq IS NULL;

    -- Every number a visit was ever given.
    CREATE TABLE visit_numbers (
      session_number_id INTEGER PRIMARY KEY REFERENCES session_numbers (id),
      visit_id INTEGER NOT NULL REFERENCES visits (id),
      turn INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX visit_numbers_of_visit ON visit_numbers (visit_id, turn);
  `,
};

import type { Migration } from './migration.ts';

/**
 * Jobs: what a network must do for us, in the store before it is tried. The table of version 1 was never written to.
 *
 * A lane's jobs are done strictly in their order: those behind the earliest that is not finished have the wait `turn`
 * and are not even looked at. Tallies by group let batches show progress, and let claiming pass over held
 * campaigns and paused batches, without walking their jobs. `unanswered` counts tries that may have reached the network without us knowing.
 */
export const jobs: Migration = {
  version: 3,
  name: 'jobs',
  sql: `
    DROP TABLE jobs;

    CREATE TABLE batches (
      id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL,
      name TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      paused INTEGER NOT NULL DEFAULT 0
    ) STRICT;

    -- batch_id is 0 for a job of no batch; campaign_id and lane are '' where a job has none.
    CREATE TABLE jobs (
      id INTEGER PRIMARY KEY,
      key TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL,
      network_id INTEGER NOT NULL REFERENCES networks (id),
      campaign_id TEXT NOT NULL,
      lane TEXT NOT NULL,
      batch_id INTEGER NOT NULL DEFAULT 0,
      payload TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
      attempts INTEGER NOT NULL DEFAULT 0,
      unanswered INTEGER NOT NULL DEFAULT 0,
      created_at INTEGER NOT NULL,
      due_at INTEGER NOT NULL,
      lease_until INTEGER,
      finished_at INTEGER,
      wait TEXT NOT NULL DEFAULT '',
      last_reason TEXT NOT NULL DEFAULT ''
    ) STRICT;
    CREATE INDEX jobs_in_turn ON jobs (network_id, campaign_id, batch_id, due_at, id, kind)
      WHERE state = 'queued' AND wait <> 'turn';
    CREATE INDEX jobs_of_lane ON jobs (lane, id) WHERE lane <> '' AND state IN ('queued', 'running');
    CREATE INDEX jobs_by_lease ON jobs (lease_until) WHERE state = 'running';
    CREATE INDEX jobs_by_state ON jobs (state, id);
    CREATE INDEX jobs_of_batch ON jobs (batch_id, id) WHERE batch_id > 0;

    -- campaign_id '' holds the whole account. until is null until a person settles it.
    CREATE TABLE job_holds (
      network_id INTEGER NOT NULL REFERENCES networks (id),
      campaign_id TEXT NOT NULL,
      wait TEXT NOT NULL,
      reason TEXT NOT NULL,
      until INTEGER,
      since INTEGER NOT NULL,
      PRIMARY KEY (network_id, campaign_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE job_tallies (
      network_id INTEGER NOT NULL,
      campaign_id TEXT NOT NULL,
      batch_id INTEGER NOT NULL,
      kind TEXT NOT NULL,
      state TEXT NOT NULL,
      count INTEGER NOT NULL,
      PRIMARY KEY (network_id, campaign_id, batch_id, kind, state)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX job_tallies_of_batch ON job_tallies (batch_id, state, count);
    CREATE INDEX job_tallies_by_state ON job_tallies (state, count);
    CREATE TRIGGER jobs_counted AFTER INSERT ON jobs BEGIN
      INSERT INTO job_tallies (network_id, campaign_id, batch_id, kind, state, count)
        VALUES (new.network_id, new.campaign_id, new.batch_id, new.kind, new.state, 1)
        ON CONFLICT DO UPDATE SET count = count + 1;
    END;
    CREATE TRIGGER jobs_recounted AFTER UPDATE OF state ON jobs WHEN old.state <> new.state BEGIN
      UPDATE job_tallies SET count = count - 1
        WHERE network_id = old.network_id AND campaign_id = old.campaign_id AND batch_id = old.batch_id
          AND kind = old.kind AND state = old.state;
      INSERT INTO job_tallies (network_id, campaign_id, batch_id, kind, state, count)
        VALUES (new.network_id, new.campaign_id, new.batch_id, new.kind, new.state, 1)
        ON CONFLICT DO UPDATE SET count = count + 1;
    END;
  `,
};

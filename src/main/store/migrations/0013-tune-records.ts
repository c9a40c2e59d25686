import type { Migration } from './migration.ts';

/**
 * What TUNE networks hold, as last read. `calls_network_id` is the Invoca account whose calls TUNE counts;
 * `writes_since` is set while the desk writes status and payout there. A conversion of TUNE knows the desk's own
 * (`conversion_id`) once both have come, and the newest job that writes to it. A postback of TUNE stays acknowledged only as long as it is what it was then.
 * `held` names what keeps a delivery back though nothing is wrong with its receiver: it is not due before that is settled.
 */
export const tuneRecords: Migration = {
  version: 13,
  name: 'what TUNE holds',
  sql: `
    ALTER TABLE tune_accounts ADD COLUMN calls_network_id INTEGER REFERENCES networks (id);
    ALTER TABLE tune_accounts ADD COLUMN writes_since INTEGER;
    ALTER TABLE tune_accounts ADD COLUMN read_at INTEGER;
    ALTER TABLE tune_accounts ADD COLUMN read_from INTEGER;
    ALTER TABLE tune_accounts ADD COLUMN zone TEXT NOT NULL DEFAULT '';
    ALTER TABLE tune_accounts ADD COLUMN offers INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE tune_accounts ADD COLUMN partners INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE tune_accounts ADD COLUMN goals INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE tune_accounts ADD COLUMN differences INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE tune_accounts ADD COLUMN unmatched INTEGER NOT NULL DEFAULT 0;

    CREATE TABLE tune_postbacks (
      network_id INTEGER NOT NULL REFERENCES networks (id),
      postback_id TEXT NOT NULL,
      partner_id TEXT NOT NULL,
      offer_id TEXT NOT NULL,
      goal_id TEXT,
      type TEXT NOT NULL CHECK (type IN ('url', 'image', 'code')),
      status TEXT NOT NULL CHECK (status IN ('active', 'pending', 'rejected', 'deleted')),
      code TEXT NOT NULL,
      modified_at INTEGER,
      acknowledged_at INTEGER,
      PRIMARY KEY (network_id, postback_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE tune_conversions (
      id INTEGER PRIMARY KEY,
      network_id INTEGER NOT NULL REFERENCES networks (id),
      tune_event_id TEXT NOT NULL,
      transaction_id TEXT NOT NULL,
      status TEXT NOT NULL CHECK (status IN ('pending', 'approved', 'rejected')),
      status_code INTEGER,
      payout INTEGER NOT NULL,
      revenue INTEGER NOT NULL,
      currency TEXT NOT NULL,
      at INTEGER NOT NULL,
      offer_id TEXT NOT NULL,
      offer_name TEXT NOT NULL,
      partner_id TEXT NOT NULL,
      partner_name TEXT NOT NULL,
      goal_id TEXT NOT NULL,
      session_id TEXT NOT NULL,
      number TEXT NOT NULL,
      sub_ids TEXT NOT NULL,
      conversion_id INTEGER REFERENCES conversions (id),
      job_id INTEGER,
      read_at INTEGER NOT NULL,
      UNIQUE (network_id, tune_event_id)
    ) STRICT;
    CREATE INDEX tune_conversions_in_time ON tune_conversions (network_id, at, id);
    CREATE INDEX tune_conversions_of_conversion ON tune_conversions (conversion_id) WHERE conversion_id IS NOT NULL;

    CREATE TABLE tune_records (
      network_id INTEGER NOT NULL REFERENCES networks (id),
      transaction_id TEXT NOT NULL,
      type TEXT NOT NULL,
      corrects_id TEXT,
      result TEXT NOT NULL,
      offer_id TEXT NOT NULL,
      partner_id TEXT NOT NULL,
      caller TEXT NOT NULL,
      payout INTEGER NOT NULL,
      revenue INTEGER NOT NULL,
      currency TEXT NOT NULL,
      duration_seconds INTEGER NOT NULL,
      at INTEGER NOT NULL,
      added INTEGER NOT NULL,
      read_at INTEGER NOT NULL,
      PRIMARY KEY (network_id, transaction_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX tune_records_in_time ON tune_records (network_id, at);

    ALTER TABLE deliveries ADD COLUMN held TEXT NOT NULL DEFAULT '';
    CREATE INDEX deliveries_held ON deliveries (held) WHERE held <> '';
  `,
};

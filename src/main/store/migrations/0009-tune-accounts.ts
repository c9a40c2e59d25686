import type { Migration } from './migration.ts';

/**
 * TUNE networks that can be read. What `networks` has for Invoca only is empty in a TUNE network's row. Without a
 * `time_zone` the network is asked for its own.
 */
export const tuneAccounts: Migration = {
  version: 9,
  name: 'TUNE accounts',
  sql: `
    CREATE TABLE tune_accounts (
      network_id INTEGER PRIMARY KEY REFERENCES networks (id),
      base_url TEXT NOT NULL,
      tune_network_id TEXT NOT NULL,
      time_zone TEXT,
      UNIQUE (base_url, tune_network_id)
    ) STRICT;
  `,
};

import type { Migration } from './migration.ts';

/**
 * SPC accounts and their session numbers. What `networks` has for Invoca only is empty in an SPC account's row.
 *
 * `keywords` and `fields` of a number are what the network is known to hold; `sure` is 0 once it answered with a
 * version that somebody else must have made. `session_updates` is the number's history: entries are added, and settled
 * once. The first information of a number is its entry 1, sent with the request itself.
 */
export const sessionNumbers: Migration = {
  version: 4,
  name: 'session numbers',
  sql: `
    CREATE TABLE spc_accounts (
      network_id INTEGER PRIMARY KEY REFERENCES networks (id),
      endpoint TEXT NOT NULL,
      api_user TEXT NOT NULL,
      customer_id TEXT NOT NULL,
      namespace TEXT NOT NULL,
      authentication TEXT NOT NULL CHECK (authentication IN ('username_token', 'basic')),
      extensions INTEGER NOT NULL,
      clock_difference_ms INTEGER,
      UNIQUE (endpoint, api_user, customer_id)
    ) STRICT;

    CREATE TABLE session_numbers (
      id INTEGER PRIMARY KEY,
      network_id INTEGER NOT NULL REFERENCES networks (id),
      campaign_id TEXT NOT NULL,
      client_reference TEXT NOT NULL,
      purpose TEXT NOT NULL CHECK (purpose IN ('form', 'cli', 'send_list', 'drill_down')),
      state TEXT NOT NULL CHECK (state IN ('requested', 'active', 'expired', 'released', 'failed')),
      session_id TEXT,
      e164 TEXT,
      display TEXT,
      country TEXT,
      destination_kind TEXT,
      destination_address TEXT,
      ttl_seconds INTEGER,
      created_at INTEGER NOT NULL,
      allocated_at INTEGER,
      expires_at INTEGER,
      ended_at INTEGER,
      quarantined_until INTEGER,
      keywords TEXT NOT NULL DEFAULT '[]',
      fields TEXT NOT NULL DEFAULT '{}',
      version INTEGER NOT NULL DEFAULT 0,
      sure INTEGER NOT NULL DEFAULT 1,
      replayed INTEGER NOT NULL DEFAULT 0,
      reason TEXT NOT NULL DEFAULT '',
      updates INTEGER NOT NULL DEFAULT 0,
      UNIQUE (network_id, campaign_id, client_reference)
    ) STRICT;
    CREATE UNIQUE INDEX session_numbers_of_network ON session_numbers (network_id, session_id)
      WHERE session_id IS NOT NULL;
    CREATE INDEX session_numbers_by_state ON session_numbers (state, id);
    CREATE INDEX session_numbers_of_campaign ON session_numbers (network_id, campaign_id, id);
    CREATE INDEX session_numbers_by_expiry ON session_numbers (network_id, expires_at)
      WHERE state = 'active';
    CREATE INDEX session_numbers_by_number ON session_numbers (e164) WHERE e164 IS NOT NULL;
    CREATE INDEX session_numbers_allocated ON session_numbers (network_id, campaign_id, allocated_at)
      WHERE allocated_at IS NOT NULL;

    -- What the network last said of a campaign's pool. fallback_number reaches the destination but is not tracked.
    CREATE TABLE session_pools (
      network_id INTEGER NOT NULL REFERENCES networks (id),
      campaign_id TEXT NOT NULL,
      pool_size INTEGER,
      fallback_number TEXT,
      exhausted_at INTEGER NOT NULL,
      PRIMARY KEY (network_id, campaign_id)
    ) STRICT, WITHOUT ROWID;

    -- keywords, fields and removed are JSON; null is a part the update does not speak of.
    CREATE TABLE session_updates (
      session_number_id INTEGER NOT NULL REFERENCES session_numbers (id),
      seq INTEGER NOT NULL,
      at INTEGER NOT NULL,
      by TEXT NOT NULL CHECK (by IN ('form', 'cli', 'drill_down', 'send_list')),
      mode TEXT NOT NULL CHECK (mode IN ('merge', 'replace')),
      keywords TEXT,
      fields TEXT,
      removed TEXT,
      expected_version INTEGER,
      state TEXT NOT NULL CHECK (state IN ('queued', 'accepted', 'not_applied', 'refused', 'cancelled')),
      reason TEXT NOT NULL DEFAULT '',
      version_after INTEGER,
      settled_at INTEGER,
      job_id INTEGER REFERENCES jobs (id),
      PRIMARY KEY (session_number_id, seq)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX session_updates_queued ON session_updates (session_number_id, seq) WHERE state = 'queued';
  `,
};

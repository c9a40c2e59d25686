import type { Migration } from './migration.ts';

/**
 * The desk's records. Instants are UTC milliseconds, money is minor units of the network's currency, statuses and
 * states are the words of the trade. Raw rows are kept exactly as received; their order of arrival is their id.
 */
export const records: Migration = {
  version: 1,
  name: 'records',
  sql: `
    CREATE TABLE meta (
      name TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- key names the network in delivery ids and stays the same however the account is renamed or moved.
    CREATE TABLE networks (
      id INTEGER PRIMARY KEY,
      key TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL,
      name TEXT NOT NULL,
      base_url TEXT NOT NULL,
      organisation_id TEXT NOT NULL,
      user_kind TEXT NOT NULL,
      currency TEXT NOT NULL,
      versions TEXT NOT NULL,
      token TEXT NOT NULL,
      practice INTEGER NOT NULL,
      created_at INTEGER NOT NULL,
      removed INTEGER NOT NULL DEFAULT 0,
      cursor TEXT NOT NULL DEFAULT '',
      last_success_at INTEGER,
      last_error TEXT,
      catalogue_at INTEGER,
      transactions INTEGER NOT NULL DEFAULT 0
    ) STRICT;

    CREATE TABLE sync_runs (
      id INTEGER PRIMARY KEY,
      network_id INTEGER NOT NULL REFERENCES networks (id),
      at INTEGER NOT NULL,
      error TEXT
    ) STRICT;

    CREATE TABLE status_maps (
      network_id INTEGER NOT NULL REFERENCES networks (id),
      result TEXT NOT NULL,
      status TEXT NOT NULL CHECK (status IN ('pending', 'approved', 'rejected')),
      PRIMARY KEY (network_id, result)
    ) STRICT, WITHOUT ROWID;

    -- listed: whether the network's own catalogue names it; else it was seen on a transaction only.
    CREATE TABLE partners (
      id INTEGER PRIMARY KEY,
      network_id INTEGER NOT NULL REFERENCES networks (id),
      partner_id TEXT NOT NULL,
      name TEXT NOT NULL,
      status TEXT NOT NULL,
      invoca_id TEXT NOT NULL,
      listed INTEGER NOT NULL,
      UNIQUE (network_id, partner_id)
    ) STRICT;

    CREATE TABLE offers (
      id INTEGER PRIMARY KEY,
      network_id INTEGER NOT NULL REFERENCES networks (id),
      offer_id TEXT NOT NULL,
      name TEXT NOT NULL,
      status TEXT NOT NULL,
      advertiser_id TEXT NOT NULL,
      invoca_id TEXT NOT NULL,
      click_url TEXT NOT NULL,
      listed INTEGER NOT NULL,
      UNIQUE (network_id, offer_id)
    ) STRICT;

    -- identity: the network's own id of the number, or else its id from the network, or else its digits.
    CREATE TABLE numbers (
      id INTEGER PRIMARY KEY,
      network_id INTEGER NOT NULL REFERENCES networks (id),
      identity TEXT NOT NULL,
      id_from_network TEXT NOT NULL,
      invoca_id TEXT NOT NULL,
      number TEXT NOT NULL,
      description TEXT NOT NULL,
      media_type TEXT NOT NULL,
      partner_id TEXT NOT NULL,
      offer_id TEXT NOT NULL,
      custom_data TEXT NOT NULL,
      base_link TEXT NOT NULL,
      listed INTEGER NOT NULL,
      UNIQUE (network_id, identity)
    ) STRICT;

    -- A line is one way calls come in: what transactions say of number, partner and offer, and what it is joined to.
    -- Calls name their line, so a new catalogue re-joins every earlier call by re-joining a few lines.
    CREATE TABLE lines (
      id INTEGER PRIMARY KEY,
      network_id INTEGER NOT NULL REFERENCES networks (id),
      virtual_line_id TEXT NOT NULL,
      number_description TEXT NOT NULL,
      said_partner_id TEXT NOT NULL,
      said_offer_id TEXT NOT NULL,
      partner_id TEXT NOT NULL,
      offer_id TEXT NOT NULL,
      number_id INTEGER REFERENCES numbers (id),
      UNIQUE (network_id, virtual_line_id, number_description, said_partner_id, said_offer_id)
    ) STRICT;

    CREATE TABLE links (
      id INTEGER PRIMARY KEY,
      base TEXT NOT NULL,
      offer_id TEXT NOT NULL,
      partner_id TEXT NOT NULL,
      number TEXT NOT NULL,
      aff_sub2 TEXT NOT NULL,
      aff_sub3 TEXT NOT NULL,
      aff_sub4 TEXT NOT NULL,
      aff_sub5 TEXT NOT NULL,
      source TEXT NOT NULL,
      note TEXT NOT NULL,
      link TEXT NOT NULL,
      created_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX links_by_number ON links (number);

    -- One row per network and complete call id. status is null while nothing but waiting corrections has arrived.
    CREATE TABLE conversions (
      id INTEGER PRIMARY KEY,
      network_id INTEGER NOT NULL REFERENCES networks (id),
      call_id TEXT NOT NULL,
      line_id INTEGER NOT NULL REFERENCES lines (id),
      status TEXT CHECK (status IN ('pending', 'approved', 'rejected')),
      known INTEGER NOT NULL,
      raw_result TEXT NOT NULL,
      payout INTEGER NOT NULL,
      revenue INTEGER NOT NULL,
      sale_amount INTEGER,
      call_started_at INTEGER,
      duration_seconds INTEGER,
      connect_seconds INTEGER,
      caller_number TEXT NOT NULL,
      city TEXT NOT NULL,
      region TEXT NOT NULL,
      advertiser_id TEXT NOT NULL,
      aff_sub2 TEXT NOT NULL,
      aff_sub3 TEXT NOT NULL,
      aff_sub4 TEXT NOT NULL,
      aff_sub5 TEXT NOT NULL,
      source TEXT NOT NULL,
      sub_id_origins TEXT NOT NULL,
      last_transaction_id TEXT NOT NULL,
      changes INTEGER NOT NULL,
      UNIQUE (network_id, call_id)
    ) STRICT;
    CREATE INDEX conversions_of_unknown_result ON conversions (network_id, raw_result)
      WHERE known = 0 AND status IS NOT NULL;

    -- released_after: the newest row at the moment a waiting correction was let go, so that a fold can repeat it.
    CREATE TABLE transactions (
      id INTEGER PRIMARY KEY,
      network_id INTEGER NOT NULL,
      transaction_id TEXT NOT NULL,
      conversion_id INTEGER NOT NULL REFERENCES conversions (id),
      corrects_id TEXT,
      type TEXT NOT NULL,
      received_at INTEGER NOT NULL,
      waiting INTEGER NOT NULL,
      released_after INTEGER,
      raw TEXT NOT NULL,
      UNIQUE (network_id, transaction_id)
    ) STRICT;
    CREATE INDEX transactions_of_call ON transactions (conversion_id);
    CREATE INDEX transactions_waiting ON transactions (network_id, id, corrects_id) WHERE waiting = 1;

    CREATE TABLE unparsed_rows (
      id INTEGER PRIMARY KEY,
      network_id INTEGER NOT NULL REFERENCES networks (id),
      digest TEXT NOT NULL,
      transaction_id TEXT,
      received_at INTEGER NOT NULL,
      reason TEXT NOT NULL,
      raw TEXT NOT NULL,
      UNIQUE (network_id, digest)
    ) STRICT;

    -- Append-only. chain is left for a digest over this entry and the one before it.
    CREATE TABLE history (
      conversion_id INTEGER NOT NULL REFERENCES conversions (id),
      seq INTEGER NOT NULL,
      at INTEGER NOT NULL,
      cause TEXT NOT NULL CHECK (cause IN ('first', 'correction', 'later_row', 'status_map', 'decision')),
      transaction_id TEXT,
      corrects_id TEXT,
      status_before TEXT,
      status_after TEXT NOT NULL,
      result_before TEXT,
      result_after TEXT NOT NULL,
      payout_before INTEGER,
      payout_after INTEGER NOT NULL,
      revenue_before INTEGER,
      revenue_after INTEGER NOT NULL,
      chain BLOB,
      PRIMARY KEY (conversion_id, seq)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE templates (
      id INTEGER PRIMARY KEY,
      key TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      url TEXT NOT NULL,
      network_id INTEGER REFERENCES networks (id),
      partner_id TEXT,
      offer_id TEXT,
      receiver TEXT NOT NULL,
      starts_at INTEGER NOT NULL,
      active INTEGER NOT NULL,
      created_at INTEGER NOT NULL,
      removed INTEGER NOT NULL DEFAULT 0
    ) STRICT;

    CREATE TABLE receivers (
      receiver TEXT PRIMARY KEY,
      paused INTEGER NOT NULL DEFAULT 0,
      paused_reason TEXT NOT NULL DEFAULT '',
      stopped INTEGER NOT NULL DEFAULT 0,
      allow_local INTEGER NOT NULL DEFAULT 0,
      last_verdict TEXT,
      last_attempt_at INTEGER
    ) STRICT, WITHOUT ROWID;

    -- The outbox. called_at orders receivers' turns: the conversion's call time, or when the delivery was owed.
    CREATE TABLE deliveries (
      id INTEGER PRIMARY KEY,
      delivery_id TEXT NOT NULL UNIQUE,
      template_id INTEGER NOT NULL REFERENCES templates (id),
      conversion_id INTEGER NOT NULL REFERENCES conversions (id),
      meaning TEXT NOT NULL,
      receiver TEXT NOT NULL REFERENCES receivers (receiver),
      url TEXT NOT NULL,
      origins TEXT NOT NULL,
      state TEXT NOT NULL CHECK
        (state IN ('waiting', 'sending', 'accepted', 'refused', 'needs_person', 'exhausted', 'stopped')),
      attempts INTEGER NOT NULL DEFAULT 0,
      called_at INTEGER NOT NULL,
      created_at INTEGER NOT NULL,
      due_at INTEGER,
      lease_until INTEGER,
      finished_at INTEGER,
      last_reason TEXT NOT NULL DEFAULT '',
      UNIQUE (template_id, conversion_id, meaning)
    ) STRICT;
    CREATE INDEX deliveries_of_conversion ON deliveries (conversion_id, receiver, id);
    CREATE INDEX deliveries_in_turn ON deliveries (receiver, called_at, id, due_at) WHERE state = 'waiting';
    CREATE INDEX deliveries_by_due ON deliveries (due_at) WHERE state = 'waiting';
    CREATE INDEX deliveries_by_lease ON deliveries (lease_until) WHERE state = 'sending';
    CREATE INDEX deliveries_by_state ON deliveries (state, id);
    CREATE INDEX deliveries_by_receiver ON deliveries (receiver, id);
    CREATE INDEX deliveries_by_finish ON deliveries (finished_at) WHERE state = 'accepted';

    CREATE TABLE attempts (
      delivery INTEGER NOT NULL REFERENCES deliveries (id),
      number INTEGER NOT NULL,
      started_at INTEGER NOT NULL,
      duration_ms INTEGER NOT NULL,
      url TEXT NOT NULL,
      request_headers TEXT NOT NULL,
      http_status INTEGER,
      response_headers TEXT NOT NULL,
      body_start TEXT NOT NULL,
      verdict TEXT NOT NULL CHECK (verdict IN ('accepted', 'refused', 'not_delivered')),
      reason TEXT NOT NULL,
      PRIMARY KEY (delivery, number)
    ) STRICT;

    CREATE TABLE jobs (
      id INTEGER PRIMARY KEY,
      idempotency_key TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL,
      payload TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed')),
      attempts INTEGER NOT NULL DEFAULT 0,
      created_at INTEGER NOT NULL,
      due_at INTEGER,
      last_reason TEXT NOT NULL DEFAULT ''
    ) STRICT;
    CREATE INDEX jobs_by_due ON jobs (due_at) WHERE state = 'queued';
  `,
};

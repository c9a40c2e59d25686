import type { Migration } from './migration.ts';

/**
 * Calls: those of session numbers, and the list over these and Invoca's.
 *
 * `listed_calls` follows the records and is brought up to date by settling (calls/settle.ts), after the conversions
 * list. Its id says where a call comes from: twice the conversion's id, or twice the session call's id and one.
 * `fields` is a JSON object of custom values by the ids of `call_fields`, so that a pair is found as text: `"7":"B"`.
 */
export const calls: Migration = {
  version: 5,
  name: 'calls',
  sql: `
    -- Calls of session numbers with the information each began with. ordered is what an imported column says of an
    -- order; null when nothing says it. An imported call without an id has one made of number and start.
    CREATE TABLE session_calls (
      id INTEGER PRIMARY KEY,
      network_id INTEGER NOT NULL REFERENCES networks (id),
      call_id TEXT NOT NULL,
      session_id TEXT NOT NULL,
      campaign_id TEXT NOT NULL,
      number TEXT NOT NULL,
      caller_number TEXT NOT NULL,
      destination_kind TEXT NOT NULL,
      destination_address TEXT NOT NULL,
      status TEXT NOT NULL CHECK (status IN ('answered', 'no_answer', 'busy', 'failed', 'in_progress')),
      started_at INTEGER NOT NULL,
      answered_at INTEGER,
      talk_seconds INTEGER NOT NULL,
      information_version INTEGER NOT NULL,
      keywords TEXT NOT NULL,
      fields TEXT NOT NULL,
      origin TEXT NOT NULL CHECK (origin IN ('poll', 'import')),
      ordered INTEGER,
      first_seen_at INTEGER NOT NULL,
      seen_at INTEGER NOT NULL,
      UNIQUE (network_id, call_id)
    ) STRICT;
    CREATE INDEX session_calls_of_session ON session_calls (network_id, session_id, started_at);
    CREATE INDEX session_calls_of_number ON session_calls (network_id, number, started_at);

    -- How far calls of a campaign are read: all that started before complete_to are there. The rest is the window
    -- under way; its cursor is good for a quarter of an hour.
    CREATE TABLE call_polls (
      network_id INTEGER NOT NULL REFERENCES networks (id),
      campaign_id TEXT NOT NULL,
      complete_to INTEGER,
      window_from INTEGER,
      window_before INTEGER,
      cursor TEXT,
      cursor_at INTEGER,
      PRIMARY KEY (network_id, campaign_id)
    ) STRICT, WITHOUT ROWID;

    -- Calls that a person had deleted, so that reading the last day again does not bring them back.
    CREATE TABLE deleted_calls (
      network_id INTEGER NOT NULL,
      call_id TEXT NOT NULL,
      PRIMARY KEY (network_id, call_id)
    ) STRICT, WITHOUT ROWID;

    -- What a person said of a call: an order or none. call is the id in listed_calls.
    CREATE TABLE call_orders (
      call INTEGER PRIMARY KEY,
      ordered INTEGER NOT NULL,
      at INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE call_fields (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      calls INTEGER NOT NULL DEFAULT 0
    ) STRICT;

    -- line_id is of Invoca's calls, whose number, campaign and partner are joined when read.
    CREATE TABLE listed_calls (
      id INTEGER PRIMARY KEY,
      network_id INTEGER NOT NULL,
      line_id INTEGER,
      call_id TEXT NOT NULL,
      session_id TEXT NOT NULL,
      number TEXT NOT NULL,
      campaign_id TEXT NOT NULL,
      partner_id TEXT NOT NULL,
      caller_number TEXT NOT NULL,
      status TEXT NOT NULL,
      result TEXT NOT NULL,
      started_at INTEGER NOT NULL,
      answered INTEGER NOT NULL,
      talk_seconds INTEGER NOT NULL,
      ordered INTEGER NOT NULL,
      late INTEGER NOT NULL,
      keywords TEXT NOT NULL,
      fields TEXT NOT NULL
    ) STRICT;
    CREATE INDEX listed_calls_by_started_at ON listed_calls (started_at, id, answered, talk_seconds, ordered);

    CREATE TABLE unsettled_calls (id INTEGER PRIMARY KEY) STRICT;
    CREATE TABLE settled_calls (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      through INTEGER NOT NULL,
      version INTEGER NOT NULL
    ) STRICT;
    INSERT INTO settled_calls (one, through, version) VALUES (1, 0, 0);
    -- A conversion that is listed again has its call listed again; nothing of this happens while a page is taken in.
    CREATE TRIGGER conversion_listed_again AFTER DELETE ON unsettled BEGIN
      INSERT OR IGNORE INTO unsettled_calls (id)
        SELECT old.id * 2 FROM settled_calls WHERE old.id <= through;
    END;
    -- Whether a call was late follows from the end of its session.
    CREATE TRIGGER session_end_known AFTER UPDATE OF expires_at, ended_at ON session_numbers
      WHEN new.session_id IS NOT NULL AND (old.expires_at IS NOT new.expires_at OR old.ended_at IS NOT new.ended_at)
    BEGIN
      INSERT OR IGNORE INTO unsettled_calls (id)
        SELECT id * 2 + 1 FROM session_calls
        WHERE network_id = new.network_id AND session_id = new.session_id;
    END;

    CREATE TABLE saved_views (
      id INTEGER PRIMARY KEY,
      screen TEXT NOT NULL,
      name TEXT NOT NULL,
      search TEXT NOT NULL,
      columns TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      UNIQUE (screen, name)
    ) STRICT;

    -- How the columns of a file were read last time, by its head line.
    CREATE TABLE import_mappings (
      head TEXT PRIMARY KEY,
      mapping TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
};

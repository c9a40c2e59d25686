import type { Migration } from './migration.ts';

/**
 * Send lists: who gets a message, with which words, and the session number each message is given.
 *
 * A message follows the history of its number: it becomes `ready` in the very transaction that settles its update as
 * accepted, and `failed` in the one that settles it otherwise, whichever way that happens. Whether its number still has
 * enough time left is worked out when it is read.
 */
export const sendLists: Migration = {
  version: 7,
  name: 'send lists',
  sql: `
    -- Accounts whose followers can be listed; the row in networks has name and token. resets_at is when the account's
    -- rate limit opens again, null while it is open.
    CREATE TABLE follower_accounts (
      network_id INTEGER PRIMARY KEY REFERENCES networks (id),
      base_url TEXT NOT NULL,
      user_id TEXT NOT NULL,
      resets_at INTEGER,
      UNIQUE (base_url, user_id)
    ) STRICT;

    -- Who gets no message from any list.
    CREATE TABLE left_out_ids (
      twitter_id TEXT PRIMARY KEY,
      note TEXT NOT NULL,
      added_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- key makes the client references of the list's numbers. lines counts the rows given so far. Ready messages are
    -- posted to post_url while posting is 1.
    CREATE TABLE send_lists (
      id INTEGER PRIMARY KEY,
      key TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      network_id INTEGER REFERENCES networks (id),
      campaign_id TEXT NOT NULL DEFAULT '',
      ttl_seconds INTEGER,
      zone TEXT NOT NULL,
      split TEXT NOT NULL CHECK (split IN ('fixed', 'weighted')),
      least_left_seconds INTEGER NOT NULL,
      created_at INTEGER NOT NULL,
      started_at INTEGER,
      batch_id INTEGER REFERENCES batches (id),
      lines INTEGER NOT NULL DEFAULT 0,
      post_url TEXT NOT NULL DEFAULT '',
      post_per_second INTEGER NOT NULL DEFAULT 5,
      post_allow_local INTEGER NOT NULL DEFAULT 0,
      posting INTEGER NOT NULL DEFAULT 0,
      post_stopped TEXT NOT NULL DEFAULT '',
      removed INTEGER NOT NULL DEFAULT 0
    ) STRICT;

    -- Versions of the message. They are not changed once the list has started.
    CREATE TABLE ad_copies (
      list_id INTEGER NOT NULL REFERENCES send_lists (id),
      place INTEGER NOT NULL,
      label TEXT NOT NULL,
      text TEXT NOT NULL,
      weight INTEGER NOT NULL,
      PRIMARY KEY (list_id, place)
    ) STRICT, WITHOUT ROWID;

    -- handle_key is the handle in small letters. copy_place is set when the list starts. turn counts the numbers asked
    -- for this recipient: above 1 only after a person asked for a new one in place of one that can no longer be used.
    CREATE TABLE messages (
      id INTEGER PRIMARY KEY,
      list_id INTEGER NOT NULL REFERENCES send_lists (id),
      place INTEGER NOT NULL,
      line INTEGER NOT NULL,
      twitter_id TEXT NOT NULL,
      handle TEXT NOT NULL,
      handle_key TEXT NOT NULL,
      name TEXT NOT NULL,
      copy_place INTEGER,
      state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'asked', 'ready', 'failed')),
      turn INTEGER NOT NULL DEFAULT 1,
      session_number_id INTEGER REFERENCES session_numbers (id),
      update_seq INTEGER,
      reason TEXT NOT NULL DEFAULT '',
      ready_at INTEGER,
      handed_at INTEGER,
      handed_by TEXT CHECK (handed_by IN ('file', 'clipboard', 'post')),
      UNIQUE (list_id, place),
      UNIQUE (list_id, twitter_id),
      UNIQUE (list_id, handle_key)
    ) STRICT;
    CREATE INDEX messages_by_state ON messages (list_id, state, place);
    CREATE INDEX messages_of_number ON messages (session_number_id) WHERE session_number_id IS NOT NULL;
    CREATE INDEX messages_in_hand ON messages (list_id, place) WHERE state = 'ready' AND handed_at IS NULL;
    CREATE INDEX messages_handed_out ON messages (list_id, place) WHERE handed_at IS NOT NULL;

    -- Every number a message was ever given, so that calls on an earlier one are still its recipient's.
    CREATE TABLE message_numbers (
      session_number_id INTEGER PRIMARY KEY REFERENCES session_numbers (id),
      message_id INTEGER NOT NULL REFERENCES messages (id)
    ) STRICT;
    CREATE INDEX message_numbers_of_message ON message_numbers (message_id);

    -- Rows that get no message, with the reason.
    CREATE TABLE excluded_rows (
      id INTEGER PRIMARY KEY,
      list_id INTEGER NOT NULL REFERENCES send_lists (id),
      line INTEGER NOT NULL,
      twitter_id TEXT NOT NULL,
      handle TEXT NOT NULL,
      name TEXT NOT NULL,
      reason TEXT NOT NULL,
      message TEXT NOT NULL
    ) STRICT;
    CREATE INDEX excluded_rows_of_list ON excluded_rows (list_id, id);

    -- How far the followers of an account are read into a list.
    CREATE TABLE follower_readings (
      list_id INTEGER PRIMARY KEY REFERENCES send_lists (id),
      account_id INTEGER NOT NULL REFERENCES networks (id),
      state TEXT NOT NULL CHECK (state IN ('reading', 'stopped', 'done', 'failed')),
      next_token TEXT,
      pages INTEGER NOT NULL DEFAULT 0,
      followers INTEGER NOT NULL DEFAULT 0,
      started_at INTEGER NOT NULL,
      finished_at INTEGER,
      waits_until INTEGER,
      reason TEXT NOT NULL DEFAULT ''
    ) STRICT;

    -- Messages on their way to a list's endpoint. After best_before the number has too little time left to be sent.
    CREATE TABLE message_posts (
      id INTEGER PRIMARY KEY,
      delivery_id TEXT NOT NULL UNIQUE,
      message_id INTEGER NOT NULL REFERENCES messages (id),
      list_id INTEGER NOT NULL REFERENCES send_lists (id),
      turn INTEGER NOT NULL,
      url TEXT NOT NULL,
      body TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN
        ('waiting', 'sending', 'accepted', 'refused', 'needs_person', 'exhausted', 'stopped', 'lapsed')),
      attempts INTEGER NOT NULL DEFAULT 0,
      created_at INTEGER NOT NULL,
      due_at INTEGER,
      lease_until INTEGER,
      finished_at INTEGER,
      best_before INTEGER NOT NULL,
      last_reason TEXT NOT NULL DEFAULT '',
      UNIQUE (message_id, turn)
    ) STRICT;
    CREATE INDEX message_posts_by_due ON message_posts (list_id, due_at, id) WHERE state = 'waiting';
    CREATE INDEX message_posts_by_lease ON message_posts (lease_until) WHERE state = 'sending';
    CREATE INDEX message_posts_by_state ON message_posts (list_id, state, id);

    CREATE TABLE message_post_attempts (
      post INTEGER NOT NULL REFERENCES message_posts (id),
      number INTEGER NOT NULL,
      started_at INTEGER NOT NULL,
      duration_ms INTEGER NOT NULL,
      url TEXT NOT NULL,
      request_headers TEXT NOT NULL,
      http_status INTEGER,
      response_headers TEXT NOT NULL,
      body_start TEXT NOT NULL,
      verdict TEXT NOT NULL,
      reason TEXT NOT NULL,
      PRIMARY KEY (post, number)
    ) STRICT, WITHOUT ROWID;

    CREATE TRIGGER message_settled AFTER UPDATE OF state ON session_updates
      WHEN new.by = 'send_list' AND old.state = 'queued' AND new.state <> 'queued'
    BEGIN
      UPDATE messages SET state = CASE new.state WHEN 'accepted' THEN 'ready' ELSE 'failed' END,
          ready_at = CASE new.state WHEN 'accepted' THEN new.settled_at END,
          reason = CASE new.state WHEN 'accepted' THEN '' ELSE new.reason END
        WHERE session_number_id = new.session_number_id AND update_seq = new.seq AND state = 'asked';
    END;
    -- An update that is tried again stands at the end of its number's history.
    CREATE TRIGGER message_tried_again AFTER INSERT ON session_updates
      WHEN new.by = 'send_list' AND new.state = 'queued'
    BEGIN
      UPDATE messages SET state = 'asked', update_seq = new.seq, reason = ''
        WHERE session_number_id = new.session_number_id AND state = 'failed';
    END;
  `,
};

import type { Migration } from './migration.ts';

/**
 * What each receiver is given and how it stands: limits, the rule for its answers, signing, circuit breaker. Templates name
 * their method and events; deliveries what was told, and when it was due and why it waited.
 *
 * The index by due time begins with the receiver, so that a queue that waits behind an open breaker is never walked to find
 * what is due elsewhere.
 */
export const receivers: Migration = {
  version: 14,
  name: 'receivers',
  sql: `
    ALTER TABLE templates ADD COLUMN method TEXT NOT NULL DEFAULT 'GET' CHECK (method IN ('GET', 'POST'));
    -- JSON: the events it tells of.
    ALTER TABLE templates ADD COLUMN events TEXT NOT NULL DEFAULT '["approved"]';
    ALTER TABLE templates ADD COLUMN only_with_payout INTEGER NOT NULL DEFAULT 0;

    -- Limits are null where the usual ones hold. acceptance and signing are JSON, '' for the usual rule and for none.
    ALTER TABLE receivers ADD COLUMN per_second REAL;
    ALTER TABLE receivers ADD COLUMN at_once INTEGER;
    ALTER TABLE receivers ADD COLUMN timeout_ms INTEGER;
    ALTER TABLE receivers ADD COLUMN acceptance TEXT NOT NULL DEFAULT '';
    ALTER TABLE receivers ADD COLUMN signing TEXT NOT NULL DEFAULT '';
    -- The breaker: recent is the last 20 outcomes, newest last, + or -; opened_at is null while it is closed.
    ALTER TABLE receivers ADD COLUMN recent TEXT NOT NULL DEFAULT '';
    ALTER TABLE receivers ADD COLUMN opened_at INTEGER;
    ALTER TABLE receivers ADD COLUMN open_reason TEXT NOT NULL DEFAULT '';
    ALTER TABLE receivers ADD COLUMN probes INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE receivers ADD COLUMN probe_at INTEGER;
    -- How much has been alerted of since it opened: 1 opening, 2 a hundred waiting, 4 a day, 8 five days.
    ALTER TABLE receivers ADD COLUMN alerted INTEGER NOT NULL DEFAULT 0;
    -- Whatever was due before held_until waited for held_for: a pause, a stop, or the breaker.
    ALTER TABLE receivers ADD COLUMN held_for TEXT NOT NULL DEFAULT '';
    ALTER TABLE receivers ADD COLUMN held_until INTEGER NOT NULL DEFAULT 0;

    -- token says where the secret is found, never what it is. ends_at is null for the one that stays.
    CREATE TABLE receiver_secrets (
      id INTEGER PRIMARY KEY,
      receiver TEXT NOT NULL REFERENCES receivers (receiver),
      token TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      ends_at INTEGER
    ) STRICT;
    CREATE INDEX receiver_secrets_of_receiver ON receiver_secrets (receiver, id);

    -- body: JSON that is posted; null for a GET. payout: what was told. late_from: when it was due before it was put off,
    -- and late_for why. sent_at, sent_due_at and waited_for are of the newest attempt.
    ALTER TABLE deliveries ADD COLUMN body TEXT;
    ALTER TABLE deliveries ADD COLUMN payout INTEGER;
    ALTER TABLE deliveries ADD COLUMN late_from INTEGER;
    ALTER TABLE deliveries ADD COLUMN late_for TEXT;
    ALTER TABLE deliveries ADD COLUMN sent_at INTEGER;
    ALTER TABLE deliveries ADD COLUMN sent_due_at INTEGER;
    ALTER TABLE deliveries ADD COLUMN waited_for TEXT;
    DROP INDEX deliveries_by_due;
    CREATE INDEX deliveries_by_due ON deliveries (receiver, due_at) WHERE state = 'waiting';

    -- body: JSON that was posted; null for a GET.
    ALTER TABLE attempts ADD COLUMN body TEXT;
    ALTER TABLE attempts ADD COLUMN due_at INTEGER;
    ALTER TABLE attempts ADD COLUMN waited_for TEXT;
  `,
};

import type { Migration } from './migration.ts';

/**
 * Replays: deliveries that a person sends once more, as batches with both the request of then and the new one. A delivery
 * names the newest replay that put it into the outbox, and how many attempts were made before its schedule began anew.
 * The counters of a replay follow its deliveries, so that no screen counts them.
 */
export const replays: Migration = {
  version: 11,
  name: 'replays',
  sql: `
    ALTER TABLE deliveries ADD COLUMN replay INTEGER;
    ALTER TABLE deliveries ADD COLUMN tries_before INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX deliveries_by_replay ON deliveries (replay, id) WHERE replay IS NOT NULL;

    -- asked: the selection as JSON. sends + refused are the items; waiting + accepted + failed + taken_back are the sends.
    CREATE TABLE replays (
      id INTEGER PRIMARY KEY,
      identity TEXT NOT NULL CHECK (identity IN ('keep', 'new')),
      per_second REAL NOT NULL CHECK (per_second > 0),
      asked TEXT NOT NULL,
      note TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      cancelled_at INTEGER,
      sends INTEGER NOT NULL,
      refused INTEGER NOT NULL,
      waiting INTEGER NOT NULL,
      accepted INTEGER NOT NULL DEFAULT 0,
      failed INTEGER NOT NULL DEFAULT 0,
      taken_back INTEGER NOT NULL DEFAULT 0
    ) STRICT;

    -- delivery_id is what goes out, original_id what went out before; the same when the id is kept. refused: why it does
    -- not go out, or ''. restore: what the delivery was, as JSON, for taking it back before it is tried.
    CREATE TABLE replay_items (
      replay_id INTEGER NOT NULL REFERENCES replays (id),
      place INTEGER NOT NULL,
      delivery_id TEXT NOT NULL,
      original_id TEXT NOT NULL,
      refused TEXT NOT NULL,
      taken_back INTEGER NOT NULL DEFAULT 0,
      request_before TEXT NOT NULL,
      request_after TEXT NOT NULL,
      restore TEXT NOT NULL,
      PRIMARY KEY (replay_id, place)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX replay_items_of_original ON replay_items (original_id);
    CREATE INDEX replay_items_of_delivery ON replay_items (delivery_id);

    CREATE TRIGGER replays_recounted AFTER UPDATE OF state ON deliveries
    WHEN new.replay IS NOT NULL AND new.replay IS old.replay AND old.state <> new.state BEGIN
      UPDATE replays SET
        waiting = waiting + (new.state IN ('waiting', 'sending')) - (old.state IN ('waiting', 'sending')),
        accepted = accepted + (new.state = 'accepted') - (old.state = 'accepted'),
        failed = failed + (new.state IN ('refused', 'needs_person', 'exhausted', 'stopped'))
          - (old.state IN ('refused', 'needs_person', 'exhausted', 'stopped'))
      WHERE id = new.replay;
    END;
  `,
};

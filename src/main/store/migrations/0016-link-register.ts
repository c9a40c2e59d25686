import type { Migration } from './migration.ts';

/**
 * Where links are used, what following them showed, templates for making many, and what networks keep of them.
 *
 * A link that was removed stays with `removed_at`, so that a removal can be taken back with its places and checks.
 * `state` is told by its places; only a published link that is `watched` has a `next_check_at`. `verdict` is that of the
 * newest check, empty before the first; `failures` counts the checks in a row nobody answered. Checks keep what was
 * followed as JSON.
 */
export const linkRegister: Migration = {
  version: 16,
  name: 'link register',
  sql: `
    ALTER TABLE links ADD COLUMN batch_id INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE links ADD COLUMN removed_at INTEGER;
    ALTER TABLE links ADD COLUMN state TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'published', 'ended'));
    ALTER TABLE links ADD COLUMN watched INTEGER NOT NULL DEFAULT 1;
    ALTER TABLE links ADD COLUMN next_check_at INTEGER;
    ALTER TABLE links ADD COLUMN checked_at INTEGER;
    ALTER TABLE links ADD COLUMN verdict TEXT NOT NULL DEFAULT '';
    ALTER TABLE links ADD COLUMN reason TEXT NOT NULL DEFAULT '';
    ALTER TABLE links ADD COLUMN failures INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX links_due ON links (next_check_at) WHERE next_check_at IS NOT NULL;
    CREATE INDEX links_of_partner ON links (partner_id, id);
    CREATE INDEX links_of_offer ON links (offer_id, id);
    CREATE INDEX links_of_batch ON links (batch_id) WHERE batch_id > 0;
    CREATE INDEX numbers_by_digits ON numbers (number);

    -- published_at is null while it is only planned there.
    CREATE TABLE link_places (
      id INTEGER PRIMARY KEY,
      link_id INTEGER NOT NULL REFERENCES links (id),
      place TEXT NOT NULL,
      url TEXT NOT NULL,
      published_at INTEGER,
      ended_at INTEGER
    ) STRICT;
    CREATE INDEX link_places_of_link ON link_places (link_id);

    CREATE TABLE link_checks (
      id INTEGER PRIMARY KEY,
      link_id INTEGER NOT NULL REFERENCES links (id),
      at INTEGER NOT NULL,
      by TEXT NOT NULL CHECK (by IN ('person', 'watch', 'cli')),
      verdict TEXT NOT NULL,
      reason TEXT NOT NULL,
      followed TEXT NOT NULL
    ) STRICT;
    CREATE INDEX link_checks_of_link ON link_checks (link_id, id);

    -- partner_id is empty for a template of any partner; rules is JSON, one rule for each sub id.
    CREATE TABLE link_templates (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL,
      partner_id TEXT NOT NULL,
      traffic_source TEXT NOT NULL,
      rules TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      changed_at INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE link_limits (
      network_id INTEGER PRIMARY KEY REFERENCES networks (id),
      longest_value INTEGER NOT NULL,
      longest_link INTEGER NOT NULL
    ) STRICT;
  `,
};

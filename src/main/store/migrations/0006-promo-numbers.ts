import type { Migration } from './migration.ts';

/**
 * What partners may promote on which terms, and the numbers and pools asked for on their behalf.
 *
 * A number or pool exists here before the network is asked for it. `quiet_until` is until when the network may be making
 * it, null while it surely was not asked or surely refused; `changed_at` is when the network last confirmed a change of
 * ours, so that a catalogue read before that does not undo it. `job_id` is the newest job about a record, `requests`
 * counts them. `listed` stays what a form may offer: the active ones.
 * Keys of ring pools are never kept.
 */
export const promoNumbers: Migration = {
  version: 6,
  name: 'promo numbers',
  sql: `
    ALTER TABLE offers ADD COLUMN advertiser_name TEXT NOT NULL DEFAULT '';
    ALTER TABLE offers ADD COLUMN terms TEXT NOT NULL DEFAULT 'null';

    -- A partner's relation to an offer; Invoca's affiliate campaign. max_promo_numbers is null where it is not told.
    CREATE TABLE affiliate_campaigns (
      id INTEGER PRIMARY KEY,
      network_id INTEGER NOT NULL REFERENCES networks (id),
      offer_id TEXT NOT NULL,
      partner_id TEXT NOT NULL,
      invoca_id TEXT NOT NULL,
      id_from_network TEXT NOT NULL,
      status TEXT NOT NULL,
      max_promo_numbers INTEGER,
      terms TEXT NOT NULL DEFAULT 'null',
      listed INTEGER NOT NULL,
      changed_at INTEGER NOT NULL DEFAULT 0,
      job_id INTEGER REFERENCES jobs (id),
      requests INTEGER NOT NULL DEFAULT 0,
      UNIQUE (network_id, offer_id, partner_id)
    ) STRICT;
    CREATE INDEX affiliate_campaigns_of_partner ON affiliate_campaigns (network_id, partner_id);

    ALTER TABLE numbers ADD COLUMN state TEXT NOT NULL DEFAULT 'active'
      CHECK (state IN ('requested', 'active', 'failed', 'removed'));
    ALTER TABLE numbers ADD COLUMN advertiser_id TEXT NOT NULL DEFAULT '';
    ALTER TABLE numbers ADD COLUMN wish TEXT NOT NULL DEFAULT 'null';
    ALTER TABLE numbers ADD COLUMN created_at INTEGER;
    ALTER TABLE numbers ADD COLUMN quiet_until INTEGER;
    ALTER TABLE numbers ADD COLUMN changed_at INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE numbers ADD COLUMN ended_at INTEGER;
    ALTER TABLE numbers ADD COLUMN reason TEXT NOT NULL DEFAULT '';
    ALTER TABLE numbers ADD COLUMN batch_id INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE numbers ADD COLUMN job_id INTEGER REFERENCES jobs (id);
    ALTER TABLE numbers ADD COLUMN requests INTEGER NOT NULL DEFAULT 0;
    UPDATE numbers SET state = 'removed' WHERE listed = 0;
    UPDATE numbers SET advertiser_id = coalesce((SELECT o.advertiser_id FROM offers AS o
      WHERE o.network_id = numbers.network_id AND o.offer_id = numbers.offer_id), '');
    CREATE INDEX numbers_by_id_from_network ON numbers (network_id, id_from_network);
    CREATE INDEX numbers_of_offer ON numbers (network_id, offer_id, partner_id, state);
    CREATE INDEX numbers_of_batch ON numbers (batch_id, id) WHERE batch_id > 0;

    -- One row for each row of a form or file, also for those nothing was asked for, so that the result tells of all.
    CREATE TABLE number_batch_rows (
      batch_id INTEGER NOT NULL REFERENCES batches (id),
      seq INTEGER NOT NULL,
      line INTEGER NOT NULL,
      number_id INTEGER REFERENCES numbers (id),
      offer_id TEXT NOT NULL,
      partner_id TEXT NOT NULL,
      description TEXT NOT NULL,
      reason TEXT NOT NULL,
      PRIMARY KEY (batch_id, seq)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE ring_pools (
      id INTEGER PRIMARY KEY,
      network_id INTEGER NOT NULL REFERENCES networks (id),
      advertiser_id TEXT NOT NULL,
      offer_id TEXT NOT NULL,
      id_from_network TEXT NOT NULL,
      invoca_id TEXT NOT NULL DEFAULT '',
      name TEXT NOT NULL,
      lifetime_seconds INTEGER NOT NULL,
      max_pool_size INTEGER NOT NULL,
      preferred INTEGER NOT NULL,
      fill_immediately INTEGER NOT NULL,
      allow_overflow INTEGER NOT NULL,
      wish TEXT NOT NULL DEFAULT 'null',
      state TEXT NOT NULL CHECK (state IN ('requested', 'active', 'failed', 'removed')),
      listed INTEGER NOT NULL,
      created_at INTEGER,
      quiet_until INTEGER,
      changed_at INTEGER NOT NULL DEFAULT 0,
      ended_at INTEGER,
      reason TEXT NOT NULL DEFAULT '',
      job_id INTEGER REFERENCES jobs (id),
      requests INTEGER NOT NULL DEFAULT 0,
      UNIQUE (network_id, offer_id, id_from_network)
    ) STRICT;

    -- A number lent by a pool. expires_at is computed from the pool's lifetime; null for the shared overflow number,
    -- whose calls cannot be told apart.
    CREATE TABLE allocations (
      id INTEGER PRIMARY KEY,
      ring_pool_id INTEGER NOT NULL REFERENCES ring_pools (id),
      parameters TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('requested', 'given', 'failed')),
      number TEXT NOT NULL DEFAULT '',
      tracking_link TEXT NOT NULL DEFAULT '',
      overflow INTEGER NOT NULL DEFAULT 0,
      created_at INTEGER NOT NULL,
      allocated_at INTEGER,
      expires_at INTEGER,
      reason TEXT NOT NULL DEFAULT '',
      batch_id INTEGER NOT NULL DEFAULT 0,
      job_id INTEGER REFERENCES jobs (id)
    ) STRICT;
    CREATE INDEX allocations_of_pool ON allocations (ring_pool_id, id);
    CREATE INDEX allocations_by_number ON allocations (ring_pool_id, number, expires_at) WHERE state = 'given';
    CREATE INDEX allocations_of_batch ON allocations (batch_id, id) WHERE batch_id > 0;
  `,
};

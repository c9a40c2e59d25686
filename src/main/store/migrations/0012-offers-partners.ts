import type { Migration } from './migration.ts';

/**
 * What the desk itself knows of partners and offers, beside what networks list of them: rows of their own, so that
 * reading a catalogue never touches them. `name` is what is shown: what a person called it (`own_name`), else what its
 * network calls it (`network_name`), else what TUNE does (`tune_name`).
 *
 * What was set up before any account was connected belongs to a network of the kind `desk`, until a network names it.
 */
export const offersPartners: Migration = {
  version: 12,
  name: 'offers and partners',
  sql: `
    ALTER TABLE partners ADD COLUMN own_name TEXT NOT NULL DEFAULT '';
    ALTER TABLE partners ADD COLUMN network_name TEXT NOT NULL DEFAULT '';
    ALTER TABLE partners ADD COLUMN tune_name TEXT NOT NULL DEFAULT '';
    UPDATE partners SET network_name = name;
    ALTER TABLE offers ADD COLUMN own_name TEXT NOT NULL DEFAULT '';
    ALTER TABLE offers ADD COLUMN network_name TEXT NOT NULL DEFAULT '';
    ALTER TABLE offers ADD COLUMN tune_name TEXT NOT NULL DEFAULT '';
    UPDATE offers SET network_name = name;
    CREATE INDEX partners_by_id ON partners (partner_id);
    CREATE INDEX offers_by_id ON offers (offer_id);

    -- origin: who told of it first. tune_status is '' while TUNE does not list it.
    CREATE TABLE partner_details (
      partner INTEGER PRIMARY KEY REFERENCES partners (id),
      origin TEXT NOT NULL CHECK (origin IN ('network', 'desk', 'csv', 'tune')),
      own_status TEXT NOT NULL DEFAULT '' CHECK (own_status IN ('', 'active', 'pending', 'blocked')),
      ref_id TEXT NOT NULL DEFAULT '',
      time_zone TEXT NOT NULL DEFAULT '',
      contact_name TEXT NOT NULL DEFAULT '',
      contact_email TEXT NOT NULL DEFAULT '',
      contact_phone TEXT NOT NULL DEFAULT '',
      conventions TEXT NOT NULL DEFAULT '[]',
      note TEXT NOT NULL DEFAULT '',
      tune_network_id INTEGER REFERENCES networks (id),
      tune_status TEXT NOT NULL DEFAULT '',
      changed_at INTEGER NOT NULL
    ) STRICT;

    -- tune_payout and tune_revenue are what TUNE says where a person says nothing, in tune_currency.
    -- campaign: the offer an Invoca account lists whose calls this offer counts; null when it is that one itself or
    -- none is chosen. payout and revenue are the default goal's, in minor units of currency; null where they are not set.
    CREATE TABLE offer_details (
      offer INTEGER PRIMARY KEY REFERENCES offers (id),
      origin TEXT NOT NULL CHECK (origin IN ('network', 'desk', 'csv', 'tune')),
      own_status TEXT NOT NULL DEFAULT '' CHECK (own_status IN ('', 'active', 'paused', 'ended')),
      ref_id TEXT NOT NULL DEFAULT '',
      pay_per_call INTEGER NOT NULL,
      campaign INTEGER REFERENCES offers (id),
      payout INTEGER,
      revenue INTEGER,
      currency TEXT NOT NULL,
      goal_name TEXT NOT NULL DEFAULT '',
      sub_id_rules TEXT NOT NULL DEFAULT '[]',
      tracking_origin TEXT NOT NULL DEFAULT '',
      note TEXT NOT NULL DEFAULT '',
      tune_network_id INTEGER REFERENCES networks (id),
      tune_status TEXT NOT NULL DEFAULT '',
      tune_payout INTEGER,
      tune_revenue INTEGER,
      tune_currency TEXT NOT NULL DEFAULT '',
      changed_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX offer_details_of_campaign ON offer_details (campaign) WHERE campaign IS NOT NULL;

    -- Further goals of an offer; the default goal is the offer itself. tune_network_id: the TUNE network that lists it.
    CREATE TABLE goals (
      id INTEGER PRIMARY KEY,
      offer INTEGER NOT NULL REFERENCES offers (id),
      goal_id TEXT NOT NULL,
      name TEXT NOT NULL,
      protocol TEXT NOT NULL CHECK (protocol IN ('iframe', 'image', 'server')),
      payout INTEGER NOT NULL,
      revenue INTEGER NOT NULL,
      currency TEXT NOT NULL,
      status TEXT NOT NULL CHECK (status IN ('active', 'paused', 'deleted')),
      origin TEXT NOT NULL CHECK (origin IN ('desk', 'csv', 'tune')),
      tune_network_id INTEGER REFERENCES networks (id),
      changed_at INTEGER NOT NULL,
      UNIQUE (offer, goal_id)
    ) STRICT;

    -- What a partner wants shown when a further goal is reached; what TUNE has of the kind is in tune_postbacks. Without
    -- a partner it is shown for all.
    CREATE TABLE pixels (
      id INTEGER PRIMARY KEY,
      goal INTEGER NOT NULL REFERENCES goals (id),
      partner INTEGER REFERENCES partners (id),
      kind TEXT NOT NULL CHECK (kind IN ('image', 'code')),
      code TEXT NOT NULL,
      status TEXT NOT NULL CHECK (status IN ('active', 'pending', 'deleted')),
      modified_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX pixels_of_goal ON pixels (goal);
  `,
};

import type { Migration } from './migration.ts';

/**
 * The conversions list: what its sorts, filters, counts and text search read. All of it follows from the records and
 * is brought up to date by settling (conversions/settle.ts); a conversion with an id above `settled.through` or named
 * in `unsettled` is not listed yet, so a workspace of version 1 is listed by the first settling.
 *
 * `mark` is line, status and flags in one number, so that every filter but date and text is a set of marks. Each index
 * carries mark and call time, so that a filtered walk never leaves it. Payout, revenue and duration hang together with
 * the status, so their indexes begin with it: a walk for one status passes no rows of the others.
 */
export const conversionList: Migration = {
  version: 2,
  name: 'conversion list',
  sql: `
    CREATE TABLE listed (
      id INTEGER PRIMARY KEY REFERENCES conversions (id),
      line_id INTEGER NOT NULL,
      mark INTEGER NOT NULL,
      status INTEGER NOT NULL,
      started_at INTEGER NOT NULL,
      payout INTEGER NOT NULL,
      revenue INTEGER NOT NULL,
      duration INTEGER NOT NULL,
      invoca_id TEXT NOT NULL,
      aff_sub2 TEXT NOT NULL,
      aff_sub3 TEXT NOT NULL,
      aff_sub4 TEXT NOT NULL,
      aff_sub5 TEXT NOT NULL,
      source TEXT NOT NULL
    ) STRICT;
    CREATE INDEX listed_by_line ON listed (line_id, id, mark, started_at);
    CREATE INDEX listed_by_status ON listed (status, id, mark, started_at);
    CREATE INDEX listed_by_started_at ON listed (started_at, id, mark, payout, revenue);
    CREATE INDEX listed_by_payout ON listed (status, payout, id, mark, started_at);
    CREATE INDEX listed_by_revenue ON listed (status, revenue, id, mark, started_at);
    CREATE INDEX listed_by_duration ON listed (status, duration, id, mark, started_at);
    CREATE INDEX listed_by_invoca_id ON listed (invoca_id, id, mark, started_at);
    CREATE INDEX listed_by_aff_sub2 ON listed (aff_sub2, id, mark, started_at);
    CREATE INDEX listed_by_aff_sub3 ON listed (aff_sub3, id, mark, started_at);
    CREATE INDEX listed_by_aff_sub4 ON listed (aff_sub4, id, mark, started_at);
    CREATE INDEX listed_by_aff_sub5 ON listed (aff_sub5, id, mark, started_at);
    CREATE INDEX listed_by_source ON listed (source, id, mark, started_at);

    CREATE VIRTUAL TABLE listed_words USING fts5(
      words, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii'
    );

    CREATE TABLE mark_tallies (
      mark INTEGER PRIMARY KEY,
      count INTEGER NOT NULL,
      payout INTEGER NOT NULL,
      revenue INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE week_tallies (
      week INTEGER NOT NULL,
      mark INTEGER NOT NULL,
      count INTEGER NOT NULL,
      payout INTEGER NOT NULL,
      revenue INTEGER NOT NULL,
      PRIMARY KEY (week, mark)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE unsettled (id INTEGER PRIMARY KEY) STRICT;
    CREATE TABLE settled (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      through INTEGER NOT NULL,
      version INTEGER NOT NULL
    ) STRICT;
    INSERT INTO settled (one, through, version) VALUES (1, 0, 0);

    -- Deliveries by template, receiver and state, so that no screen counts the outbox.
    CREATE TABLE delivery_tallies (
      template_id INTEGER NOT NULL,
      receiver TEXT NOT NULL,
      state TEXT NOT NULL,
      count INTEGER NOT NULL,
      PRIMARY KEY (template_id, receiver, state)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO delivery_tallies (template_id, receiver, state, count)
      SELECT template_id, receiver, state, count(*) FROM deliveries GROUP BY 1, 2, 3;
    CREATE TRIGGER deliveries_counted AFTER INSERT ON deliveries BEGIN
      INSERT INTO delivery_tallies (template_id, receiver, state, count)
        VALUES (new.template_id, new.receiver, new.state, 1)
        ON CONFLICT DO UPDATE SET count = count + 1;
    END;
    CREATE TRIGGER deliveries_recounted AFTER UPDATE OF state ON deliveries WHEN old.state <> new.state BEGIN
      UPDATE delivery_tallies SET count = count - 1
        WHERE template_id = old.template_id AND receiver = old.receiver AND state = old.state;
      INSERT INTO delivery_tallies (template_id, receiver, state, count)
        VALUES (new.template_id, new.receiver, new.state, 1)
        ON CONFLICT DO UPDATE SET count = count + 1;
    END;
  `,
};

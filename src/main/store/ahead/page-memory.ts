import { randomUUID } from 'node:crypto';
import Database from 'better-sqlite3';
import type { Sqlite } from '../file/sqlite.ts';

/** The name under which a page read ahead is attached. */
export const AHEAD = 'ahead';

/**
 * A page read ahead, one row a row of the page. `plain` marks a row that says of itself all its call comes to, if the
 * call is new; `kind` counts what such rows say of their line and result, as told in `kinds`.
 */
const SHAPE = `
  CREATE TABLE ${AHEAD}.rows (
    place INTEGER PRIMARY KEY, plain INTEGER NOT NULL, kind INTEGER, transaction_id TEXT, call_id TEXT, type TEXT,
    raw_result TEXT, payout INTEGER, revenue INTEGER, sale_amount INTEGER, call_started_at INTEGER,
    duration_seconds INTEGER, connect_seconds INTEGER, caller_number TEXT, city TEXT, region TEXT, advertiser_id TEXT,
    aff_sub2 TEXT, aff_sub3 TEXT, aff_sub4 TEXT, aff_sub5 TEXT, source TEXT, sub_id_origins TEXT, raw TEXT NOT NULL
  );
  CREATE TABLE ${AHEAD}.kinds (
    kind INTEGER PRIMARY KEY, virtual_line_id TEXT, number_description TEXT, partner_id TEXT, partner_name TEXT,
    offer_id TEXT, offer_name TEXT, advertiser_id TEXT, raw_result TEXT
  );
`;

/** Memory for one page, which is there as long as a connection has it attached. */
export interface PageMemory {
  readonly name: string;
  readonly db: Sqlite;
}

/** New memory for a page. @throws SqliteError where memory cannot be shared */
export function newPageMemory(): PageMemory {
  const name = `switchboard-${randomUUID()}`;
  const db = new Database(':memory:');
  try {
    attach(db, name, 'rwc');
    db.exec(SHAPE);
    return { name, db };
  } catch (cause) {
    db.close();
    throw cause;
  }
}

/** Runs work on a connection that has the page attached; null when the page is no longer there. */
export function withPageMemory<R>(db: Sqlite, name: string, work: () => R): R | null {
  attach(db, name, 'ro');
  try {
    // A name nobody keeps is that of new, empty memory.
    const tables = db.prepare<[], number>(`SELECT count(*) FROM ${AHEAD}.sqlite_schema`).pluck().get();
    return tables === 0 ? null : work();
  } finally {
    db.exec(`DETACH ${AHEAD}`);
  }
}

function attach(db: Sqlite, name: string, mode: 'ro' | 'rwc'): void {
  db.prepare<[string]>(`ATTACH ? AS ${AHEAD}`).run(`file:/${name}?vfs=memdb&mode=${mode}`);
}

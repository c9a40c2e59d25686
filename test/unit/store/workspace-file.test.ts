import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeskStore } from '#main/engine/ports/desk-store.ts';
import { decodeTransactionPage } from '#main/networks/invoca/transaction-page.ts';
import { inspectFile } from '#main/store/file/inspect-file.ts';
import { migrate } from '#main/store/file/migrate.ts';
import { openForWriting } from '#main/store/file/sqlite.ts';
import { MIGRATIONS, NEWEST_VERSION } from '#main/store/migrations/index.ts';
import { openStoreInProcess } from '#main/store/open-store.ts';
import { keptLog, NETWORK, pageOf, scratchFolder } from '#test/support/store-workspace.ts';

let folder: string;
let file: string;
let removeFolder: () => Promise<void>;
const NOW = Date.UTC(2026, 4, 1, 12);

beforeEach(async () => {
  const scratch = await scratchFolder();
  folder = scratch.path;
  removeFolder = scratch.remove;
  file = join(folder, 'workspaces', 'desk.sqlite');
});
afterEach(() => removeFolder());

function open(more: { readonly readOnly?: boolean; readonly file?: string } = {}): Promise<DeskStore> {
  return openStoreInProcess({ file, decode: decodeTransactionPage, log: keptLog(), now: () => NOW, ...more });
}

async function withCalls(): Promise<void> {
  const store = await open();
  const { id } = await store.write.addNetwork({ network: NETWORK, now: 1 });
  const body = pageOf([
    { id: 'T-1', call: 'C-1', result: 'Paid', payout: 900, partner: '7', partnerName: 'Kestrel' },
    { id: 'T-2', call: 'C-2', result: 'Repeat' },
  ]);
  await store.write.commitPage({ networkId: id, cursorBefore: '', body, receivedAt: 5, purpose: 'stream' });
  await store.close();
}

const FIRST = { filter: {}, order: { by: 'invoca_id', descending: false }, index: 0, limit: 10 } as const;

describe('a workspace file', () => {
  it('is made with its folder, and is what it was when opened again', async () => {
    await withCalls();
    const store = await open();
    expect((await store.read.conversionPage(FIRST)).rows.map(({ invocaId }) => invocaId)).toEqual([
      'C-1',
      'C-2',
    ]);
    await store.close();
    const db = new Database(file, { readonly: true });
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(db.pragma('user_version', { simple: true })).toBe(NEWEST_VERSION);
    db.close();
  });

  it('of the version before is backed up, brought up to date and listed whole', async () => {
    await withCalls();
    await asVersionOne(file);
    const store = await open();
    const page = await store.read.conversionPage(FIRST);
    expect(page.rows).toMatchObject([
      { invocaId: 'C-1', payout: 900, partnerName: 'Kestrel' },
      { invocaId: 'C-2' },
    ]);
    expect(await store.read.conversionTotals(FIRST)).toMatchObject({ count: 2, all: 2 });
    await store.close();
    const copies = await readdir(join(folder, 'workspaces', 'backups'));
    expect(copies).toEqual(['desk.sqlite.v1.20260501T120000000Z.sqlite']);
    const copy = new Database(join(folder, 'workspaces', 'backups', copies[0] ?? ''), { readonly: true });
    expect(copy.pragma('user_version', { simple: true })).toBe(1);
    expect(copy.prepare('SELECT count(*) AS n FROM conversions').get()).toEqual({ n: 2 });
    copy.close();
  });

  it('keeps the last four backups', async () => {
    for (let hour = 0; hour < 6; hour += 1) {
      await withCalls();
      const db = openForWriting(file);
      db.pragma('user_version = 1');
      await migrate(db, file, NOW + hour * 3_600_000, []);
      db.pragma(`user_version = ${NEWEST_VERSION}`);
      db.close();
      await removeNetworks();
    }
    const copies = await readdir(join(folder, 'workspaces', 'backups'));
    expect(copies.map((name) => name.slice(24, 26))).toEqual(['14', '15', '16', '17']);
  });

  it('is left at the step before when a step fails', async () => {
    await withCalls();
    const db = openForWriting(file);
    db.pragma('user_version = 1');
    const broken = [{ version: 2, name: 'broken', sql: 'CREATE TABLE half (a); CREATE TABLE networks (b)' }];
    await expect(migrate(db, file, NOW, broken)).rejects.toThrow('already exists');
    expect(db.pragma('user_version', { simple: true })).toBe(1);
    expect(db.prepare("SELECT count(*) AS n FROM sqlite_schema WHERE name = 'half'").get()).toEqual({ n: 0 });
    db.close();
  });

  it('has steps that rise by one', () => {
    expect(MIGRATIONS.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, place) => place + 1));
  });

  it('from a newer app is refused and left byte for byte', async () => {
    await withCalls();
    const db = new Database(file);
    db.pragma(`user_version = ${NEWEST_VERSION + 1}`);
    db.close();
    const before = await readFile(file);
    await expect(open()).rejects.toMatchObject({ code: 'newer_file' });
    await expect(open({ readOnly: true })).rejects.toMatchObject({ code: 'newer_file' });
    expect(await readFile(file)).toEqual(before);
    expect(await readdir(join(folder, 'workspaces'))).not.toContain('backups');
  });

  it.each([
    ['junk', Buffer.from('this is no database at all '.repeat(50))],
    ['a short file', Buffer.from('SQLite format 3\0')],
  ])('that is %s is refused by name and left as it is', async (_name, bytes) => {
    const junk = join(folder, 'desk.sqlite');
    await writeFile(junk, bytes);
    const refusal = await open({ file: junk }).catch((cause: unknown) => cause);
    expect(refusal).toMatchObject({ code: 'damaged_file' });
    expect(String(refusal)).toContain(junk);
    expect(await readFile(junk)).toEqual(bytes);
  });

  it('of another program, or damaged inside, is refused and left as it is', async () => {
    const other = join(folder, 'other.sqlite');
    const db = new Database(other);
    db.exec('CREATE TABLE bookmarks (url TEXT); PRAGMA user_version = 1');
    db.close();
    const before = await readFile(other);
    expect(() => inspectFile(other)).toThrow('another program');
    expect(await readFile(other)).toEqual(before);
    await withCalls();
    const bytes = await readFile(file);
    bytes.fill(0xff, 100, 4096);
    await writeFile(file, bytes);
    await expect(open()).rejects.toMatchObject({ code: 'damaged_file' });
    expect((await readFile(file)).subarray(100, 4096)).toEqual(bytes.subarray(100, 4096));
  });

  it('in a place that cannot be a folder is refused by name', async () => {
    await writeFile(join(folder, 'workspaces'), 'a file where a folder should be');
    const refusal = await open().catch((cause: unknown) => cause);
    expect(refusal).toMatchObject({ code: 'read_only' });
    expect(String(refusal)).toContain(join(folder, 'workspaces'));
  });

  it('that is not there cannot be opened for reading', async () => {
    await expect(open({ readOnly: true })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('the right to write', () => {
  it('is one process at a time, named to the others, while reading goes on', async () => {
    await withCalls();
    const first = await open();
    const refusal = await open().catch((cause: unknown) => cause);
    expect(refusal).toMatchObject({ code: 'workspace_in_use' });
    expect(String(refusal)).toContain(`process ${process.pid}`);
    const reading = await open({ readOnly: true });
    expect((await reading.read.conversionPage(FIRST)).rows).toHaveLength(2);
    await expect(reading.write.removeLink({ id: 1, now: 1 })).rejects.toMatchObject({ code: 'read_only' });
    await reading.close();
    await first.close();
    const second = await open();
    await second.close();
  });
});

/** Makes room for the same network again. */
async function removeNetworks(): Promise<void> {
  const store = await open();
  for (const { id } of await store.read.networks()) await store.write.removeNetwork({ id });
  await store.close();
}

/** Turns the file into one that version 1 left: its tables with their rows, and nothing that came later. */
async function asVersionOne(path: string): Promise<void> {
  const now = new Database(path);
  const later = tablesOf(now);
  const [first] = MIGRATIONS;
  if (!first) throw new Error('There is no first step.');
  const old = new Database(`${path}.old`);
  old.exec(first.sql);
  old.pragma('foreign_keys = OFF');
  for (const table of tablesOf(old).filter((name) => later.includes(name) && name !== 'jobs')) {
    const columns = old
      .prepare<[string], { name: string }>('SELECT name FROM pragma_table_info(?)')
      .all(table);
    const names = columns.map(({ name }) => name).join(', ');
    const insert = old.prepare(
      `INSERT INTO ${table} (${names}) VALUES (${columns.map(() => '?').join(', ')})`,
    );
    for (const row of now.prepare<[], readonly unknown[]>(`SELECT ${names} FROM ${table}`).raw().all()) {
      insert.run(...row);
    }
  }
  old.pragma(`application_id = ${Number(now.pragma('application_id', { simple: true }))}`);
  old.pragma('user_version = 1');
  now.close();
  old.close();
  for (const part of ['', '-wal', '-shm']) await rm(`${path}${part}`, { force: true });
  await rename(`${path}.old`, path);
}

function tablesOf(db: Database.Database): readonly string[] {
  return db
    .prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'")
    .all()
    .map(({ name }) => name);
}

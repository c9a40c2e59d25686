import { randomUUID } from 'node:crypto';
import { MIGRATIONS, NEWEST_VERSION } from '../migrations/index.ts';
import type { Migration } from '../migrations/migration.ts';
import { backUp } from './backup.ts';
import { APPLICATION_ID } from './inspect-file.ts';
import type { Sqlite } from './sqlite.ts';

/**
 * Brings a file to the newest version, each step in one transaction of its own. A file that holds a workspace already
 * is backed up first.
 */
export async function migrate(
  db: Sqlite,
  file: string,
  now: number,
  steps: readonly Migration[] = MIGRATIONS,
): Promise<void> {
  const version = Number(db.pragma('user_version', { simple: true }));
  if (version >= NEWEST_VERSION) return;
  if (version > 0) await backUp(db, file, version, now);
  for (const step of steps) {
    if (step.version > version) take(db, step);
  }
  db.pragma('optimize');
}

function take(db: Sqlite, step: Migration): void {
  db.transaction(() => {
    db.exec(step.sql);
    if (step.version === 1) identify(db);
    db.pragma(`user_version = ${step.version}`);
  }).immediate();
}

function identify(db: Sqlite): void {
  db.pragma(`application_id = ${APPLICATION_ID}`);
  const insert = db.prepare<[string, string]>('INSERT INTO meta (name, value) VALUES (?, ?)');
  insert.run('workspace_id', randomUUID());
  insert.run('ownership', 'desk');
}

import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { DeskError } from '#shared/ipc/errors.ts';
import type { Sqlite } from './sqlite.ts';
import { explained } from './sqlite.ts';

const KEPT = 4;

/**
 * Copies the whole workspace, its log included, into `backups/` beside it and checks the copy. The last four copies
 * of a workspace are kept. Gives the copy's path.
 * @throws DeskError damaged_file when the copy does not pass its check
 */
export async function backUp(db: Sqlite, file: string, version: number, now: number): Promise<string> {
  const folder = join(dirname(file), 'backups');
  mkdirSync(folder, { recursive: true });
  const time = new Date(now).toISOString().replaceAll(/[-:]/g, '').replace('.', '');
  const copy = join(folder, `${basename(file)}.v${version}.${time}.sqlite`);
  await db.backup(copy);
  check(copy, file);
  forgetOldest(folder, basename(file));
  return copy;
}

function check(copy: string, file: string): void {
  explained(file, () => {
    const backup = new Database(copy, { readonly: true });
    try {
      const verdict = String(backup.pragma('quick_check(1)', { simple: true }));
      if (verdict === 'ok') return;
      const message = `The workspace file ${file} does not pass its check and was left as it is; a copy is at ${copy}.`;
      throw new DeskError('damaged_file', message, { detail: verdict });
    } finally {
      backup.close();
    }
  });
  for (const rest of ['-wal', '-shm']) rmSync(`${copy}${rest}`, { force: true });
}

function forgetOldest(folder: string, name: string): void {
  const copies = readdirSync(folder)
    .filter((entry) => entry.startsWith(`${name}.v`) && entry.endsWith('.sqlite'))
    .toSorted((a, b) => timeOf(a).localeCompare(timeOf(b)));
  for (const entry of copies.slice(0, -KEPT)) rmSync(join(folder, entry));
}

function timeOf(entry: string): string {
  return entry.split('.').at(-2) ?? '';
}

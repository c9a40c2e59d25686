import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import type { DeskStore } from '#main/engine/ports/desk-store.ts';
import { openStoreInProcess } from '#main/store/open-store.ts';
import { NEW_WORKSPACE, TEST_PROGRAMS } from './test-program.ts';

type Options = Parameters<typeof openStoreInProcess>[0];

/**
 * Opens a workspace in this thread. One that is not there yet begins as a copy of a new one, under an id of its own: taking
 * every step from the first version to the newest takes longer than most tests of a store.
 */
export async function openTestStore(options: Options): Promise<DeskStore> {
  const made = process.env[TEST_PROGRAMS];
  if (made !== undefined && options.readOnly !== true && !existsSync(options.file)) {
    await mkdir(dirname(options.file), { recursive: true });
    await copyFile(join(made, NEW_WORKSPACE), options.file);
    const db = new Database(options.file);
    db.pragma('synchronous = OFF');
    db.prepare("UPDATE meta SET value = ? WHERE name = 'workspace_id'").run(randomUUID());
    db.close();
  }
  return openStoreInProcess(options);
}

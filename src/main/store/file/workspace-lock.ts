import Database from 'better-sqlite3';
import { DeskError } from '#shared/ipc/errors.ts';
import type { Sqlite } from './sqlite.ts';
import { explained } from './sqlite.ts';

/** The right to write a workspace. The system takes it back when the process ends, however it ends. */
export interface WorkspaceLock {
  readonly release: () => void;
}

/**
 * Takes the right to write the workspace: a transaction kept open on a small file beside it, which holds the process
 * id for others to read. Reading the workspace needs no lock.
 * @throws DeskError workspace_in_use naming the process that has it
 */
export function lockWorkspace(file: string, processId: number): WorkspaceLock {
  const lockFile = `${file}.lock`;
  const db = explained(lockFile, () => new Database(lockFile, { timeout: 0 }));
  try {
    reserve(db, file);
    db.exec(
      'CREATE TABLE IF NOT EXISTS holder (one INTEGER PRIMARY KEY CHECK (one = 1), pid INTEGER NOT NULL)',
    );
    db.prepare<[number]>('INSERT OR REPLACE INTO holder (one, pid) VALUES (1, ?)').run(processId);
    db.exec('COMMIT');
    reserve(db, file);
  } catch (cause) {
    db.close();
    throw cause;
  }
  return {
    release: () => {
      if (db.inTransaction) db.exec('ROLLBACK');
      db.close();
    },
  };
}

/** Whether the right to write could be taken now. @throws what keeps the small file from being opened */
export function isWorkspaceFree(file: string): boolean {
  const db = new Database(`${file}.lock`, { timeout: 0 });
  try {
    reserve(db, file);
    db.exec('ROLLBACK');
    return true;
  } catch (cause) {
    if (cause instanceof DeskError) return false;
    throw cause;
  } finally {
    db.close();
  }
}

function reserve(db: Sqlite, file: string): void {
  try {
    db.exec('BEGIN IMMEDIATE');
  } catch (cause) {
    if (cause instanceof Database.SqliteError && cause.code.startsWith('SQLITE_BUSY')) {
      throw inUse(file, holderOf(db), cause);
    }
    throw cause;
  }
}

function holderOf(db: Sqlite): number | null {
  try {
    return db.prepare<[], { pid: number }>('SELECT pid FROM holder').get()?.pid ?? null;
  } catch (cause) {
    if (cause instanceof Database.SqliteError) return null;
    throw cause;
  }
}

function inUse(file: string, pid: number | null, cause: unknown): DeskError {
  const who = pid === null ? 'another process' : `process ${pid}`;
  const message = `The workspace is open in Switchboard (${who}), and only one at a time may write it. Quit the app, or use it there.`;
  return new DeskError('workspace_in_use', message, { detail: file, cause });
}

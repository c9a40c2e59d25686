import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DeskError } from '#shared/ipc/errors.ts';
import { inspectFile } from './inspect-file.ts';
import { migrate } from './migrate.ts';
import type { Sqlite } from './sqlite.ts';
import { explanation, openForReading, openForWriting } from './sqlite.ts';
import { lockWorkspace } from './workspace-lock.ts';
import { NEWEST_VERSION } from '../migrations/index.ts';

/** A workspace opened for writing. */
export interface OpenWorkspace {
  readonly db: Sqlite;
  /** Closes the file whole and gives the lock back. */
  readonly close: () => void;
}

/**
 * Opens a workspace for writing: folder made, lock taken, file looked at, backed up and migrated where needed.
 * @throws DeskError workspace_in_use, newer_file, damaged_file, read_only
 */
export async function openWorkspace(file: string, now: number): Promise<OpenWorkspace> {
  makeFolder(file);
  const lock = lockWorkspace(file, process.pid);
  try {
    inspectFile(file);
    const db = openForWriting(file);
    try {
      await migrate(db, file, now);
    } catch (cause) {
      db.close();
      throw explanation(file, cause);
    }
    return {
      db,
      close: () => {
        db.pragma('optimize');
        db.close();
        lock.release();
      },
    };
  } catch (cause) {
    lock.release();
    throw cause;
  }
}

/**
 * Opens a workspace that another connection keeps or kept, without the right to write.
 * @throws DeskError not_found, newer_file, damaged_file
 */
export function openWorkspaceForReading(file: string): Sqlite {
  const version = inspectFile(file);
  if (version === null)
    throw new DeskError('not_found', `There is no workspace at ${file}.`, { detail: file });
  if (version < NEWEST_VERSION) {
    const message = `The workspace file ${file} is from an older Switchboard. Open it once for writing to bring it up to date.`;
    throw new DeskError('conflict', message, { detail: file });
  }
  return openForReading(file);
}

function makeFolder(file: string): void {
  const folder = dirname(file);
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DeskError('read_only', `The folder ${folder} for the workspace cannot be made or written.`, {
      detail: reason,
      cause,
    });
  }
}

import Database from 'better-sqlite3';
import { DeskError } from '#shared/ipc/errors.ts';

/** A connection to a workspace's file. */
export type Sqlite = Database.Database;

const WAIT_FOR_OTHERS_MS = 5_000;

/**
 * Opens a connection that may write. The file is made when it is not there.
 * @throws DeskError damaged_file, read_only
 */
export function openForWriting(file: string): Sqlite {
  return explained(file, () => {
    const db = new Database(file, { timeout: WAIT_FOR_OTHERS_MS });
    return settingUp(db, () => {
      db.pragma('journal_mode = WAL');
      db.pragma('synchronous = FULL');
      db.pragma('foreign_keys = ON');
      db.pragma('checkpoint_fullfsync = ON');
      db.pragma('cache_size = -12000');
      db.pragma('wal_autocheckpoint = 12000');
      db.pragma('journal_size_limit = 67108864');
    });
  });
}

/**
 * Opens a connection that cannot write.
 * @throws DeskError damaged_file, not_found
 */
export function openForReading(file: string): Sqlite {
  return explained(file, () => {
    const db = new Database(file, { readonly: true, fileMustExist: true, timeout: WAIT_FOR_OTHERS_MS });
    return settingUp(db, () => {
      db.pragma('cache_size = -8000');
      db.pragma('temp_store = MEMORY');
    });
  });
}

/** Runs work on a file and names the file in what goes wrong with it. Nothing is ever deleted. */
export function explained<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw explanation(file, cause);
  }
}

/** What an error of SQLite means to a person, with the file named; other errors stay as they are. */
export function explanation(file: string, cause: unknown): unknown {
  if (!(cause instanceof Database.SqliteError)) return cause;
  const { code } = cause;
  if (code.startsWith('SQLITE_NOTADB') || code.startsWith('SQLITE_CORRUPT')) {
    const message = `The workspace file ${file} is damaged and was left as it is. Restore a backup from the folder "backups" beside it.`;
    return new DeskError('damaged_file', message, { detail: cause.message, cause });
  }
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN')) {
    const message = `The workspace file ${file} cannot be opened for writing. Check the permissions of its folder.`;
    return new DeskError('read_only', message, { detail: cause.message, cause });
  }
  if (code.startsWith('SQLITE_FULL')) {
    return new DeskError('read_only', `The disk that holds ${file} is full.`, { cause });
  }
  return cause;
}

function settingUp(db: Sqlite, work: () => void): Sqlite {
  try {
    work();
    return db;
  } catch (cause) {
    db.close();
    throw cause;
  }
}

/** Work made one transaction: all of it happens or none. The right to write is taken at its beginning. */
export function atOnce<Input, Result>(db: Sqlite, work: (input: Input) => Result): (input: Input) => Result {
  const transaction = db.transaction((input: Input): Result => work(input));
  return (input) => transaction.immediate(input);
}

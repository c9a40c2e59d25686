import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { DeskError } from '#shared/ipc/errors.ts';
import { NEWEST_VERSION } from '../migrations/index.ts';
import { explained } from './sqlite.ts';

/** Marks a file as a workspace of this app: "Swbd" in ASCII. */
export const APPLICATION_ID = 0x53776264;

const HEADER_BYTES = 100;
const MAGIC = 'SQLite format 3\u0000';
const VERSION_OFFSET = 60;
const APPLICATION_OFFSET = 68;

/**
 * Looks at a file before anything is opened for writing, so that what is not ours stays byte for byte as it is.
 * Gives the schema's version, or null when there is no file or an empty one.
 * @throws DeskError newer_file, damaged_file
 */
export function inspectFile(file: string): number | null {
  if (!existsSync(file) || statSync(file).size === 0) return null;
  const header = firstBytes(file);
  if (header.length < HEADER_BYTES || header.toString('latin1', 0, MAGIC.length) !== MAGIC) {
    throw damaged(file, 'It does not begin as a workspace file does.');
  }
  const pending = `${file}-wal`;
  const inLog = existsSync(pending) && statSync(pending).size > 0;
  const { version, application } = inLog ? throughLog(file) : fromHeader(header);
  if (version > NEWEST_VERSION) throw newer(file, version);
  if (application !== APPLICATION_ID && !(application === 0 && version === 0)) {
    throw damaged(file, 'It was made by another program.');
  }
  return version;
}

function firstBytes(file: string): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  const handle = openSync(file, 'r');
  try {
    return header.subarray(0, readSync(handle, header, 0, HEADER_BYTES, 0));
  } finally {
    closeSync(handle);
  }
}

interface Identity {
  readonly version: number;
  readonly application: number;
}

function fromHeader(header: Buffer): Identity {
  return {
    version: header.readUInt32BE(VERSION_OFFSET),
    application: header.readUInt32BE(APPLICATION_OFFSET),
  };
}

/** A log left by a crash may hold a newer header; a connection that cannot write does not merge it. */
function throughLog(file: string): Identity {
  return explained(file, () => {
    const db = new Database(file, { readonly: true });
    try {
      return {
        version: Number(db.pragma('user_version', { simple: true })),
        application: Number(db.pragma('application_id', { simple: true })),
      };
    } finally {
      db.close();
    }
  });
}

function newer(file: string, version: number): DeskError {
  const message = `The workspace file ${file} was written by a newer Switchboard (file version ${version}, this app knows ${NEWEST_VERSION}). It was left untouched; open it with the newer app.`;
  return new DeskError('newer_file', message, { detail: file });
}

function damaged(file: string, why: string): DeskError {
  const message = `The file ${file} is not a Switchboard workspace, or is damaged. ${why} It was left as it is.`;
  return new DeskError('damaged_file', message, { detail: file });
}

import type { SessionInformation } from '#shared/domain/session-information.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { storedFields, storedKeywords } from './stored-information.ts';

/** Reads the information a number is, or was, asked for with: the entry of its history that has no job of its own. */
export function firstInformationOf(db: Sqlite): (sessionNumberId: number) => SessionInformation | null {
  const first = db.prepare<[number], { keywords: string; fields: string }>(
    `SELECT keywords, fields FROM session_updates WHERE session_number_id = ? AND seq = 1 AND job_id IS NULL`,
  );
  return (id) => {
    const row = first.get(id);
    return row ? { keywords: storedKeywords(row.keywords), fields: storedFields(row.fields) } : null;
  };
}

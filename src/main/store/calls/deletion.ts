import type { DeletionPreview, DeletionScope } from '#shared/ipc/calls.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { e164Of } from './filter.ts';
import { idOfConversion, idOfSessionCall } from './listed-id.ts';

const CALLER_COLUMN = /("calling_phone_number"\s*:\s*)"[^"]*"/g;

interface Found {
  readonly sessionCalls: readonly number[];
  readonly conversions: readonly number[];
  readonly sessionNumbers: readonly number[];
}

/**
 * Deletes a person's calls (mongoose-spc.md 9.11). A session number's call goes whole and does not come back with the
 * next poll; an Invoca call stays, since conversions are made of it, and loses its caller, also in its rows as received;
 * a session number whose information names the Twitter id loses all values and keywords it was ever given.
 */
export function deletions(db: Sqlite): {
  readonly preview: (scope: DeletionScope) => DeletionPreview;
  /** To be called inside a transaction. */
  readonly carryOut: (scope: DeletionScope) => DeletionPreview;
} {
  const idsOf = (sql: string, value: string): number[] =>
    db
      .prepare<[string], { id: number }>(sql)
      .all(value)
      .map(({ id }) => id);

  const found = (scope: DeletionScope): Found => {
    if (scope.by === 'caller_number') {
      const caller = e164Of(scope.value);
      return {
        sessionCalls: idsOf('SELECT id FROM session_calls WHERE caller_number = ?', caller),
        conversions: idsOf(
          'SELECT id / 2 AS id FROM listed_calls WHERE id % 2 = 0 AND caller_number = ?',
          caller,
        ),
        sessionNumbers: [],
      };
    }
    const named = "json_extract(fields, '$.twitter_id') = ?";
    const numbers = new Set([
      ...idsOf(`SELECT id FROM session_numbers WHERE ${named}`, scope.value),
      ...idsOf(`SELECT session_number_id AS id FROM session_updates WHERE ${named}`, scope.value),
    ]);
    return {
      sessionCalls: idsOf(`SELECT id FROM session_calls WHERE ${named}`, scope.value),
      conversions: [],
      sessionNumbers: [...numbers],
    };
  };

  const carryOut = (scope: DeletionScope): DeletionPreview => {
    const gone = found(scope);
    const sessionCalls = JSON.stringify(gone.sessionCalls);
    const conversions = JSON.stringify(gone.conversions);
    const numbers = JSON.stringify(gone.sessionNumbers);
    const run = (sql: string, ids: string): void => {
      db.prepare<[string]>(sql).run(ids);
    };
    const among = 'IN (SELECT value FROM json_each(?))';
    run(
      `INSERT OR IGNORE INTO deleted_calls (network_id, call_id)
         SELECT network_id, call_id FROM session_calls WHERE id ${among}`,
      sessionCalls,
    );
    run(`DELETE FROM session_calls WHERE id ${among}`, sessionCalls);
    run(`UPDATE conversions SET caller_number = '' WHERE id ${among}`, conversions);
    blankCallers(db, conversions);
    run(`UPDATE session_numbers SET keywords = '[]', fields = '{}' WHERE id ${among}`, numbers);
    run(
      `UPDATE session_updates SET keywords = iif(keywords IS NULL, NULL, '[]'), fields = iif(fields IS NULL, NULL, '{}')
       WHERE session_number_id ${among}`,
      numbers,
    );
    const listed = [...gone.sessionCalls.map(idOfSessionCall), ...gone.conversions.map(idOfConversion)];
    const settleAgain = db.prepare<[number]>('INSERT OR IGNORE INTO unsettled_calls (id) VALUES (?)');
    const forget = db.prepare<[number]>('DELETE FROM call_orders WHERE call = ?');
    for (const id of listed) {
      settleAgain.run(id);
      if (id % 2 === 1) forget.run(id);
    }
    const unlistWords = db.prepare<[number]>(
      'INSERT OR IGNORE INTO unsettled (id) SELECT id FROM conversions WHERE id = ? AND id <= (SELECT through FROM settled)',
    );
    for (const id of gone.conversions) unlistWords.run(id);
    return counts(gone);
  };

  return { preview: (scope) => counts(found(scope)), carryOut };
}

/** Takes the caller out of rows as received; nothing else of them changes. */
function blankCallers(db: Sqlite, conversions: string): void {
  const rows = db
    .prepare<[string], { id: number; raw: string }>(
      'SELECT id, raw FROM transactions WHERE conversion_id IN (SELECT value FROM json_each(?))',
    )
    .all(conversions);
  const put = db.prepare<[string, number]>('UPDATE transactions SET raw = ? WHERE id = ?');
  for (const { id, raw } of rows) put.run(raw.replace(CALLER_COLUMN, '$1""'), id);
}

function counts({ sessionCalls, conversions, sessionNumbers }: Found): DeletionPreview {
  return {
    sessionCalls: sessionCalls.length,
    invocaCalls: conversions.length,
    sessionNumbers: sessionNumbers.length,
  };
}

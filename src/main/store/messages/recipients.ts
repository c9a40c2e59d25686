import { checkRecipients } from '#shared/domain/recipients.ts';
import type { ExcludedRecipient, ExclusionReason, GivenRecipient } from '#shared/domain/recipients.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { AddedRows, ExcludedPage, RecipientPage, RecipientRow } from '#shared/ipc/send-lists.ts';
import { atOnce } from '../file/sqlite.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { copyDivision } from './copy-division.ts';
import { storedLists } from './stored-list.ts';

interface Added {
  readonly id: number;
  readonly rows: readonly GivenRecipient[];
  readonly again: boolean;
  /** Says nothing of rows whose id is in the list already. */
  readonly passKnown?: boolean;
}

/** Puts rows into a list, within the caller's transaction. */
export function recipientKeeper(db: Sqlite): (input: Added) => AddedRows {
  const lists = storedLists(db);
  const leftOut = db.prepare<[], string>('SELECT twitter_id FROM left_out_ids').pluck();
  const lineOfId = db
    .prepare<[number, string], number>('SELECT line FROM messages WHERE list_id = ? AND twitter_id = ?')
    .pluck();
  const lineOfHandle = db
    .prepare<[number, string], number>('SELECT line FROM messages WHERE list_id = ? AND handle_key = ?')
    .pluck();
  const lastPlace = db
    .prepare<[number], number | null>('SELECT max(place) FROM messages WHERE list_id = ?')
    .pluck();
  const insert = db.prepare<[number, number, number, string, string, string, string]>(
    `INSERT INTO messages (list_id, place, line, twitter_id, handle, handle_key, name) VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const exclude = db.prepare<[number, number, string, string, string, string, string]>(
    `INSERT INTO excluded_rows (list_id, line, twitter_id, handle, name, reason, message) VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const forgetExcluded = db.prepare<[number]>('DELETE FROM excluded_rows WHERE list_id = ?');
  const counted = db.prepare<[number, number]>('UPDATE send_lists SET lines = ? WHERE id = ?');
  const divide = copyDivision(db);

  return ({ id, rows, again, passKnown = again }) => {
    const list = lists.one(id);
    const from = again ? 0 : list.lines;
    if (again) forgetExcluded.run(id);
    const lineOf = new Map<string, number>();
    const given = rows.map((row) => ({ ...row, line: from + row.line }));
    const { recipients, excluded } = checkRecipients(noting(given, lineOf), new Set(leftOut.all()));
    const out = [...excluded];
    const leave = (recipient: GivenRecipient, reason: ExclusionReason, message: string): void => {
      out.push({ given: recipient, reason, message });
    };
    let place = lastPlace.get(id) ?? 0;
    let added = 0;
    for (const recipient of recipients) {
      const { twitterId, handle, name } = recipient;
      const line = lineOf.get(twitterId) ?? 0;
      const sameId = lineOfId.get(id, twitterId);
      const sameHandle = lineOfHandle.get(id, handle.toLowerCase());
      if (sameId !== undefined) {
        if (!passKnown)
          leave({ ...recipient, line }, 'repeated_id', `The id is in the list already, from line ${sameId}.`);
      } else if (sameHandle !== undefined) {
        leave(
          { ...recipient, line },
          'repeated_handle',
          `The handle is in the list already, from line ${sameHandle}.`,
        );
      } else {
        place += 1;
        added += 1;
        insert.run(id, place, line, twitterId, handle, handle.toLowerCase(), name);
      }
    }
    for (const one of out.toSorted((a, b) => a.given.line - b.given.line)) exclude.run(id, ...columnsOf(one));
    const last = given.reduce((most, { line }) => Math.max(most, line), list.lines);
    counted.run(last, id);
    if (list.started_at !== null && added > 0) divide(id);
    return { added, excluded: out.length };
  };
}

/** Passes rows on, noting on which line each id stood first. */
function* noting(rows: readonly GivenRecipient[], lineOf: Map<string, number>): Generator<GivenRecipient> {
  for (const row of rows) {
    const id = row.twitterId.trim();
    if (!lineOf.has(id)) lineOf.set(id, row.line);
    yield row;
  }
}

function columnsOf({
  given,
  reason,
  message,
}: ExcludedRecipient): [number, string, string, string, string, string] {
  return [given.line, given.twitterId, given.handle, given.name, reason, message];
}

/** Writes of recipients, each its own transaction. */
export function recipientWrites(db: Sqlite): {
  readonly addRecipients: (input: Added) => AddedRows;
  readonly clearRecipients: (input: { readonly id: number }) => void;
} {
  const lists = storedLists(db);
  const add = recipientKeeper(db);
  const clear = db.prepare<[number]>('DELETE FROM messages WHERE list_id = ?');
  const clearExcluded = db.prepare<[number]>('DELETE FROM excluded_rows WHERE list_id = ?');
  const clearReading = db.prepare<[number]>('DELETE FROM follower_readings WHERE list_id = ?');
  const uncount = db.prepare<[number]>('UPDATE send_lists SET lines = 0 WHERE id = ?');
  return {
    addRecipients: atOnce(db, add),
    clearRecipients: atOnce(db, ({ id }: { readonly id: number }) => {
      if (lists.one(id).started_at !== null)
        throw new DeskError('conflict', 'The recipients of a list that has started stay in it.');
      for (const statement of [clear, clearExcluded, clearReading, uncount]) statement.run(id);
    }),
  };
}

/** Reads of recipients and of the rows that are none. */
export function recipientReads(db: Sqlite): {
  readonly recipientPage: (input: {
    readonly id: number;
    readonly index: number;
    readonly limit: number;
    readonly text: string;
  }) => RecipientPage;
  readonly excludedPage: (input: {
    readonly id: number;
    readonly index: number;
    readonly limit: number;
  }) => ExcludedPage;
} {
  const columns = 'id, line, twitter_id AS twitterId, handle, name';
  const found = `(? = '' OR instr(lower(handle), lower(?)) > 0 OR instr(lower(name), lower(?)) > 0 OR twitter_id = ?)`;
  const ids = db
    .prepare<[number, string, string, string, string], number>(
      `SELECT id FROM messages WHERE list_id = ? AND ${found} ORDER BY place`,
    )
    .pluck();
  const rows = db.prepare<[string], RecipientRow>(
    `SELECT ${columns} FROM messages WHERE id IN (SELECT value FROM json_each(?)) ORDER BY place`,
  );
  const excludedIds = db
    .prepare<[number], number>('SELECT id FROM excluded_rows WHERE list_id = ? ORDER BY id')
    .pluck();
  const excluded = db.prepare<[string], ExcludedPage['rows'][number]>(
    `SELECT ${columns}, reason, message FROM excluded_rows WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id`,
  );
  return {
    recipientPage: ({ id, index, limit, text }) => {
      const sought = text.trim().replace(/^@/, '');
      const all = ids.all(id, sought, sought, sought, sought);
      return { index, count: all.length, rows: rows.all(JSON.stringify(all.slice(index, index + limit))) };
    },
    excludedPage: ({ id, index, limit }) => {
      const all = excludedIds.all(id);
      return {
        index,
        count: all.length,
        rows: excluded.all(JSON.stringify(all.slice(index, index + limit))),
      };
    },
  };
}

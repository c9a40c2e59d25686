import type { OpenReading, SendListWrites } from '#main/engine/ports/send-list-store.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { AddedRows } from '#shared/ipc/send-lists.ts';
import { atOnce } from '../file/sqlite.ts';
import type { Sqlite } from '../file/sqlite.ts';
import type { Handlers } from '../threads/handlers.ts';
import { recipientKeeper } from './recipients.ts';
import { storedLists } from './stored-list.ts';

type Writes = Handlers<
  Pick<SendListWrites, 'readFollowers' | 'stopReading' | 'addFollowers' | 'pauseReading'>
>;
type Input<M extends keyof Writes> = Parameters<Writes[M]>[0];

interface StoredReading {
  readonly account_id: number;
  readonly state: string;
  readonly next_token: string | null;
  readonly pages: number;
}

/** Reading the followers of an account into a list, page by page; where it is stands beside what was read. */
export function followerReadings(db: Sqlite): {
  readonly read: { readonly openReadings: () => OpenReading[] };
  readonly write: Writes;
} {
  const lists = storedLists(db);
  const keep = recipientKeeper(db);
  const open = db.prepare<[], OpenReading>(
    `SELECT r.list_id AS listId, r.account_id AS accountId, r.next_token AS nextToken, r.waits_until AS waitsUntil
     FROM follower_readings AS r JOIN networks AS w ON w.id = r.account_id AND w.removed = 0
     JOIN send_lists AS l ON l.id = r.list_id AND l.removed = 0 WHERE r.state = 'reading' ORDER BY r.started_at`,
  );
  const one = db.prepare<[number], StoredReading>(
    'SELECT account_id, state, next_token, pages FROM follower_readings WHERE list_id = ?',
  );
  const account = db
    .prepare<[number], number>(
      `SELECT 1 FROM follower_accounts AS f JOIN networks AS w ON w.id = f.network_id
       WHERE f.network_id = ? AND w.removed = 0`,
    )
    .pluck();
  const begin = db.prepare<[number, number, number]>(
    `INSERT OR REPLACE INTO follower_readings (list_id, account_id, state, started_at) VALUES (?, ?, 'reading', ?)`,
  );
  const goOn = db.prepare<[number]>(
    "UPDATE follower_readings SET state = 'reading', waits_until = NULL, reason = '' WHERE list_id = ?",
  );
  const stop = db.prepare<[number]>(
    "UPDATE follower_readings SET state = 'stopped', waits_until = NULL WHERE list_id = ? AND state = 'reading'",
  );
  const advance = db.prepare<[string | null, number, string, number | null, number]>(
    `UPDATE follower_readings SET next_token = ?, pages = pages + 1, followers = followers + ?, state = ?,
       finished_at = ?, waits_until = NULL, reason = '' WHERE list_id = ?`,
  );
  const pause = db.prepare<[string, string, number | null, number | null, number, number]>(
    `UPDATE follower_readings SET state = ?, reason = ?, waits_until = ?, finished_at = ?,
       next_token = CASE ? WHEN 1 THEN NULL ELSE next_token END
     WHERE list_id = ? AND state = 'reading'`,
  );
  const limited = db.prepare<[number | null, number]>(
    `UPDATE follower_accounts SET resets_at = ? WHERE network_id = (
       SELECT account_id FROM follower_readings WHERE list_id = ?)`,
  );
  const add = ({ listId, token, nextToken, followers, now }: Input<'addFollowers'>): AddedRows => {
    const reading = one.get(listId);
    const expected = reading?.state === 'reading' && reading.next_token === token;
    // The answer of a page that was read twice, or after reading was stopped.
    if (!expected) return { added: 0, excluded: 0 };
    const rows = followers.map((follower, index) => ({ ...follower, line: index + 1 }));
    const added = keep({ id: listId, rows, again: false, passKnown: true });
    const done = nextToken === null;
    advance.run(nextToken, followers.length, done ? 'done' : 'reading', done ? now : null, listId);
    return added;
  };
  return {
    read: { openReadings: () => open.all() },
    write: {
      readFollowers: atOnce(db, ({ listId, accountId, now }: Input<'readFollowers'>) => {
        lists.one(listId);
        if (account.get(accountId) === undefined)
          throw new DeskError('not_found', 'This account is not connected any more.', { field: 'accountId' });
        const reading = one.get(listId);
        if (reading?.state === 'reading')
          throw new DeskError('conflict', 'Followers are being read already.');
        const begun =
          reading !== undefined && reading.account_id === accountId && reading.next_token !== null;
        if (begun) goOn.run(listId);
        else begin.run(listId, accountId, now);
      }),
      stopReading: ({ listId }) => {
        stop.run(listId);
      },
      addFollowers: atOnce(db, add),
      pauseReading: atOnce(db, ({ listId, reason, waitsUntil, startOver, now }: Input<'pauseReading'>) => {
        const over = waitsUntil === null;
        pause.run(
          over ? 'failed' : 'reading',
          reason,
          waitsUntil,
          over ? now : null,
          Number(startOver),
          listId,
        );
        limited.run(waitsUntil, listId);
      }),
    },
  };
}

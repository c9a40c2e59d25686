import { randomUUID } from 'node:crypto';
import type { FollowerAccount, NewFollowerAccount } from '#main/engine/ports/follower-client.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import { atOnce } from '../file/sqlite.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { storedToken } from '../networks/stored-token.ts';

interface AccountRow {
  readonly id: number;
  readonly name: string;
  readonly token: string;
  readonly practice: number;
  readonly created_at: number;
  readonly last_error: string | null;
  readonly base_url: string;
  readonly user_id: string;
  readonly resets_at: number | null;
}

const SELECT = `SELECT n.id, n.name, n.token, n.practice, n.created_at, n.last_error, f.base_url, f.user_id, f.resets_at
  FROM follower_accounts AS f JOIN networks AS n ON n.id = f.network_id`;

/** X accounts whose followers can be listed. */
export function followerAccounts(db: Sqlite): {
  readonly read: { readonly followerAccounts: () => FollowerAccount[] };
  readonly addFollowerAccount: (input: {
    readonly account: NewFollowerAccount;
    readonly now: number;
  }) => FollowerAccount;
} {
  const all = db.prepare<[], AccountRow>(`${SELECT} WHERE n.removed = 0 ORDER BY n.id`);
  const one = db.prepare<[number], AccountRow>(`${SELECT} WHERE n.id = ?`);
  const known = db.prepare<[string, string], { id: number; removed: number }>(
    `SELECT n.id, n.removed FROM follower_accounts AS f JOIN networks AS n ON n.id = f.network_id
     WHERE f.base_url = ? AND f.user_id = ?`,
  );
  const insert = db.prepare<[string, string, string, number, number]>(
    `INSERT INTO networks (key, kind, name, base_url, organisation_id, user_kind, currency, versions, token, practice,
       created_at) VALUES (?, 'followers', ?, '', '', '', '', '{}', ?, ?, ?)`,
  );
  const insertAccount = db.prepare<[number, string, string]>(
    'INSERT INTO follower_accounts (network_id, base_url, user_id) VALUES (?, ?, ?)',
  );
  const revive = db.prepare<[string, string, number]>(
    'UPDATE networks SET removed = 0, name = ?, token = ?, last_error = NULL WHERE id = ?',
  );
  const make = ({
    account,
    now,
  }: {
    readonly account: NewFollowerAccount;
    readonly now: number;
  }): FollowerAccount => {
    const { name, baseUrl, userId, practice } = account;
    const token = JSON.stringify(account.token);
    const same = known.get(baseUrl, userId);
    if (same?.removed === 0) {
      const message = `The followers of ${userId} at ${baseUrl} are connected already.`;
      throw new DeskError('conflict', message, { field: 'userId' });
    }
    if (same) revive.run(name, token, same.id);
    const id =
      same?.id ?? Number(insert.run(randomUUID(), name, token, Number(practice), now).lastInsertRowid);
    if (!same) insertAccount.run(id, baseUrl, userId);
    const made = one.get(id);
    if (!made) throw new DeskError('internal', 'The account was not kept.');
    return recordOf(made);
  };
  return {
    read: { followerAccounts: () => all.all().map(recordOf) },
    addFollowerAccount: atOnce(db, make),
  };
}

function recordOf(row: AccountRow): FollowerAccount {
  return {
    id: row.id,
    kind: 'followers',
    name: row.name,
    baseUrl: row.base_url,
    userId: row.user_id,
    token: storedToken(row.token),
    practice: row.practice === 1,
    createdAt: row.created_at,
    lastError: row.last_error,
    resetsAt: row.resets_at,
  };
}

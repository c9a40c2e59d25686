import { randomUUID } from 'node:crypto';
import type { NewTuneAccount, TuneAccount } from '#main/engine/ports/tune-client.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import { atOnce } from '../file/sqlite.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { storedToken } from './stored-token.ts';

interface AccountRow {
  readonly id: number;
  readonly name: string;
  readonly currency: string;
  readonly token: string;
  readonly practice: number;
  readonly created_at: number;
  readonly base_url: string;
  readonly tune_network_id: string;
  readonly time_zone: string | null;
}

interface Adding {
  readonly account: NewTuneAccount;
  readonly now: number;
}

const SELECT = `SELECT n.id, n.name, n.currency, n.token, n.practice, n.created_at, t.base_url, t.tune_network_id,
    t.time_zone
  FROM tune_accounts AS t JOIN networks AS n ON n.id = t.network_id`;

/** Reads of TUNE networks that are connected. */
export function tuneAccountReads(db: Sqlite): { readonly tuneAccounts: () => TuneAccount[] } {
  const all = db.prepare<[], AccountRow>(`${SELECT} WHERE n.removed = 0 ORDER BY n.id`);
  return { tuneAccounts: () => all.all().map(recordOf) };
}

/** Writes of TUNE networks. The same address and id again revive the network that was removed. */
export function tuneAccountWrites(db: Sqlite): { readonly addTuneAccount: (input: Adding) => TuneAccount } {
  const one = db.prepare<[number], AccountRow>(`${SELECT} WHERE n.id = ?`);
  const known = db.prepare<[string, string], { id: number; removed: number }>(
    `SELECT n.id, n.removed FROM tune_accounts AS t JOIN networks AS n ON n.id = t.network_id
     WHERE t.base_url = ? AND t.tune_network_id = ?`,
  );
  const insert = db.prepare<[string, string, string, string, number, number]>(
    `INSERT INTO networks (key, kind, name, base_url, organisation_id, user_kind, currency, versions, token, practice,
       created_at) VALUES (?, 'tune', ?, '', '', '', ?, '{}', ?, ?, ?)`,
  );
  const insertAccount = db.prepare<[number, string, string, string | null]>(
    'INSERT INTO tune_accounts (network_id, base_url, tune_network_id, time_zone) VALUES (?, ?, ?, ?)',
  );
  const revive = db.prepare<[string, string, string, number]>(
    'UPDATE networks SET removed = 0, name = ?, currency = ?, token = ?, last_error = NULL WHERE id = ?',
  );
  const setZone = db.prepare<[string | null, number]>(
    'UPDATE tune_accounts SET time_zone = ? WHERE network_id = ?',
  );
  const make = ({ account, now }: Adding): number => {
    const { name, baseUrl, networkId, timeZone, currency, practice } = account;
    const token = JSON.stringify(account.token);
    const same = known.get(baseUrl, networkId);
    if (same?.removed === 0) {
      const message = `The TUNE network ${networkId} at ${baseUrl} is connected already.`;
      throw new DeskError('conflict', message, { field: 'networkId' });
    }
    if (same) {
      revive.run(name, currency, token, same.id);
      setZone.run(timeZone, same.id);
      return same.id;
    }
    const made = insert.run(randomUUID(), name, currency, token, Number(practice), now);
    const id = Number(made.lastInsertRowid);
    insertAccount.run(id, baseUrl, networkId, timeZone);
    return id;
  };
  return {
    addTuneAccount: atOnce(db, (input: Adding) => {
      const id = make(input);
      const row = one.get(id);
      if (!row) throw new DeskError('not_found', `There is no TUNE network with the id ${id}.`);
      return recordOf(row);
    }),
  };
}

function recordOf(row: AccountRow): TuneAccount {
  return {
    id: row.id,
    kind: 'tune',
    name: row.name,
    baseUrl: row.base_url,
    networkId: row.tune_network_id,
    timeZone: row.time_zone,
    currency: row.currency,
    token: storedToken(row.token),
    practice: row.practice === 1,
    createdAt: row.created_at,
  };
}

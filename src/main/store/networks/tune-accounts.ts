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
  readonly calls_network_id: number | null;
  readonly last_success_at: number | null;
  readonly last_error: string | null;
}

interface Adding {
  readonly account: NewTuneAccount;
  readonly now: number;
}

interface Changing {
  readonly id: number;
  readonly change: Omit<NewTuneAccount, 'token' | 'practice'>;
}

/** Whose calls a network counts of which nobody said whose: those of the only Invoca account there is. */
const ONLY_ACCOUNT =
  "(SELECT iif(count(*) = 1, min(id), NULL) FROM networks WHERE kind = 'invoca' AND removed = 0)";

const SELECT = `SELECT n.id, n.name, n.currency, n.token, n.practice, n.created_at, n.last_success_at, n.last_error,
    t.base_url, t.tune_network_id, t.time_zone, coalesce(t.calls_network_id, ${ONLY_ACCOUNT}) AS calls_network_id
  FROM tune_accounts AS t JOIN networks AS n ON n.id = t.network_id`;

/** Reads of TUNE networks that are connected. */
export function tuneAccountReads(db: Sqlite): { readonly tuneAccounts: () => TuneAccount[] } {
  const all = db.prepare<[], AccountRow>(`${SELECT} WHERE n.removed = 0 ORDER BY n.id`);
  return { tuneAccounts: () => all.all().map(recordOf) };
}

/** Writes of TUNE networks. The same address and id again revive the network that was removed. */
export function tuneAccountWrites(db: Sqlite): {
  readonly addTuneAccount: (input: Adding) => TuneAccount;
  readonly changeTuneAccount: (input: Changing) => TuneAccount;
} {
  const one = db.prepare<[number], AccountRow>(`${SELECT} WHERE n.id = ?`);
  const known = db.prepare<[string, string], { id: number; removed: number }>(
    `SELECT n.id, n.removed FROM tune_accounts AS t JOIN networks AS n ON n.id = t.network_id
     WHERE t.base_url = ? AND t.tune_network_id = ?`,
  );
  const insert = db.prepare<[string, string, string, string, number, number]>(
    `INSERT INTO networks (key, kind, name, base_url, organisation_id, user_kind, currency, versions, token, practice,
       created_at) VALUES (?, 'tune', ?, '', '', '', ?, '{}', ?, ?, ?)`,
  );
  const insertAccount = db.prepare<[number, string, string]>(
    'INSERT INTO tune_accounts (network_id, base_url, tune_network_id) VALUES (?, ?, ?)',
  );
  const revive = db.prepare<[string, string, string, number]>(
    'UPDATE networks SET removed = 0, name = ?, currency = ?, token = ?, last_error = NULL WHERE id = ?',
  );
  const place = db.prepare<[string | null, number | null, number]>(
    'UPDATE tune_accounts SET time_zone = ?, calls_network_id = ? WHERE network_id = ?',
  );
  const rename = db.prepare<[string, string, number]>(
    'UPDATE networks SET name = ?, currency = ?, last_error = NULL WHERE id = ? AND removed = 0',
  );
  const move = db.prepare<[string, string, number]>(
    'UPDATE tune_accounts SET base_url = ?, tune_network_id = ? WHERE network_id = ?',
  );
  const liftHolds = db.prepare<[number]>('DELETE FROM job_holds WHERE network_id = ?');
  const forgetRead = db.prepare<[number]>(
    `UPDATE tune_accounts SET read_at = NULL, read_from = NULL, zone = '', writes_since = NULL, offers = 0,
       partners = 0, goals = 0, differences = 0, unmatched = 0 WHERE network_id = ?`,
  );
  const forgetRows = ['tune_postbacks', 'tune_conversions', 'tune_records'].map((table) =>
    db.prepare<[number]>(`DELETE FROM ${table} WHERE network_id = ?`),
  );
  const make = ({ account, now }: Adding): number => {
    const { name, baseUrl, networkId, timeZone, currency, practice, callsNetworkId = null } = account;
    const token = JSON.stringify(account.token);
    const same = known.get(baseUrl, networkId);
    if (same?.removed === 0) throw connectedAlready(account);
    if (same) {
      revive.run(name, currency, token, same.id);
      place.run(timeZone, callsNetworkId, same.id);
      return same.id;
    }
    const made = insert.run(randomUUID(), name, currency, token, Number(practice), now);
    const id = Number(made.lastInsertRowid);
    insertAccount.run(id, baseUrl, networkId);
    place.run(timeZone, callsNetworkId, id);
    return id;
  };
  const found = (id: number): TuneAccount => {
    const row = one.get(id);
    if (!row) throw new DeskError('not_found', `There is no TUNE network with the id ${id}.`);
    return recordOf(row);
  };
  return {
    addTuneAccount: atOnce(db, (input: Adding) => found(make(input))),
    changeTuneAccount: atOnce(db, ({ id, change }: Changing) => {
      const before = found(id);
      const { name, baseUrl, networkId, timeZone, currency, callsNetworkId = null } = change;
      const same = known.get(baseUrl, networkId);
      if (same && same.id !== id) throw connectedAlready(change);
      if (rename.run(name, currency, id).changes === 0) {
        throw new DeskError('not_found', 'This network is not connected any more.');
      }
      move.run(baseUrl, networkId, id);
      place.run(timeZone, callsNetworkId, id);
      if (networkId !== before.networkId) {
        forgetRead.run(id);
        for (const table of forgetRows) table.run(id);
      }
      liftHolds.run(id);
      return found(id);
    }),
  };
}

function connectedAlready({ networkId, baseUrl }: Pick<NewTuneAccount, 'networkId' | 'baseUrl'>): DeskError {
  const message = `The TUNE network ${networkId} at ${baseUrl} is connected already.`;
  return new DeskError('conflict', message, { field: 'networkId' });
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
    callsNetworkId: row.calls_network_id,
    token: storedToken(row.token),
    practice: row.practice === 1,
    createdAt: row.created_at,
    lastSuccessAt: row.last_success_at,
    lastError: row.last_error,
  };
}

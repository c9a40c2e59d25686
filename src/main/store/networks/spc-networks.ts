import { randomUUID } from 'node:crypto';
import type { NewSpcNetwork, SpcNetwork } from '#main/engine/ports/network-record.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import { atOnce } from '../file/sqlite.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { storedToken } from './stored-token.ts';

interface SpcRow {
  readonly id: number;
  readonly name: string;
  readonly endpoint: string;
  readonly api_user: string;
  readonly customer_id: string;
  readonly namespace: string;
  readonly authentication: SpcNetwork['authentication'];
  readonly extensions: number;
  readonly token: string;
  readonly practice: number;
  readonly created_at: number;
  readonly last_success_at: number | null;
  readonly last_error: string | null;
  readonly clock_difference_ms: number | null;
}

type SpcChange = Omit<NewSpcNetwork, 'kind' | 'token' | 'practice'>;
type Account = readonly [string, string, string, string, string, number];

const SELECT = `SELECT n.id, n.name, n.token, n.practice, n.created_at, n.last_success_at, n.last_error, s.endpoint,
    s.api_user, s.customer_id, s.namespace, s.authentication, s.extensions, s.clock_difference_ms
  FROM spc_accounts AS s JOIN networks AS n ON n.id = s.network_id`;

/** Reads of SPC accounts. A removed account is not listed, but its numbers still name it. */
export function spcNetworkReads(db: Sqlite): {
  readonly spcNetworks: () => SpcNetwork[];
  /** The account with this id, removed or not. @throws DeskError not_found */
  readonly spcNetwork: (id: number) => SpcNetwork;
} {
  const all = db.prepare<[], SpcRow>(`${SELECT} WHERE n.removed = 0 ORDER BY n.id`);
  const one = db.prepare<[number], SpcRow>(`${SELECT} WHERE n.id = ?`);
  return {
    spcNetworks: () => all.all().map(recordOf),
    spcNetwork: (id) => {
      const row = one.get(id);
      if (!row) throw new DeskError('not_found', `There is no SPC account with the id ${id}.`);
      return recordOf(row);
    },
  };
}

/** Writes of SPC accounts. The same endpoint, user and customer again revives the account that was removed. */
export function spcNetworkWrites(db: Sqlite): {
  readonly addSpcNetwork: (input: { readonly network: NewSpcNetwork; readonly now: number }) => SpcNetwork;
  readonly changeSpcNetwork: (input: { readonly id: number; readonly change: SpcChange }) => SpcNetwork;
} {
  const { spcNetwork } = spcNetworkReads(db);
  const known = db.prepare<[string, string, string], { id: number; removed: number }>(
    `SELECT n.id, n.removed FROM spc_accounts AS s JOIN networks AS n ON n.id = s.network_id
     WHERE s.endpoint = ? AND s.api_user = ? AND s.customer_id = ?`,
  );
  const insert = db.prepare<[string, string, string, number, number]>(
    `INSERT INTO networks (key, kind, name, base_url, organisation_id, user_kind, currency, versions, token, practice,
       created_at) VALUES (?, 'spc', ?, '', '', '', '', '{}', ?, ?, ?)`,
  );
  const insertAccount = db.prepare<[number, ...Account]>(
    `INSERT INTO spc_accounts (network_id, endpoint, api_user, customer_id, namespace, authentication, extensions)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const revive = db.prepare<[string, string, number]>(
    'UPDATE networks SET removed = 0, name = ?, token = ?, last_error = NULL WHERE id = ?',
  );
  const rename = db.prepare<[string, number]>('UPDATE networks SET name = ? WHERE id = ?');
  const change = db.prepare<[...Account, number]>(
    `UPDATE spc_accounts SET endpoint = ?, api_user = ?, customer_id = ?, namespace = ?, authentication = ?,
       extensions = ?, clock_difference_ms = NULL WHERE network_id = ?`,
  );
  const liftHolds = db.prepare<[number]>('DELETE FROM job_holds WHERE network_id = ?');

  const sameAs = (draft: SpcChange) => known.get(draft.endpoint, draft.apiUser, draft.customerId);
  const refuse = (draft: SpcChange): never => {
    const message = `${draft.apiUser} at ${draft.endpoint} is connected already.`;
    throw new DeskError('conflict', message, { field: 'apiUser' });
  };
  const make = ({ network, now }: { readonly network: NewSpcNetwork; readonly now: number }): number => {
    const token = JSON.stringify(network.token);
    const same = sameAs(network);
    if (same?.removed === 0) refuse(network);
    if (same) {
      revive.run(network.name, token, same.id);
      change.run(...accountOf(network), same.id);
      return same.id;
    }
    const made = insert.run(randomUUID(), network.name, token, Number(network.practice), now);
    const id = Number(made.lastInsertRowid);
    insertAccount.run(id, ...accountOf(network));
    return id;
  };

  return {
    addSpcNetwork: atOnce(db, (input: Parameters<typeof make>[0]) => spcNetwork(make(input))),
    changeSpcNetwork: atOnce(db, (input: { readonly id: number; readonly change: SpcChange }) => {
      spcNetwork(input.id);
      const same = sameAs(input.change);
      if (same && same.id !== input.id) refuse(input.change);
      rename.run(input.change.name, input.id);
      change.run(...accountOf(input.change), input.id);
      liftHolds.run(input.id);
      return spcNetwork(input.id);
    }),
  };
}

function accountOf(draft: SpcChange): Account {
  const { endpoint, apiUser, customerId, namespace, authentication, extensions } = draft;
  return [endpoint, apiUser, customerId, namespace, authentication, Number(extensions)];
}

function recordOf(row: SpcRow): SpcNetwork {
  return {
    id: row.id,
    kind: 'spc',
    name: row.name,
    endpoint: row.endpoint,
    apiUser: row.api_user,
    customerId: row.customer_id,
    namespace: row.namespace,
    authentication: row.authentication,
    extensions: row.extensions === 1,
    token: storedToken(row.token),
    practice: row.practice === 1,
    createdAt: row.created_at,
    lastSuccessAt: row.last_success_at,
    lastError: row.last_error,
    clockDifferenceMs: row.clock_difference_ms,
  };
}

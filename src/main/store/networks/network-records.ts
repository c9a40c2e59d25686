import { randomUUID } from 'node:crypto';
import type {
  NetworkChange,
  NetworkRecord,
  NewNetwork,
  TokenReference,
} from '#main/engine/ports/network-record.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import { invocaVersions } from '#shared/ipc/networks.ts';
import type { InvocaUser } from '#shared/ipc/networks.ts';
import { DEFAULT_STATUS_MAP } from '#shared/domain/status.ts';
import type { ConversionStatus, StatusMap } from '#shared/domain/status.ts';
import { atOnce } from '../file/sqlite.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { storedToken } from './stored-token.ts';

interface NetworkRow {
  readonly id: number;
  readonly kind: 'invoca';
  readonly name: string;
  readonly base_url: string;
  readonly organisation_id: string;
  readonly user_kind: InvocaUser;
  readonly currency: string;
  readonly versions: string;
  readonly token: string;
  readonly practice: number;
  readonly created_at: number;
  readonly cursor: string;
  readonly last_success_at: number | null;
  readonly last_error: string | null;
  readonly catalogue_at: number | null;
  readonly transactions: number;
}

/** Reads of networks. A removed network is not listed, but its calls still name it. */
export function networkReads(db: Sqlite): {
  readonly networks: () => NetworkRecord[];
  /** The network with this id, removed or not. @throws DeskError not_found */
  readonly network: (id: number) => NetworkRecord;
} {
  const all = db.prepare<[], NetworkRow>(
    "SELECT * FROM networks WHERE kind = 'invoca' AND removed = 0 ORDER BY id",
  );
  const one = db.prepare<[number], NetworkRow>("SELECT * FROM networks WHERE kind = 'invoca' AND id = ?");
  return {
    networks: () => all.all().map(recordOf),
    network: (id) => {
      const row = one.get(id);
      if (!row) throw new DeskError('not_found', `There is no network with the id ${id}.`);
      return recordOf(row);
    },
  };
}

interface SyncRun {
  readonly networkId: number;
  readonly at: number;
  readonly error: string | null;
}

/** Writes of networks, each its own transaction. */
export function networkWrites(db: Sqlite): {
  readonly addNetwork: (input: { readonly network: NewNetwork; readonly now: number }) => NetworkRecord;
  readonly changeNetwork: (input: NetworkChange) => void;
  readonly setNetworkToken: (input: { readonly id: number; readonly token: TokenReference }) => void;
  readonly removeNetwork: (input: { readonly id: number }) => void;
  readonly recordSync: (input: SyncRun) => void;
} {
  const { network } = networkReads(db);
  const known = db.prepare<[string, string, string], { id: number; removed: number }>(
    "SELECT id, removed FROM networks WHERE kind = 'invoca' AND base_url = ? AND organisation_id = ? AND user_kind = ? ORDER BY id DESC",
  );
  const insert = db.prepare<
    [string, string, string, string, string, string, string, string, string, number, number]
  >(
    `INSERT INTO networks (key, kind, name, base_url, organisation_id, user_kind, currency, versions, token, practice, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const revive = db.prepare<[string, string, string, number]>(
    'UPDATE networks SET removed = 0, name = ?, versions = ?, token = ?, last_error = NULL WHERE id = ?',
  );
  const setToken = db.prepare<[string, number]>('UPDATE networks SET token = ? WHERE id = ?');
  const liftHold = db.prepare<[number]>("DELETE FROM job_holds WHERE network_id = ? AND wait = 'account'");
  const place = db.prepare<[string, string, string, string, number]>(
    'UPDATE networks SET name = ?, base_url = ?, organisation_id = ?, token = ?, last_error = NULL WHERE id = ? AND removed = 0',
  );
  const readAnew = db.prepare<[number]>("UPDATE networks SET cursor = '', catalogue_at = NULL WHERE id = ?");
  const remove = db.prepare<[string, number]>(
    'UPDATE networks SET removed = 1, token = ? WHERE id = ? AND removed = 0',
  );
  const addRun = db.prepare<[number, number, string | null]>(
    'INSERT INTO sync_runs (network_id, at, error) VALUES (?, ?, ?)',
  );
  const succeeded = db.prepare<[number, number]>(
    'UPDATE networks SET last_success_at = ?, last_error = NULL WHERE id = ?',
  );
  const failed = db.prepare<[string, number]>('UPDATE networks SET last_error = ? WHERE id = ?');
  const forgetRuns = db.prepare<[number]>('DELETE FROM sync_runs WHERE id <= ? - 2000');

  const add = db.transaction((draft: NewNetwork, now: number): number => {
    const same = known.get(draft.baseUrl, draft.organisationId, draft.user);
    const versions = JSON.stringify(draft.versions);
    const token = JSON.stringify(draft.token);
    if (same?.removed === 0) {
      const message = `Network ${draft.organisationId} at ${draft.baseUrl} is connected already.`;
      throw new DeskError('conflict', message, { field: 'organisationId' });
    }
    if (same) {
      revive.run(draft.name, versions, token, same.id);
      return same.id;
    }
    const { kind, name, baseUrl, organisationId, user, currency, practice } = draft;
    const made = insert.run(
      randomUUID(),
      kind,
      name,
      baseUrl,
      organisationId,
      user,
      currency,
      versions,
      token,
      Number(practice),
      now,
    );
    return Number(made.lastInsertRowid);
  });

  return {
    addNetwork: (input) => network(add.immediate(input.network, input.now)),
    changeNetwork: atOnce(db, ({ id, name, baseUrl, organisationId, token }: NetworkChange) => {
      const before = network(id);
      const same = known.get(baseUrl, organisationId, before.user);
      if (same && same.id !== id) {
        const message =
          same.removed === 0
            ? `Network ${organisationId} at ${baseUrl} is connected already.`
            : `Network ${organisationId} at ${baseUrl} was connected before and removed. Connect it again instead, so that it goes on where it stopped.`;
        throw new DeskError('conflict', message, { field: 'organisationId' });
      }
      if (place.run(name, baseUrl, organisationId, JSON.stringify(token), id).changes === 0) {
        throw new DeskError('not_found', `There is no network with the id ${id}.`);
      }
      if (organisationId !== before.organisationId) readAnew.run(id);
      liftHold.run(id);
    }),
    setNetworkToken: atOnce(db, ({ id, token }: { readonly id: number; readonly token: TokenReference }) => {
      if (setToken.run(JSON.stringify(token), id).changes === 0) {
        throw new DeskError('not_found', `There is no network with the id ${id}.`);
      }
      liftHold.run(id);
    }),
    removeNetwork: ({ id }) => {
      const forgotten: TokenReference = { keeping: 'session' };
      if (remove.run(JSON.stringify(forgotten), id).changes === 0) {
        throw new DeskError('not_found', `There is no network with the id ${id}.`);
      }
    },
    recordSync: atOnce(db, ({ networkId, at, error }: SyncRun) => {
      const run = addRun.run(networkId, at, error);
      forgetRuns.run(Number(run.lastInsertRowid));
      if (error === null) succeeded.run(at, networkId);
      else failed.run(error, networkId);
    }),
  };
}

/** Reads the status maps of networks: the default, with what a network has of its own (design.md rule 1). */
export function statusMaps(db: Sqlite): (networkId: number) => StatusMap {
  const overrides = db.prepare<[number], { result: string; status: ConversionStatus }>(
    'SELECT result, status FROM status_maps WHERE network_id = ?',
  );
  return (networkId) => {
    const own = overrides.all(networkId).map(({ result, status }) => [result, status] as const);
    return own.length === 0 ? DEFAULT_STATUS_MAP : { ...DEFAULT_STATUS_MAP, ...Object.fromEntries(own) };
  };
}

function recordOf(row: NetworkRow): NetworkRecord {
  const versions = invocaVersions.parse(JSON.parse(row.versions));
  const token = storedToken(row.token);
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    baseUrl: row.base_url,
    organisationId: row.organisation_id,
    user: row.user_kind,
    currency: row.currency,
    versions,
    token,
    practice: row.practice === 1,
    createdAt: row.created_at,
    cursor: row.cursor,
    lastSuccessAt: row.last_success_at,
    lastError: row.last_error,
    catalogueAt: row.catalogue_at,
    transactions: row.transactions,
  };
}

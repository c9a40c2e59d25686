import { z } from 'zod';
import type {
  Arrival,
  KeptFile,
  ReconcileReads,
  ReconcileWrites,
  RememberedMapping,
} from '#main/engine/ports/reconcile-store.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import { fileMapping, fileRole } from '#shared/ipc/reconcile.ts';
import { atOnce } from '../file/sqlite.ts';
import type { Sqlite } from '../file/sqlite.ts';
import type { InstantHandlers } from '../threads/handlers.ts';

type FileReads = Pick<
  ReconcileReads,
  'reconcileFile' | 'reconcileMappings' | 'reconcileFolder' | 'reconcileArrivals' | 'arrivalOf'
>;
type FileWrites = Pick<
  ReconcileWrites,
  'keepReconcileFile' | 'rememberReconcileMapping' | 'setReconcileFolder' | 'noteArrival' | 'ignoreArrival'
>;

interface StoredArrival {
  readonly id: number;
  readonly digest: string;
  readonly name: string;
  readonly size: number;
  readonly seen_at: number;
  readonly state: Arrival['state'];
  readonly reason: string;
  readonly run_id: number | null;
}

const storedHead = z.array(z.string());

/** Reads of files kept, how they are read, and the watched folder. */
export function fileReads(db: Sqlite): InstantHandlers<FileReads> {
  const file = db.prepare<[string], Omit<KeptFile, 'modifiedAt'> & { modified_at: number }>(
    'SELECT digest, name, size, modified_at, bytes FROM reconcile_files WHERE digest = ?',
  );
  const mappings = db.prepare<
    [string],
    {
      head: string;
      stem: string;
      role: string;
      network_id: number | null;
      partner_id: string;
      mapping: string;
    }
  >(
    `SELECT head, stem, role, network_id, partner_id, mapping FROM reconcile_mappings WHERE head = ?
     ORDER BY updated_at DESC, id DESC`,
  );
  const folder = db.prepare<[], { path: string; since: number }>('SELECT path, since FROM reconcile_folder');
  const arrivals = db.prepare<[number], StoredArrival>(
    'SELECT * FROM reconcile_arrivals ORDER BY seen_at DESC, id DESC LIMIT ?',
  );
  const arrival = db.prepare<[string], StoredArrival>('SELECT * FROM reconcile_arrivals WHERE digest = ?');
  return {
    reconcileFile: ({ digest }) => {
      const found = file.get(digest);
      if (!found) return null;
      const { name, size, modified_at: modifiedAt, bytes } = found;
      return { digest, name, size, modifiedAt, bytes: new Uint8Array(bytes) };
    },
    reconcileMappings: ({ head }) =>
      mappings.all(JSON.stringify(head)).map((found): RememberedMapping => ({
        head: storedHead.parse(JSON.parse(found.head)),
        stem: found.stem,
        role: fileRole.parse(found.role),
        networkId: found.network_id,
        partnerId: found.partner_id,
        mapping: fileMapping.parse(JSON.parse(found.mapping)),
      })),
    reconcileFolder: () => folder.get() ?? null,
    reconcileArrivals: ({ limit }) => arrivals.all(limit).map(arrivalFrom),
    arrivalOf: ({ digest }) => {
      const found = arrival.get(digest);
      return found ? arrivalFrom(found) : null;
    },
  };
}

/** Writes of files kept, how they are read, and the watched folder. */
export function fileWrites(db: Sqlite): InstantHandlers<FileWrites> {
  const keep = db.prepare<[string, string, number, number, number, Uint8Array]>(
    `INSERT INTO reconcile_files (digest, name, size, modified_at, received_at, bytes) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (digest) DO UPDATE SET name = excluded.name, modified_at = excluded.modified_at`,
  );
  const remember = db.prepare<[string, string, string, number | null, string, string, number]>(
    `INSERT INTO reconcile_mappings (head, stem, role, network_id, partner_id, mapping, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (head, role, partner_id) DO UPDATE SET stem = excluded.stem, network_id = excluded.network_id,
       mapping = excluded.mapping, updated_at = excluded.updated_at`,
  );
  const note = db.prepare<[string, string, number, number, string, string, number | null]>(
    `INSERT INTO reconcile_arrivals (digest, name, size, seen_at, state, reason, run_id) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (digest) DO UPDATE SET size = excluded.size, state = excluded.state, reason = excluded.reason,
       run_id = excluded.run_id`,
  );
  const ignore = db.prepare<[number]>(
    "UPDATE reconcile_arrivals SET state = 'ignored' WHERE id = ? AND state IN ('waiting', 'failed')",
  );
  return {
    keepReconcileFile: ({ file, now }) => {
      keep.run(file.digest, file.name, file.size, file.modifiedAt, now, file.bytes);
    },
    rememberReconcileMapping: ({ mapping: { head, stem, role, networkId, partnerId, mapping }, now }) => {
      remember.run(JSON.stringify(head), stem, role, networkId, partnerId, JSON.stringify(mapping), now);
    },
    setReconcileFolder: atOnce(db, ({ path, now }) => {
      db.exec('DELETE FROM reconcile_folder');
      if (path === null) return;
      db.prepare<[string, number]>('INSERT INTO reconcile_folder (one, path, since) VALUES (1, ?, ?)').run(
        path,
        now,
      );
    }),
    noteArrival: ({ digest, name, size, state, reason, runId, now }) => {
      note.run(digest, name, size, now, state, reason, runId);
    },
    ignoreArrival: ({ id }) => {
      if (ignore.run(id).changes === 0)
        throw new DeskError('not_found', 'This file waits for nobody any more.');
    },
  };
}

function arrivalFrom({ seen_at: seenAt, run_id: runId, ...rest }: StoredArrival): Arrival {
  return { ...rest, seenAt, runId };
}

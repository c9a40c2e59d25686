import type { KeptKey, SiteRecord, VisitWrites } from '#main/engine/ports/visit-store.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { SiteView } from '#shared/ipc/visits.ts';
import { z } from 'zod';
import type { Sqlite } from '../file/sqlite.ts';

interface StoredSite extends Omit<SiteRecord, 'origins' | 'releaseAtEnd'> {
  readonly origins: string;
  readonly releaseAtEnd: number;
}

const origins = z.array(z.string());

const SELECT = `SELECT s.id, s.name, s.network_id AS networkId, w.name AS networkName, s.campaign_id AS campaignId,
    s.ttl_seconds AS ttlSeconds, s.origins, s.fallback, s.release_at_end AS releaseAtEnd, s.key_hash AS keyHash,
    s.key_hint AS keyHint, s.key_made_at AS keyMadeAt,
    (SELECT count(*) FROM visits AS v WHERE v.site_id = s.id) AS visits
  FROM visit_sites AS s JOIN networks AS w ON w.id = s.network_id WHERE s.removed = 0`;

/** Registered sites, by name. */
export function siteList(db: Sqlite): () => readonly SiteRecord[] {
  const all = db.prepare<[], StoredSite>(`${SELECT} ORDER BY s.name COLLATE NOCASE, s.id`);
  return () => all.all().map((row) => ({ ...viewOf(row), keyHash: row.keyHash }));
}

/** Registering sites; each within the caller's transaction. */
export interface SiteRecords {
  readonly save: (input: Parameters<VisitWrites['saveSite']>[0]) => SiteView;
  readonly setKey: (input: { readonly id: number; readonly key: KeptKey; readonly now: number }) => SiteView;
  readonly remove: (input: { readonly id: number }) => void;
}

export function siteRecords(db: Sqlite): SiteRecords {
  const one = db.prepare<[number], StoredSite>(`${SELECT} AND s.id = ?`);
  const account = db
    .prepare<[number], number>(
      'SELECT 1 FROM spc_accounts AS s JOIN networks AS w ON w.id = s.network_id WHERE w.id = ? AND w.removed = 0',
    )
    .pluck();
  const named = db
    .prepare<[string, number], number>(
      'SELECT 1 FROM visit_sites WHERE removed = 0 AND name = ? COLLATE NOCASE AND id <> ?',
    )
    .pluck();
  const insert = db.prepare<
    [string, string, number, string, number | null, string, string, number, string, string, number, number]
  >(
    `INSERT INTO visit_sites (reference, name, network_id, campaign_id, ttl_seconds, origins, fallback, release_at_end,
       key_hash, key_hint, key_made_at, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const update = db.prepare<[string, number, string, number | null, string, string, number, number]>(
    `UPDATE visit_sites SET name = ?, network_id = ?, campaign_id = ?, ttl_seconds = ?, origins = ?, fallback = ?,
       release_at_end = ? WHERE id = ? AND removed = 0`,
  );
  const rotate = db.prepare<[string, string, number, number]>(
    'UPDATE visit_sites SET key_hash = ?, key_hint = ?, key_made_at = ? WHERE id = ? AND removed = 0',
  );
  // The hash goes too: a removed site's key proves nothing.
  const remove = db.prepare<[number]>(
    "UPDATE visit_sites SET removed = 1, key_hash = '' WHERE id = ? AND removed = 0",
  );

  const found = (id: number): SiteView => {
    const row = one.get(id);
    if (!row) throw new DeskError('not_found', `There is no site with the id ${id}.`);
    return viewOf(row);
  };
  return {
    save: ({ draft, fresh, now }) => {
      if (account.get(draft.networkId) === undefined) {
        throw new DeskError('not_found', 'This SPC account is not connected.', { field: 'networkId' });
      }
      if (named.get(draft.name, draft.id ?? 0) !== undefined) {
        throw new DeskError('conflict', `There is a site named “${draft.name}” already.`, { field: 'name' });
      }
      const { name, networkId, campaignId, ttlSeconds, fallback } = draft;
      const list = JSON.stringify([...new Set(draft.origins)]);
      const release = Number(draft.releaseAtEnd);
      if (draft.id !== null) {
        update.run(name, networkId, campaignId, ttlSeconds, list, fallback, release, draft.id);
        return found(draft.id);
      }
      if (!fresh) throw new DeskError('internal', 'A new site has no key.');
      const made = insert.run(
        fresh.reference,
        name,
        networkId,
        campaignId,
        ttlSeconds,
        list,
        fallback,
        release,
        fresh.keyHash,
        fresh.keyHint,
        now,
        now,
      );
      return found(Number(made.lastInsertRowid));
    },
    setKey: ({ id, key, now }) => {
      rotate.run(key.keyHash, key.keyHint, now, id);
      return found(id);
    },
    remove: ({ id }) => {
      found(id);
      remove.run(id);
    },
  };
}

/** A site as the window may see it: without what is kept of its key. */
function viewOf(row: StoredSite): SiteView {
  const { id, name, networkId, networkName, campaignId, ttlSeconds, fallback, keyHint, keyMadeAt, visits } =
    row;
  return {
    id,
    name,
    networkId,
    networkName,
    campaignId,
    ttlSeconds,
    origins: origins.parse(JSON.parse(row.origins)),
    fallback,
    releaseAtEnd: row.releaseAtEnd === 1,
    keyHint,
    keyMadeAt,
    visits,
  };
}

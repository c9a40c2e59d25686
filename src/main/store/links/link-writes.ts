import type { LinkWrites } from '#main/engine/ports/link-store.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { LinkDraft } from '#shared/ipc/links.ts';
import { atOnce } from '../file/sqlite.ts';
import type { Sqlite } from '../file/sqlite.ts';
import type { InstantHandlers } from '../threads/handlers.ts';
import { linkRowOf, SELECT_LINKS } from './link-rows.ts';
import type { StoredLink } from './link-rows.ts';
import type { LinkSubIds } from './link-sub-ids.ts';

type Values = [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  number,
  number,
];

/** Writes of links. Calls that arrive from now on are told by them; earlier calls keep what they were told. */
export function linkWrites(
  db: Sqlite,
  subIds: LinkSubIds,
): InstantHandlers<
  Pick<
    LinkWrites,
    'saveLink' | 'registerLinks' | 'removeLink' | 'removeLinkBatch' | 'restoreLink' | 'watchLink'
  >
> {
  const insert = db.prepare<Values>(
    `INSERT INTO links (base, offer_id, partner_id, number, aff_sub2, aff_sub3, aff_sub4, aff_sub5, source, note, link,
       created_at, batch_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const one = db.prepare<[number | bigint], StoredLink>(`${SELECT_LINKS} WHERE k.id = ?`);
  const remove = db.prepare<[number, number]>(
    'UPDATE links SET removed_at = ?, next_check_at = NULL WHERE id = ? AND removed_at IS NULL',
  );
  const removeBatch = db.prepare<[number, number]>(
    'UPDATE links SET removed_at = ?, next_check_at = NULL WHERE batch_id = ? AND removed_at IS NULL',
  );
  const restore = db.prepare<[number, number]>(
    `UPDATE links SET removed_at = NULL, next_check_at = CASE WHEN state = 'published' AND watched = 1 THEN ? END
     WHERE id = ? AND removed_at IS NOT NULL`,
  );
  const watch = db.prepare<[number, number, number, number]>(
    `UPDATE links SET watched = ?, next_check_at = CASE WHEN state = 'published' AND ? = 1 THEN ? END
     WHERE id = ? AND removed_at IS NULL`,
  );
  const lastBatch = db.prepare<[], number>('SELECT coalesce(max(batch_id), 0) FROM links').pluck();

  const put = (draft: LinkDraft, link: string, now: number, batchId: number): number | bigint => {
    const { base, offerId, partnerId, number, note } = draft;
    const { aff_sub2, aff_sub3, aff_sub4, aff_sub5, source } = draft.subIds;
    const values = [aff_sub2, aff_sub3, aff_sub4, aff_sub5, source] as const;
    return insert.run(base, offerId, partnerId, number, ...values, note, link, now, batchId).lastInsertRowid;
  };
  const found = (changes: number, id: number): void => {
    if (changes === 0) throw new DeskError('not_found', `There is no link with the id ${id}.`);
    subIds.forget();
  };
  return {
    saveLink: ({ draft, link, now }) => {
      const row = one.get(put(draft, link, now, 0));
      subIds.forget();
      if (!row) throw new DeskError('internal', 'The link was not kept.');
      return linkRowOf(row);
    },
    registerLinks: atOnce(db, ({ batchId: given, links, now }) => {
      const batchId = given ?? (lastBatch.get() ?? 0) + 1;
      for (const { draft, link } of links) put(draft, link, now, batchId);
      subIds.forget();
      return { batchId, links: links.length };
    }),
    removeLink: ({ id, now }) => found(remove.run(now, id).changes, id),
    removeLinkBatch: ({ batchId, now }) => {
      const { changes } = removeBatch.run(now, batchId);
      subIds.forget();
      return { links: changes };
    },
    restoreLink: ({ id, now }) => found(restore.run(now, id).changes, id),
    watchLink: ({ id, watched, now }) => {
      const on = watched ? 1 : 0;
      found(watch.run(on, on, now, id).changes, id);
    },
  };
}

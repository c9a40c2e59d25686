import type { LinkWrites } from '#main/engine/ports/link-store.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import { atOnce } from '../file/sqlite.ts';
import type { Sqlite } from '../file/sqlite.ts';
import type { InstantHandlers } from '../threads/handlers.ts';

/** Writes of where links are used: a link is published while it stands anywhere, and followed again from then on. */
export function linkPlaceWrites(
  db: Sqlite,
): InstantHandlers<Pick<LinkWrites, 'saveLinkPlace' | 'removeLinkPlace'>> {
  const link = db
    .prepare<[number], number>('SELECT id FROM links WHERE id = ? AND removed_at IS NULL')
    .pluck();
  const insert = db.prepare<[number, string, string, number | null, number | null]>(
    'INSERT INTO link_places (link_id, place, url, published_at, ended_at) VALUES (?, ?, ?, ?, ?)',
  );
  const update = db.prepare<[string, string, number | null, number | null, number, number]>(
    'UPDATE link_places SET place = ?, url = ?, published_at = ?, ended_at = ? WHERE id = ? AND link_id = ?',
  );
  const linkOf = db.prepare<[number], number>('SELECT link_id FROM link_places WHERE id = ?').pluck();
  const remove = db.prepare<[number]>('DELETE FROM link_places WHERE id = ?');
  const settle = db.prepare<{ id: number; now: number }>(
    `UPDATE links SET (state, next_check_at) = (
       SELECT state, CASE WHEN state = 'published' AND links.watched = 1 THEN coalesce(links.next_check_at, @now) END
       FROM (SELECT CASE
           WHEN EXISTS (SELECT 1 FROM link_places AS l WHERE l.link_id = @id AND l.published_at IS NOT NULL
             AND l.ended_at IS NULL) THEN 'published'
           WHEN EXISTS (SELECT 1 FROM link_places AS l WHERE l.link_id = @id AND l.ended_at IS NOT NULL) THEN 'ended'
           ELSE 'draft' END AS state))
     WHERE id = @id`,
  );
  return {
    saveLinkPlace: atOnce(db, ({ draft, now }) => {
      const { id, linkId, place, url, publishedAt, endedAt } = draft;
      if (link.get(linkId) === undefined) {
        throw new DeskError('not_found', `There is no link with the id ${linkId}.`);
      }
      if (id === null) insert.run(linkId, place, url, publishedAt, endedAt);
      else if (update.run(place, url, publishedAt, endedAt, id, linkId).changes === 0) throw noPlace(id);
      settle.run({ id: linkId, now });
    }),
    removeLinkPlace: atOnce(db, ({ id, now }) => {
      const linkId = linkOf.get(id);
      if (linkId === undefined) throw noPlace(id);
      remove.run(id);
      settle.run({ id: linkId, now });
    }),
  };
}

function noPlace(id: number): DeskError {
  return new DeskError('not_found', `There is no place with the id ${id}.`);
}

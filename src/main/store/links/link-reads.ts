import { z } from 'zod';
import type { LinkReads } from '#main/engine/ports/link-store.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import { followedLink } from '#shared/ipc/links.ts';
import type { LinkCheck, LinkPlace } from '#shared/ipc/links.ts';
import { newestIdsAt } from '../file/newest-ids.ts';
import type { Sqlite } from '../file/sqlite.ts';
import type { InstantHandlers } from '../threads/handlers.ts';
import { linkRowOf, SELECT_LINKS } from './link-rows.ts';
import type { StoredLink } from './link-rows.ts';
import { linkConditions } from './link-search.ts';

const CHECKS_SHOWN = 30;

const followedText = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(followedLink);

/** Reads of the register of links, newest first, and of what is due to be followed again. */
export function linkReads(
  db: Sqlite,
): InstantHandlers<Pick<LinkReads, 'linkPage' | 'linkDetail' | 'dueLink' | 'nextLinkCheck'>> {
  const idsAt = newestIdsAt(db, 'links AS k', 'k.id');
  const rows = db.prepare<[string], StoredLink>(
    `${SELECT_LINKS} WHERE k.id IN (SELECT value FROM json_each(?)) ORDER BY k.id DESC`,
  );
  const places = db.prepare<[number], LinkPlace>(
    `SELECT id, place, url, published_at AS publishedAt, ended_at AS endedAt FROM link_places
     WHERE link_id = ? ORDER BY ended_at IS NOT NULL, id`,
  );
  const checks = db.prepare<[number, number], Omit<LinkCheck, 'followed'> & { readonly followed: string }>(
    'SELECT id, at, by, verdict, reason, followed FROM link_checks WHERE link_id = ? ORDER BY id DESC LIMIT ?',
  );
  const due = db.prepare<[number], { id: number; link: string; failures: number }>(
    `SELECT id, link, failures FROM links WHERE next_check_at IS NOT NULL AND next_check_at <= ?
     ORDER BY next_check_at, id LIMIT 1`,
  );
  const next = db
    .prepare<[], number | null>('SELECT min(next_check_at) FROM links WHERE next_check_at IS NOT NULL')
    .pluck();
  return {
    linkPage: ({ filter, index, limit }) => {
      const where = linkConditions(filter);
      const count = db
        .prepare<(number | string)[], number>(`SELECT count(*) FROM links AS k WHERE ${where.sql}`)
        .pluck()
        .get(...where.values);
      const ids = JSON.stringify(idsAt(where, index, limit));
      return { index, count: count ?? 0, rows: rows.all(ids).map(linkRowOf) };
    },
    linkDetail: ({ id }) => {
      const row = rows.get(JSON.stringify([id]));
      if (!row) throw new DeskError('not_found', `There is no link with the id ${id}.`);
      return {
        row: linkRowOf(row),
        places: places.all(id),
        checks: checks
          .all(id, CHECKS_SHOWN)
          .map(({ followed, ...check }) => ({ ...check, followed: followedText.parse(followed) })),
      };
    },
    dueLink: ({ now }) => due.get(now) ?? null,
    nextLinkCheck: () => next.get() ?? null,
  };
}

import type { LinkWrites } from '#main/engine/ports/link-store.ts';
import type { AttentionItem } from '#shared/ipc/desk.ts';
import { atOnce } from '../file/sqlite.ts';
import type { Sqlite } from '../file/sqlite.ts';
import type { InstantHandlers } from '../threads/handlers.ts';
import { IN_TROUBLE } from './link-search.ts';

/** Checks of one link that are kept: about three months of daily ones. */
const CHECKS_KEPT = 100;

/** Writes of what following links showed. */
export function linkCheckWrites(
  db: Sqlite,
): InstantHandlers<Pick<LinkWrites, 'recordLinkCheck' | 'rescheduleLinkChecks'>> {
  const insert = db.prepare<[number, number, string, string, string, string]>(
    'INSERT INTO link_checks (link_id, at, by, verdict, reason, followed) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const newest = db
    .prepare<[number, number], number>(
      'SELECT id FROM link_checks WHERE link_id = ? ORDER BY id DESC LIMIT ?',
    )
    .pluck();
  const prune = db.prepare<[number, number]>('DELETE FROM link_checks WHERE link_id = ? AND id < ?');
  const update = db.prepare<[number, string, string, string, number | null, number]>(
    `UPDATE links SET checked_at = ?, verdict = ?, reason = ?,
       failures = CASE WHEN ? = 'unanswered' THEN failures + 1 ELSE 0 END,
       next_check_at = CASE WHEN state = 'published' AND watched = 1 AND removed_at IS NULL
         THEN coalesce(?, next_check_at) END
     WHERE id = ?`,
  );
  const sooner = db.prepare<{ ms: number; now: number }>(
    `UPDATE links SET next_check_at = min(next_check_at, coalesce(checked_at + @ms, @now)) WHERE next_check_at > @now`,
  );
  return {
    recordLinkCheck: atOnce(db, ({ linkId, at, by, judgement, followed, nextAt }) => {
      const { verdict, reason } = judgement;
      insert.run(linkId, at, by, verdict, reason, JSON.stringify(followed));
      const kept = newest.all(linkId, CHECKS_KEPT);
      const last = kept.at(-1);
      if (kept.length === CHECKS_KEPT && last !== undefined) prune.run(linkId, last);
      update.run(at, verdict, reason, verdict, nextAt, linkId);
    }),
    rescheduleLinkChecks: ({ intervalMs, now }) => void sooner.run({ ms: intervalMs, now }),
  };
}

/** What of published links needs a person. */
export function linkAttention(db: Sqlite): () => AttentionItem[] {
  const count = db.prepare<[], number>(`SELECT count(*) FROM links AS k WHERE ${IN_TROUBLE}`).pluck();
  return () => {
    const links = count.get() ?? 0;
    if (links === 0) return [];
    const text = 'Published links that lose or change something, or lead nowhere';
    return [{ kind: 'link_trouble', count: links, text, address: '/links/saved?trouble=1' }];
  };
}

import type { LeftOutId } from '#shared/ipc/send-lists.ts';
import { atOnce } from '../file/sqlite.ts';
import type { Sqlite } from '../file/sqlite.ts';

const MOST_SHOWN = 1000;

/** Who gets no message from any list. What is left out takes effect on rows added from then on. */
export function leftOutIds(db: Sqlite): {
  readonly read: { readonly leftOutIds: () => LeftOutId[] };
  readonly leaveOut: (input: {
    readonly ids: readonly string[];
    readonly note: string;
    readonly now: number;
  }) => number;
  readonly letIn: (input: { readonly twitterId: string }) => void;
} {
  const all = db.prepare<[number], LeftOutId>(
    `SELECT twitter_id AS twitterId, note, added_at AS addedAt FROM left_out_ids
     ORDER BY added_at DESC, twitter_id LIMIT ?`,
  );
  const add = db.prepare<[string, string, number]>(
    'INSERT OR IGNORE INTO left_out_ids (twitter_id, note, added_at) VALUES (?, ?, ?)',
  );
  const remove = db.prepare<[string]>('DELETE FROM left_out_ids WHERE twitter_id = ?');
  return {
    read: { leftOutIds: () => all.all(MOST_SHOWN) },
    leaveOut: atOnce(
      db,
      ({
        ids,
        note,
        now,
      }: {
        readonly ids: readonly string[];
        readonly note: string;
        readonly now: number;
      }) => ids.reduce((added, id) => added + add.run(id, note, now).changes, 0),
    ),
    letIn: ({ twitterId }) => {
      remove.run(twitterId);
    },
  };
}

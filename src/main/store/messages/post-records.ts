import type { AttemptOutcome, RecordedAttempts } from '#main/engine/ports/outbox.ts';
import type { PostDetail, PostPage, PostRow, PostState } from '#shared/ipc/send-lists.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import { atOnce } from '../file/sqlite.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { handingOut } from './message-reads.ts';

interface StoredPost {
  readonly id: number;
  readonly message_id: number;
  readonly list_id: number;
  readonly state: PostState;
  readonly attempts: number;
}

const STOPPED = 'The endpoint answered 410 Gone: it wants no more messages.';

/** Records what became of posts, and what a person decides of them. */
export function postWrites(db: Sqlite): {
  readonly recordPosts: (input: { readonly outcomes: readonly AttemptOutcome[] }) => RecordedAttempts;
  readonly retryPost: (input: { readonly deliveryId: string; readonly now: number }) => void;
} {
  const find = db.prepare<[string], StoredPost>(
    'SELECT id, message_id, list_id, state, attempts FROM message_posts WHERE delivery_id = ?',
  );
  const addAttempt = db.prepare<
    [number, number, number, number, string, string, number | null, string, string, string, string]
  >(
    `INSERT INTO message_post_attempts (post, number, started_at, duration_ms, url, request_headers, http_status,
       response_headers, body_start, verdict, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const settle = db.prepare<[string, number, number | null, number | null, string, number]>(
    `UPDATE message_posts SET state = ?, attempts = ?, due_at = ?, finished_at = ?, last_reason = ?, lease_until = NULL
     WHERE id = ?`,
  );
  const stop = db.prepare<[string, number]>('UPDATE send_lists SET post_stopped = ? WHERE id = ?');
  const again = db.prepare<[number, number]>(
    "UPDATE message_posts SET state = 'waiting', due_at = ?, finished_at = NULL, lease_until = NULL WHERE id = ?",
  );
  const handOut = handingOut(db);
  const post = (deliveryId: string): StoredPost => {
    const row = find.get(deliveryId);
    if (!row) throw new DeskError('not_found', `There is no message with the id ${deliveryId}.`);
    return row;
  };
  const record = ({ deliveryId, attempt, state, dueAt, stopReceiver }: AttemptOutcome): void => {
    const { id, message_id: messageId, list_id: listId, attempts } = post(deliveryId);
    const number = Math.max(attempt.number, attempts + 1);
    addAttempt.run(
      id,
      number,
      attempt.startedAt,
      attempt.durationMs,
      attempt.url,
      attempt.requestHeaders,
      attempt.httpStatus,
      attempt.responseHeaders,
      attempt.bodyStart,
      attempt.verdict,
      attempt.reason,
    );
    const endedAt = attempt.startedAt + attempt.durationMs;
    const open = state === 'waiting' || state === 'sending';
    settle.run(state, number, dueAt, open ? null : endedAt, attempt.reason, id);
    if (state === 'accepted') handOut({ messageIds: [messageId], by: 'post', now: endedAt });
    if (stopReceiver) stop.run(STOPPED, listId);
  };
  return {
    recordPosts: atOnce(db, ({ outcomes }: { readonly outcomes: readonly AttemptOutcome[] }) => {
      for (const outcome of outcomes) record(outcome);
      return { open: [], alerts: [] };
    }),
    retryPost: atOnce(db, ({ deliveryId, now }: { readonly deliveryId: string; readonly now: number }) => {
      const { id, state } = post(deliveryId);
      if (state === 'sending') throw new DeskError('conflict', 'This message is being posted right now.');
      if (state === 'accepted') throw new DeskError('conflict', 'The endpoint took this message already.');
      again.run(now, id);
    }),
  };
}

/** Reads of posts, newest first. */
export function postReads(db: Sqlite): {
  readonly postPage: (input: {
    readonly id: number;
    readonly state: PostState | null;
    readonly index: number;
    readonly limit: number;
  }) => PostPage;
  readonly postDetail: (input: { readonly deliveryId: string }) => PostDetail;
} {
  const select = `SELECT p.delivery_id AS deliveryId, m.twitter_id AS twitterId, m.handle, p.state, p.attempts,
      p.due_at AS dueAt, p.finished_at AS finishedAt, p.last_reason AS lastReason
    FROM message_posts AS p JOIN messages AS m ON m.id = p.message_id`;
  const ids = db
    .prepare<[number, string | null], number>(
      'SELECT id FROM message_posts WHERE list_id = ? AND state = coalesce(?, state) ORDER BY id DESC',
    )
    .pluck();
  const rows = db.prepare<[string], PostRow>(
    `${select} WHERE p.id IN (SELECT value FROM json_each(?)) ORDER BY p.id DESC`,
  );
  const one = db.prepare<[string], PostRow>(`${select} WHERE p.delivery_id = ?`);
  const body = db.prepare<[string], { id: number; body: string }>(
    'SELECT id, body FROM message_posts WHERE delivery_id = ?',
  );
  const tries = db.prepare<[number], PostDetail['tries'][number]>(
    `SELECT number, started_at AS startedAt, duration_ms AS durationMs, url, request_headers AS requestHeaders,
       http_status AS httpStatus, response_headers AS responseHeaders, body_start AS bodyStart, verdict, reason
     FROM message_post_attempts WHERE post = ? ORDER BY number`,
  );
  return {
    postPage: ({ id, state, index, limit }) => {
      const all = ids.all(id, state);
      return { index, count: all.length, rows: rows.all(JSON.stringify(all.slice(index, index + limit))) };
    },
    postDetail: ({ deliveryId }) => {
      const row = one.get(deliveryId);
      const stored = body.get(deliveryId);
      if (!row || !stored) throw new DeskError('not_found', `There is no message with the id ${deliveryId}.`);
      return { row, body: stored.body, tries: tries.all(stored.id) };
    },
  };
}

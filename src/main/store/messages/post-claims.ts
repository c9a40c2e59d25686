import type { ClaimedDelivery } from '#main/engine/ports/outbox.ts';
import type { SendListWrites } from '#main/engine/ports/send-list-store.ts';
import { atOnce } from '../file/sqlite.ts';
import type { Sqlite } from '../file/sqlite.ts';
import type { Handlers } from '../threads/handlers.ts';
import { SELECT_MESSAGES } from './message-reads.ts';
import type { StoredMessage } from './message-reads.ts';
import { postBody, postId } from './post-body.ts';
import { lateAt, storedLists } from './stored-list.ts';
import type { StoredList } from './stored-list.ts';

type Claims = Handlers<Pick<SendListWrites, 'claimPosts' | 'releasePosts' | 'nextPostAt' | 'spreadPosts'>>;
type ClaimInput = Parameters<Claims['claimPosts']>[0];

interface WaitingPost {
  readonly id: number;
  readonly delivery_id: string;
  readonly url: string;
  readonly body: string;
  readonly attempts: number;
}

/** A ready message of a list that posts, whose post is not in the outbox yet. */
const UNPOSTED = `m.list_id = ? AND m.state = 'ready' AND m.handed_at IS NULL AND n.state = 'active' AND n.expires_at > ?
  AND NOT EXISTS (SELECT 1 FROM message_posts AS p WHERE p.message_id = m.id AND p.turn = m.turn)`;

/**
 * Takes messages from the outbox for posting. A ready message is itself what is owed: its post is written with an id that
 * follows from it, in the transaction that first claims it.
 */
export function postClaims(db: Sqlite): Claims {
  const lists = storedLists(db);
  const expire = db.prepare<[number]>(
    `UPDATE message_posts SET state = 'waiting', lease_until = NULL WHERE state = 'sending' AND lease_until <= ?`,
  );
  const lapse = db.prepare<[number, number, number]>(
    `UPDATE message_posts SET state = 'lapsed', finished_at = ?, due_at = NULL,
       last_reason = 'The number had too little time left.'
     WHERE list_id = ? AND state = 'waiting' AND best_before <= ?`,
  );
  const unposted = db.prepare<[number, number, number], StoredMessage>(
    `${SELECT_MESSAGES} WHERE ${UNPOSTED} ORDER BY m.place LIMIT ?`,
  );
  const anyUnposted = db
    .prepare<[number, number], number>(
      `SELECT EXISTS (SELECT 1 FROM messages AS m INDEXED BY messages_in_hand
         JOIN session_numbers AS n ON n.id = m.session_number_id WHERE ${UNPOSTED})`,
    )
    .pluck();
  const owe = db.prepare<[string, number, number, number, string, string, number, number, number]>(
    `INSERT INTO message_posts (delivery_id, message_id, list_id, turn, url, body, state, created_at, due_at, best_before)
     VALUES (?, ?, ?, ?, ?, ?, 'waiting', ?, ?, ?)`,
  );
  const due = db.prepare<[number, number, number], WaitingPost>(
    `SELECT id, delivery_id, url, body, attempts FROM message_posts INDEXED BY message_posts_by_due
     WHERE list_id = ? AND state = 'waiting' AND due_at <= ? ORDER BY due_at, id LIMIT ?`,
  );
  const lease = db.prepare<[number, string, number]>(
    "UPDATE message_posts SET state = 'sending', lease_until = ?, url = ? WHERE id = ?",
  );
  const back = "state = 'waiting', lease_until = NULL";
  const release = db.prepare<[string]>(
    `UPDATE message_posts SET ${back} WHERE state = 'sending'
       AND delivery_id IN (SELECT value FROM json_each(?))`,
  );
  const releaseAll = db.prepare<[]>(`UPDATE message_posts SET ${back} WHERE state = 'sending'`);
  const nextDue = db
    .prepare<[number], number | null>(
      `SELECT min(due_at) FROM message_posts INDEXED BY message_posts_by_due WHERE list_id = ? AND state = 'waiting'`,
    )
    .pluck();
  const nextLease = db
    .prepare<[], number | null>(
      "SELECT min(lease_until) FROM message_posts INDEXED BY message_posts_by_lease WHERE state = 'sending'",
    )
    .pluck();
  const overdue = db
    .prepare<[number, number], number>(
      `SELECT id FROM message_posts INDEXED BY message_posts_by_due
       WHERE list_id = ? AND state = 'waiting' AND due_at < ? ORDER BY due_at, id`,
    )
    .pluck();
  const postpone = db.prepare<[number, number]>('UPDATE message_posts SET due_at = ? WHERE id = ?');
  let lastServed = 0;

  const posting = (): StoredList[] =>
    lists.all().filter((list) => list.posting === 1 && list.paused === 0 && list.post_stopped === '');
  const oweOf = (list: StoredList, limit: number, now: number): void => {
    for (const message of unposted.all(list.id, lateAt(list, now), limit)) {
      const deliveryId = postId(list, message.id, message.turn);
      const body = postBody(deliveryId, message, list);
      if (body === null) continue;
      const bestBefore =
        (message.expires_at ?? 0) - list.clock_difference_ms - list.least_left_seconds * 1000;
      owe.run(deliveryId, message.id, list.id, message.turn, list.post_url, body, now, now, bestBefore);
    }
  };
  const claimOf = (list: StoredList, limit: number, input: ClaimInput): ClaimedDelivery[] => {
    lapse.run(input.now, list.id, input.now);
    oweOf(list, limit, input.now);
    return due.all(list.id, input.now, limit).map((post) => {
      lease.run(input.now + input.leaseMs, list.post_url, post.id);
      return {
        deliveryId: post.delivery_id,
        url: list.post_url,
        receiver: laneOf(list),
        allowLocal: list.post_allow_local === 1,
        attempt: post.attempts + 1,
        body: post.body,
        perSecond: list.post_per_second,
      };
    });
  };

  return {
    claimPosts: atOnce(db, (input: ClaimInput) => {
      expire.run(input.now);
      const open = posting().toSorted((one, other) => one.id - other.id);
      const inTurn = [
        ...open.filter(({ id }) => id > lastServed),
        ...open.filter(({ id }) => id <= lastServed),
      ];
      const claimed: ClaimedDelivery[] = [];
      for (const list of inTurn) {
        const free = input.perReceiver - (input.inFlight[laneOf(list)] ?? 0);
        const room = Math.max(0, Math.min(free, input.limit - claimed.length));
        if (room === 0) continue;
        claimed.push(...claimOf(list, room, input));
        lastServed = list.id;
      }
      return claimed;
    }),
    releasePosts: ({ deliveryIds }) => {
      if (deliveryIds === null) releaseAll.run();
      else release.run(JSON.stringify(deliveryIds));
    },
    nextPostAt: () => {
      const times = posting().map((list) =>
        // What is ready and unposted is due at once; only the past says so without a clock.
        anyUnposted.get(list.id, lateAt(list, 0)) === 1 ? 0 : (nextDue.get(list.id) ?? null),
      );
      const known = [...times, nextLease.get() ?? null].filter((at) => at !== null);
      return known.length === 0 ? null : Math.min(...known);
    },
    spreadPosts: atOnce(db, ({ now, overMs }: { readonly now: number; readonly overMs: number }) => {
      const ids = posting().flatMap((list) => overdue.all(list.id, now));
      for (const [place, id] of ids.entries())
        postpone.run(now + Math.floor((overMs * place) / ids.length), id);
      return ids.length;
    }),
  };
}

/** Each list is a receiver of its own: one that does not answer keeps no other waiting. */
function laneOf(list: StoredList): string {
  return `list:${list.id}`;
}

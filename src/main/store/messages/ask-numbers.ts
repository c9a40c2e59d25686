import { clientReference } from '#shared/domain/client-reference.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import { atOnce } from '../file/sqlite.ts';
import type { Sqlite } from '../file/sqlite.ts';
import type { JobQueue } from '../jobs/job-queue.ts';
import { sessionWrites } from '../sessions/session-writes.ts';
import { lateAt, storedLists } from './stored-list.ts';
import type { StoredList } from './stored-list.ts';

interface WaitingMessage {
  readonly id: number;
  readonly twitter_id: string;
  readonly handle: string;
  readonly label: string;
  readonly turn: number;
}

/**
 * Asks for the numbers of messages, and for new ones. The client reference is made of list, message and turn: however
 * often and after whatever crash it is asked for, it stands for one number.
 */
export function messageNumbers(
  db: Sqlite,
  queue: JobQueue,
): {
  readonly askNumbers: (input: { readonly limit: number; readonly now: number }) => {
    readonly asked: number;
    readonly left: number;
  };
  readonly renewMessages: (input: {
    readonly id: number;
    readonly which: 'late' | 'failed';
    readonly now: number;
  }) => number;
} {
  const lists = storedLists(db);
  const { requestSession, queueUpdate } = sessionWrites(db, queue);
  const waiting = db.prepare<[number, number], WaitingMessage>(
    `SELECT m.id, m.twitter_id, m.handle, c.label, m.turn FROM messages AS m INDEXED BY messages_by_state
     JOIN ad_copies AS c ON c.list_id = m.list_id AND c.place = m.copy_place
     WHERE m.list_id = ? AND m.state = 'waiting' ORDER BY m.place LIMIT ?`,
  );
  const left = db
    .prepare<[number], number>(
      `SELECT count(*) FROM messages INDEXED BY messages_by_state WHERE list_id = ? AND state = 'waiting'`,
    )
    .pluck();
  const asked = db.prepare<[number, number, number]>(
    "UPDATE messages SET state = 'asked', session_number_id = ?, update_seq = ?, reason = '' WHERE id = ?",
  );
  const refused = db.prepare<[string, number]>(
    "UPDATE messages SET state = 'failed', reason = ? WHERE id = ?",
  );
  const remember = db.prepare<[number, number]>(
    'INSERT OR IGNORE INTO message_numbers (session_number_id, message_id) VALUES (?, ?)',
  );
  const renewLate = db.prepare<[number, number]>(
    `UPDATE messages SET state = 'waiting', turn = turn + 1, session_number_id = NULL, update_seq = NULL, ready_at = NULL
     WHERE list_id = ? AND state = 'ready' AND handed_at IS NULL AND session_number_id IN (
       SELECT n.id FROM session_numbers AS n
       WHERE n.id = messages.session_number_id AND (n.state <> 'active' OR n.expires_at <= ?))`,
  );
  const renewFailed = db.prepare<[number]>(
    `UPDATE messages SET state = 'waiting', reason = '', turn = turn + coalesce((
       SELECT n.state IN ('expired', 'released') FROM session_numbers AS n
       WHERE n.id = messages.session_number_id), 0)
     WHERE list_id = ? AND state = 'failed'`,
  );

  const ask = (list: StoredList, networkId: number, message: WaitingMessage, now: number): void => {
    const { id, twitter_id: twitterId, handle, label, turn } = message;
    const parts = [`list-${list.key}`, `m${id}`, ...(turn > 1 ? [`t${turn}`] : [])];
    const purpose = 'send_list' as const;
    const { row } = requestSession({
      networkId,
      campaignId: list.campaign_id,
      clientReference: clientReference(parts),
      ttlSeconds: list.ttl_seconds,
      information: null,
      purpose,
      batchId: list.batch_id,
      now,
    });
    const { seq } = queueUpdate({
      sessionNumberId: row.id,
      by: purpose,
      update: {
        mode: 'merge',
        fields: { twitter_id: twitterId, twitter_handle: handle, ad_copy: label.trim() },
      },
      expectedVersion: null,
      batchId: list.batch_id,
      dueAt: now,
      now,
    });
    asked.run(row.id, seq, id);
    remember.run(row.id, id);
  };
  const askOf = (list: StoredList, limit: number, now: number): number => {
    const { network_id: networkId } = list;
    if (networkId === null) return 0;
    const messages = waiting.all(list.id, limit);
    for (const message of messages) {
      try {
        db.transaction(() => ask(list, networkId, message, now))();
      } catch (cause) {
        // One message whose number cannot be asked for does not keep the others waiting.
        if (!(cause instanceof DeskError)) throw cause;
        refused.run(cause.message, message.id);
      }
    }
    return messages.length;
  };
  const running = (): StoredList[] =>
    lists
      .all()
      .filter((list) => list.started_at !== null && list.paused === 0 && list.connected === 1)
      .toReversed();

  return {
    askNumbers: atOnce(db, ({ limit, now }: { readonly limit: number; readonly now: number }) => {
      let room = limit;
      for (const list of running()) {
        if (room <= 0) break;
        room -= askOf(list, room, now);
      }
      const stillWaiting = running().reduce((sum, list) => sum + (left.get(list.id) ?? 0), 0);
      return { asked: limit - room, left: stillWaiting };
    }),
    renewMessages: atOnce(
      db,
      ({
        id,
        which,
        now,
      }: {
        readonly id: number;
        readonly which: 'late' | 'failed';
        readonly now: number;
      }) => {
        const list = lists.one(id);
        return which === 'late' ? renewLate.run(id, lateAt(list, now)).changes : renewFailed.run(id).changes;
      },
    ),
  };
}

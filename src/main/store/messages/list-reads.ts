import type {
  FollowerReading,
  MessageCounts,
  PostState,
  SendListDetail,
  SendListRow,
  SendListState,
  SendListWait,
} from '#shared/ipc/send-lists.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { lateAt, storedLists } from './stored-list.ts';
import type { StoredList } from './stored-list.ts';

const NO_POSTS: Readonly<Record<PostState, number>> = {
  waiting: 0,
  sending: 0,
  accepted: 0,
  refused: 0,
  needs_person: 0,
  exhausted: 0,
  stopped: 0,
  lapsed: 0,
};

/** Reads of send lists with their counts. */
export function sendListReads(db: Sqlite): {
  readonly sendLists: (input: { readonly now: number }) => SendListRow[];
  readonly sendList: (input: { readonly id: number; readonly now: number }) => SendListDetail;
  readonly sendListNamed: (input: {
    readonly name: string;
    readonly networkId: number;
    readonly campaignId: string;
  }) => number | null;
} {
  const lists = storedLists(db);
  const byState = db.prepare<[number], { state: string; count: number }>(
    'SELECT state, count(*) AS count FROM messages INDEXED BY messages_by_state WHERE list_id = ? GROUP BY state',
  );
  const handed = db
    .prepare<[number], number>(
      'SELECT count(*) FROM messages INDEXED BY messages_handed_out WHERE list_id = ? AND handed_at IS NOT NULL',
    )
    .pluck();
  const numbered = db
    .prepare<[number], number>(
      `SELECT count(*) FROM messages AS m INDEXED BY messages_by_state
       JOIN session_numbers AS n ON n.id = m.session_number_id
       WHERE m.list_id = ? AND m.state IN ('asked', 'failed') AND n.session_id IS NOT NULL`,
    )
    .pluck();
  const late = db
    .prepare<[number, number], number>(
      `SELECT count(*) FROM messages AS m INDEXED BY messages_in_hand
       JOIN session_numbers AS n ON n.id = m.session_number_id
       WHERE m.list_id = ? AND m.state = 'ready' AND m.handed_at IS NULL
         AND (n.state <> 'active' OR n.expires_at <= ?)`,
    )
    .pluck();
  const excluded = db
    .prepare<[number], number>('SELECT count(*) FROM excluded_rows WHERE list_id = ?')
    .pluck();
  const hold = db.prepare<[number, string, number], { wait: string; reason: string; until: number | null }>(
    `SELECT wait, reason, until FROM job_holds WHERE network_id = ? AND campaign_id IN ('', ?)
       AND (until IS NULL OR until > ?) ORDER BY until IS NULL DESC, until DESC LIMIT 1`,
  );
  const named = db
    .prepare<[string, number, string], number>(
      `SELECT id FROM send_lists WHERE name = ? AND network_id = ? AND campaign_id = ? AND removed = 0
       ORDER BY id DESC LIMIT 1`,
    )
    .pluck();
  const reading = db.prepare<[number], FollowerReading>(
    `SELECT r.account_id AS accountId, w.name AS accountName, r.state, r.pages, r.followers,
       r.waits_until AS waitsUntil, r.reason
     FROM follower_readings AS r JOIN networks AS w ON w.id = r.account_id WHERE r.list_id = ?`,
  );
  const posts = db.prepare<[number], { state: PostState; count: number }>(
    `SELECT state, count(*) AS count FROM message_posts INDEXED BY message_posts_by_state
     WHERE list_id = ? GROUP BY state`,
  );

  const countsOf = (list: StoredList, now: number): MessageCounts => {
    const states = new Map(byState.all(list.id).map(({ state, count }) => [state, count]));
    const of = (state: string): number => states.get(state) ?? 0;
    const out = handed.get(list.id) ?? 0;
    const tooLate = late.get(list.id, lateAt(list, now)) ?? 0;
    return {
      all: [...states.values()].reduce((sum, count) => sum + count, 0),
      waiting: of('waiting'),
      asked: of('asked'),
      numbered: of('ready') + (numbered.get(list.id) ?? 0),
      ready: of('ready') - out - tooLate,
      late: tooLate,
      handed: out,
      failed: of('failed'),
    };
  };
  const waitOf = (list: StoredList, now: number): SendListWait | null => {
    if (list.network_id === null) return null;
    if (list.connected === 0) {
      return { kind: 'account', reason: `The account “${list.network_name}” is not connected.`, until: null };
    }
    const held = hold.get(list.network_id, list.campaign_id, now);
    return held ? { kind: held.wait, reason: held.reason, until: held.until } : null;
  };
  const rowOf = (list: StoredList, now: number): SendListRow => {
    const counts = countsOf(list, now);
    const state = stateOf(list, counts);
    return {
      id: list.id,
      name: list.name,
      networkId: list.network_id,
      networkName: list.network_name,
      campaignId: list.campaign_id,
      state,
      counts,
      excluded: excluded.get(list.id) ?? 0,
      createdAt: list.created_at,
      startedAt: list.started_at,
      wait: state === 'running' ? waitOf(list, now) : null,
    };
  };

  return {
    sendLists: ({ now }) => lists.all().map((list) => rowOf(list, now)),
    sendList: ({ id, now }) => {
      const list = lists.one(id);
      const counts = posts
        .all(id)
        .reduce<Record<PostState, number>>((all, { state, count }) => ({ ...all, [state]: count }), NO_POSTS);
      return {
        row: rowOf(list, now),
        ttlSeconds: list.ttl_seconds,
        zone: list.zone,
        split: list.split,
        leastLeftSeconds: list.least_left_seconds,
        copies: lists.copies(id),
        reading: reading.get(id) ?? null,
        post: {
          url: list.post_url,
          perSecond: list.post_per_second,
          allowLocal: list.post_allow_local === 1,
          posting: list.posting === 1,
          stopped: list.post_stopped,
          counts,
        },
      };
    },
    sendListNamed: ({ name, networkId, campaignId }) => named.get(name, networkId, campaignId) ?? null,
  };
}

function stateOf(list: StoredList, counts: MessageCounts): SendListState {
  if (list.started_at === null) return 'draft';
  if (list.paused === 1) return 'stopped';
  return counts.waiting + counts.asked > 0 ? 'running' : 'done';
}

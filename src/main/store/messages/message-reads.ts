import { messageText } from '#shared/domain/message-text.ts';
import type { MessagePage, MessagePageRequest, MessageRow, MessageState } from '#shared/ipc/send-lists.ts';
import { atOnce } from '../file/sqlite.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { lateAt, storedLists } from './stored-list.ts';
import type { StoredList } from './stored-list.ts';

/** A message's columns with its ad copy and number. */
export interface StoredMessage {
  readonly id: number;
  readonly place: number;
  readonly turn: number;
  readonly twitter_id: string;
  readonly handle: string;
  readonly name: string;
  readonly state: 'waiting' | 'asked' | 'ready' | 'failed';
  readonly reason: string;
  readonly handed_at: number | null;
  readonly session_number_id: number | null;
  readonly label: string | null;
  readonly text: string | null;
  readonly e164: string | null;
  readonly display: string | null;
  readonly expires_at: number | null;
  readonly number_state: string | null;
}

/** Reads messages, as `m`, with ad copy and number. */
export const SELECT_MESSAGES = `SELECT m.id, m.place, m.turn, m.twitter_id, m.handle, m.name, m.state, m.reason,
    m.handed_at, m.session_number_id, c.label, c.text, n.e164, n.display, n.expires_at, n.state AS number_state
  FROM messages AS m LEFT JOIN ad_copies AS c ON c.list_id = m.list_id AND c.place = m.copy_place
  LEFT JOIN session_numbers AS n ON n.id = m.session_number_id`;

/** Conditions on `m`, joined with its number as `n`, for each state; the first `?` is the instant a number is late at. */
const STATES: Readonly<Record<MessageState, string>> = {
  waiting: "m.state = 'waiting' AND ? > 0",
  asked: "m.state = 'asked' AND ? > 0",
  failed: "m.state = 'failed' AND ? > 0",
  handed: 'm.handed_at IS NOT NULL AND ? > 0',
  ready: "m.state = 'ready' AND m.handed_at IS NULL AND n.state = 'active' AND n.expires_at > ?",
  late: "m.state = 'ready' AND m.handed_at IS NULL AND (n.state <> 'active' OR n.expires_at <= ?)",
};

/** Reads of messages, with their finished text where there is one. */
export function messageReads(db: Sqlite): {
  readonly messagePage: (input: MessagePageRequest & { readonly now: number }) => MessagePage;
  readonly finishedMessages: (input: {
    readonly id: number;
    readonly after: number;
    readonly limit: number;
    readonly now: number;
    readonly handed: boolean;
  }) => (MessageRow & { readonly place: number })[];
} {
  const lists = storedLists(db);
  const rows = db.prepare<[string], StoredMessage>(
    `${SELECT_MESSAGES} WHERE m.id IN (SELECT value FROM json_each(?)) ORDER BY m.place`,
  );
  const finished = db.prepare<[number, number, number, number, number], StoredMessage>(
    `${SELECT_MESSAGES} WHERE m.list_id = ? AND m.place > ? AND m.state = 'ready'
       AND ((m.handed_at IS NULL AND n.state = 'active' AND n.expires_at > ?) OR (m.handed_at IS NOT NULL AND ? = 1))
     ORDER BY m.place LIMIT ?`,
  );
  const found = `(? = '' OR instr(lower(m.handle), lower(?)) > 0 OR instr(lower(m.name), lower(?)) > 0
    OR m.twitter_id = ?)`;
  const idsOf = (state: MessageState | null) =>
    db
      .prepare<(number | string)[], number>(
        `SELECT m.id FROM messages AS m LEFT JOIN session_numbers AS n ON n.id = m.session_number_id
         WHERE m.list_id = ? AND ${state === null ? '? > 0' : STATES[state]} AND ${found} ORDER BY m.place`,
      )
      .pluck();

  return {
    messagePage: ({ id, state, text, index, limit, now }) => {
      const list = lists.one(id);
      const sought = text.trim().replace(/^@/, '');
      const late = lateAt(list, now);
      const all = idsOf(state).all(id, late, sought, sought, sought, sought);
      const page = rows.all(JSON.stringify(all.slice(index, index + limit)));
      return { index, count: all.length, rows: page.map((row) => messageRowOf(row, list, late)) };
    },
    finishedMessages: ({ id, after, limit, now, handed }) => {
      const list = lists.one(id);
      const late = lateAt(list, now);
      return finished
        .all(id, after, late, Number(handed), limit)
        .map((row) => ({ ...messageRowOf(row, list, late), place: row.place }));
    },
  };
}

/** Marks messages as handed out, once. */
export function handingOut(
  db: Sqlite,
): (input: {
  readonly messageIds: readonly number[];
  readonly by: 'file' | 'clipboard' | 'post';
  readonly now: number;
}) => void {
  const mark = db.prepare<[number, string, string]>(
    `UPDATE messages SET handed_at = ?, handed_by = ? WHERE handed_at IS NULL AND state = 'ready'
       AND id IN (SELECT value FROM json_each(?))`,
  );
  return atOnce(
    db,
    ({
      messageIds,
      by,
      now,
    }: {
      readonly messageIds: readonly number[];
      readonly by: string;
      readonly now: number;
    }) => {
      mark.run(now, by, JSON.stringify(messageIds));
    },
  );
}

/** A message as a person sees it. Its text is worked out from what is frozen, so it is the same each time. */
export function messageRowOf(row: StoredMessage, list: StoredList, late: number): MessageRow {
  const state = stateOf(row, late);
  const message = row.state === 'ready' ? finishedText(row, list.zone) : null;
  return {
    id: row.id,
    twitterId: row.twitter_id,
    handle: row.handle,
    name: row.name,
    adCopy: row.label?.trim() ?? '',
    state,
    number: row.e164,
    sessionNumberId: row.session_number_id,
    expiresAt: row.expires_at,
    numberEnded: row.number_state === 'expired' || row.number_state === 'released',
    text: message?.text ?? null,
    length: message?.length ?? null,
    handedAt: row.handed_at,
    reason: row.reason,
  };
}

/** The text of a message that has its number; null for one that has none. */
export function finishedText(
  row: Pick<StoredMessage, 'handle' | 'name' | 'text' | 'e164' | 'display' | 'expires_at'>,
  zone: string,
): { readonly text: string; readonly length: number } | null {
  const { handle, name, text, e164, display, expires_at: expiresAt } = row;
  if (text === null || e164 === null || expiresAt === null) return null;
  return messageText(text, { handle, name, number: display ?? e164, expiresAt }, zone);
}

function stateOf(row: StoredMessage, late: number): MessageState {
  if (row.handed_at !== null) return 'handed';
  if (row.state !== 'ready') return row.state;
  return row.number_state === 'active' && (row.expires_at ?? 0) > late ? 'ready' : 'late';
}

import { wallClock } from '#shared/domain/wall-clock.ts';
import type {
  CopyResult,
  HourResult,
  RecipientResult,
  RecipientResultPage,
  RecipientResultRequest,
  SendListResults,
} from '#shared/ipc/send-lists.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { storedLists } from './stored-list.ts';

interface Figures {
  readonly calls: number;
  readonly answered: number;
  readonly talkSeconds: number;
  readonly orders: number;
  readonly late: number;
  readonly firstAt: number | null;
  readonly lastAt: number | null;
}

interface StoredCopyResult extends Figures {
  readonly place: number;
  readonly label: string;
  readonly callers: number;
}

/** Calls, as `k`, on every number a list's messages were ever given. */
const CALLS = `messages AS m JOIN message_numbers AS g ON g.message_id = m.id
  JOIN session_numbers AS n ON n.id = g.session_number_id
  JOIN session_calls AS s INDEXED BY session_calls_of_session
    ON s.network_id = n.network_id AND s.session_id = n.session_id AND n.session_id <> ''
  JOIN listed_calls AS k ON k.id = s.id * 2 + 1`;

const FIGURES = `count(*) AS calls, sum(k.answered) AS answered, sum(k.talk_seconds) AS talkSeconds,
  sum(k.ordered) AS orders, sum(k.late) AS late, min(k.started_at) AS firstAt, max(k.started_at) AS lastAt`;

const NONE: Figures = {
  calls: 0,
  answered: 0,
  talkSeconds: 0,
  orders: 0,
  late: 0,
  firstAt: null,
  lastAt: null,
};

/** Reads what came of a list: calls joined by session to the message whose number it was. */
export function sendListResults(db: Sqlite): {
  readonly sendListResults: (input: { readonly id: number }) => SendListResults;
  readonly recipientResults: (input: RecipientResultRequest) => RecipientResultPage;
  readonly calledRecipients: (input: { readonly id: number }) => RecipientResult[];
} {
  const lists = storedLists(db);
  const messages = db.prepare<[number], { place: number; count: number }>(
    `SELECT copy_place AS place, count(*) AS count FROM messages
     WHERE list_id = ? AND state = 'ready' AND copy_place IS NOT NULL GROUP BY copy_place`,
  );
  const byCopy = db.prepare<[number], StoredCopyResult>(
    `SELECT m.copy_place AS place, '' AS label, count(DISTINCT m.id) AS callers, ${FIGURES} FROM ${CALLS}
     WHERE m.list_id = ? GROUP BY m.copy_place`,
  );
  const calls = db.prepare<[number], { at: number; ordered: number }>(
    `SELECT k.started_at AS at, k.ordered FROM ${CALLS} WHERE m.list_id = ? ORDER BY k.started_at`,
  );
  const called = db.prepare<[number], RecipientResult>(
    `SELECT m.id, m.twitter_id AS twitterId, m.handle, m.name, c.label AS adCopy, max(n.e164) AS number, ${FIGURES}
     FROM ${CALLS} JOIN ad_copies AS c ON c.list_id = m.list_id AND c.place = m.copy_place
     WHERE m.list_id = ? GROUP BY m.id ORDER BY m.place`,
  );

  return {
    sendListResults: ({ id }) => {
      const list = lists.one(id);
      const sent = new Map(messages.all(id).map(({ place, count }) => [place, count]));
      const results = new Map(byCopy.all(id).map((row) => [row.place, row]));
      const copies = lists.copies(id).map(({ label }, place): CopyResult => {
        const { callers, ...rest } = results.get(place) ?? { ...NONE, callers: 0 };
        return { ...figuresOf(rest), label: label.trim(), messages: sent.get(place) ?? 0, callers };
      });
      return { total: copies.reduce(together, nothing()), copies, hours: hoursOf(calls.all(id), list.zone) };
    },
    recipientResults: (request) => {
      const rows = called.all(request.id).filter((row) => holds(row, request.text));
      const sorted = rows.toSorted((one, other) => compare(one, other, request));
      return {
        index: request.index,
        count: rows.length,
        rows: sorted.slice(request.index, request.index + request.limit),
      };
    },
    calledRecipients: ({ id }) => called.all(id),
  };
}

function figuresOf(row: Figures): Figures {
  const { calls, answered, talkSeconds, orders, late, firstAt, lastAt } = row;
  return { calls, answered, talkSeconds, orders, late, firstAt, lastAt };
}

function nothing(): CopyResult {
  return { ...NONE, label: '', messages: 0, callers: 0 };
}

function together(sum: CopyResult, one: CopyResult): CopyResult {
  const instants = (pick: (...all: number[]) => number, all: readonly (number | null)[]): number | null => {
    const known = all.filter((at) => at !== null);
    return known.length === 0 ? null : pick(...known);
  };
  return {
    label: '',
    messages: sum.messages + one.messages,
    callers: sum.callers + one.callers,
    calls: sum.calls + one.calls,
    answered: sum.answered + one.answered,
    talkSeconds: sum.talkSeconds + one.talkSeconds,
    orders: sum.orders + one.orders,
    late: sum.late + one.late,
    firstAt: instants(Math.min, [sum.firstAt, one.firstAt]),
    lastAt: instants(Math.max, [sum.lastAt, one.lastAt]),
  };
}

/** Calls by the hour of the zone they began in; hours without calls in between are left out. */
function hoursOf(
  calls: readonly { readonly at: number; readonly ordered: number }[],
  zone: string,
): HourResult[] {
  const hours = new Map<number, { calls: number; orders: number }>();
  for (const { at, ordered } of calls) {
    const [, minute = '0', second = '0'] = wallClock(at, zone).time.split(':');
    const start = at - (at % 1000) - Number(minute) * 60_000 - Number(second) * 1000;
    const hour = hours.get(start) ?? { calls: 0, orders: 0 };
    hours.set(start, { calls: hour.calls + 1, orders: hour.orders + ordered });
  }
  return [...hours].map(([at, counts]) => ({ at, ...counts })).toSorted((a, b) => a.at - b.at);
}

function holds(row: RecipientResult, text: string): boolean {
  const sought = text.trim().replace(/^@/, '').toLowerCase();
  if (sought === '') return true;
  return [row.handle, row.name, row.twitterId, row.adCopy].some((part) =>
    part.toLowerCase().includes(sought),
  );
}

function compare(
  one: RecipientResult,
  other: RecipientResult,
  { order, descending }: RecipientResultRequest,
): number {
  const sign = descending ? -1 : 1;
  if (order === 'handle') return sign * one.handle.localeCompare(other.handle, 'en', { sensitivity: 'base' });
  const keys = {
    calls: 'calls',
    orders: 'orders',
    talk_seconds: 'talkSeconds',
    first_at: 'firstAt',
    last_at: 'lastAt',
  } as const;
  const key = keys[order];
  return sign * ((one[key] ?? 0) - (other[key] ?? 0)) || one.id - other.id;
}

import { z } from 'zod';
import { eventOfMeaning, postingOfMeaning, turnOfMeaning } from '#shared/domain/delivery-event.ts';
import { waitReason } from '#shared/domain/lateness.ts';
import type { WaitReason } from '#shared/domain/lateness.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type {
  AttemptVerdict,
  DeliveryAttempt,
  DeliveryDetail,
  DeliveryFilter,
  DeliveryPage,
  DeliveryRow,
} from '#shared/ipc/postbacks.ts';
import { allOf, markConditions, wordConditions } from '../conversions/filter.ts';
import type { Condition } from '../conversions/filter.ts';
import type { ConversionList } from '../conversions/list.ts';
import type { ListedDelivery } from '#main/engine/ports/postback-store.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { NOT_HELD_BACK } from './claim.ts';

const usedMacros = z.array(z.object({ macro: z.string(), value: z.string(), origin: z.string() }));

/** Ids are read in pieces, so that a far page holds few of them at once. */
const PIECE = 20_000;

interface StoredDelivery extends Omit<
  DeliveryRow,
  'receiverPaused' | 'meaning' | 'turn' | 'posting' | 'method' | 'waitedFor'
> {
  readonly meaning: string;
  readonly posted: number;
  readonly paused: number;
  readonly stopped: number;
  readonly opened: number;
  readonly held: number;
  readonly behind: number;
  readonly lateFrom: number | null;
  readonly lateFor: string | null;
  readonly waited: string | null;
  readonly origins: string;
}

interface StoredAttempt extends Omit<DeliveryAttempt, 'test' | 'method' | 'waitedFor'> {
  readonly waited: string | null;
}

/** Reads of the outbox, newest delivery first. */
export function deliveryReads(
  db: Sqlite,
  list: ConversionList,
): {
  readonly deliveryPage: (input: {
    readonly filter: DeliveryFilter;
    readonly index: number;
    readonly limit: number;
  }) => DeliveryPage;
  readonly deliveryDetail: (input: { readonly deliveryId: string }) => DeliveryDetail;
  readonly deliveryListing: (input: {
    readonly filter: DeliveryFilter;
    readonly before: string | null;
    readonly limit: number;
  }) => ListedDelivery[];
} {
  const rowSql = `SELECT d.delivery_id AS deliveryId, d.conversion_id AS conversionId, c.call_id AS invocaId,
      coalesce(p.name, '') AS partnerName, coalesce(o.name, '') AS offerName, d.template_id AS templateId,
      t.name AS templateName, d.receiver, d.meaning, d.url, d.state, d.attempts, d.created_at AS createdAt,
      CASE WHEN d.state = 'waiting' THEN d.due_at END AS dueAt, d.finished_at AS finishedAt,
      d.last_reason AS lastReason, r.paused, r.stopped, r.opened_at IS NOT NULL AS opened, d.held <> '' AS held, d.origins,
      d.body IS NOT NULL AS posted, d.sent_at AS sentAt, d.sent_due_at AS sentDueAt, d.late_from AS lateFrom, d.late_for AS lateFor,
      d.waited_for AS waited, d.state = 'waiting' AND NOT ${NOT_HELD_BACK} AS behind
    FROM deliveries AS d JOIN conversions AS c ON c.id = d.conversion_id JOIN lines AS l ON l.id = c.line_id
    JOIN templates AS t ON t.id = d.template_id JOIN receivers AS r ON r.receiver = d.receiver
    LEFT JOIN partners AS p ON p.network_id = c.network_id AND p.partner_id = l.partner_id
    LEFT JOIN offers AS o ON o.network_id = c.network_id AND o.offer_id = l.offer_id`;
  const rowsOf = db.prepare<[string], StoredDelivery>(
    `${rowSql} WHERE d.id IN (SELECT value FROM json_each(?)) ORDER BY d.id DESC`,
  );
  const one = db.prepare<[string], StoredDelivery & { readonly id: number }>(
    `${rowSql.replace('SELECT ', 'SELECT d.id, ')} WHERE d.delivery_id = ?`,
  );
  const attempts = db.prepare<[number], StoredAttempt>(
    `SELECT number, started_at AS startedAt, duration_ms AS durationMs, url, request_headers AS requestHeaders,
       http_status AS httpStatus, response_headers AS responseHeaders, body_start AS bodyStart, verdict, reason, body,
       due_at AS dueAt, waited_for AS waited
     FROM attempts WHERE delivery = ? ORDER BY number`,
  );

  const countOf = (filter: DeliveryFilter, where: Condition): number => {
    const tallied = filter.conversionId === undefined && !filter.text?.trim();
    const sql = tallied
      ? `SELECT coalesce(sum(count), 0) AS count FROM delivery_tallies AS d WHERE ${where.sql}`
      : `SELECT count(*) AS count FROM deliveries AS d WHERE ${where.sql}`;
    return db.prepare<(number | string)[], { count: number }>(sql).get(...where.values)?.count ?? 0;
  };

  const placeOf = db.prepare<[string], number>('SELECT id FROM deliveries WHERE delivery_id = ?').pluck();
  const lastVerdict = db
    .prepare<[string], AttemptVerdict>(
      `SELECT a.verdict FROM deliveries AS d JOIN attempts AS a ON a.delivery = d.id
       WHERE d.delivery_id = ? ORDER BY a.number DESC LIMIT 1`,
    )
    .pluck();
  const listing = (filter: DeliveryFilter, before: string | null, limit: number): ListedDelivery[] => {
    const where = allOf(deliveryConditions(list, filter));
    const place = before === null ? Number.MAX_SAFE_INTEGER : (placeOf.get(before) ?? 0);
    const ids = db
      .prepare<(number | string)[], number>(
        `SELECT d.id FROM deliveries AS d WHERE ${where.sql} AND d.id < ? ORDER BY d.id DESC LIMIT ?`,
      )
      .pluck()
      .all(...where.values, place, limit);
    return rowsOf
      .all(JSON.stringify(ids))
      .map((row) => listedOf(row, lastVerdict.get(row.deliveryId) ?? null));
  };

  const idsAt = (where: Condition, index: number, limit: number): number[] => {
    const read = db
      .prepare<(number | string)[], number>(
        `SELECT d.id FROM deliveries AS d WHERE ${where.sql} AND d.id < ? ORDER BY d.id DESC LIMIT ?`,
      )
      .pluck();
    let before = Number.MAX_SAFE_INTEGER;
    for (let left = index; ;) {
      const piece = read.all(...where.values, before, Math.min(PIECE, left + limit));
      if (left < piece.length) return piece.slice(left, left + limit);
      left -= piece.length;
      const last = piece.at(-1);
      if (last === undefined) return [];
      before = last;
    }
  };

  return {
    deliveryPage: ({ filter, index, limit }) => {
      const where = allOf(deliveryConditions(list, filter));
      const ids = idsAt(where, index, limit);
      const rows = rowsOf.all(JSON.stringify(ids)).map(rowOf);
      return { index, count: countOf(filter, where), rows };
    },
    deliveryListing: ({ filter, before, limit }) => listing(filter, before, limit),
    deliveryDetail: ({ deliveryId }) => {
      const row = one.get(deliveryId);
      if (!row) throw new DeskError('not_found', `There is no delivery with the id ${deliveryId}.`);
      const origins = usedMacros.parse(JSON.parse(row.origins));
      const made = attempts.all(row.id).map(attemptOf);
      return { row: rowOf(row), origins, attempts: made };
    },
  };
}

/** What a filter asks of `deliveries AS d`. */
export function deliveryConditions(list: ConversionList, filter: DeliveryFilter): Condition[] {
  const { states, receiver, templateId, conversionId, text } = filter;
  const conditions: Condition[] = [];
  if (states) {
    conditions.push({ sql: 'd.state IN (SELECT value FROM json_each(?))', values: [JSON.stringify(states)] });
  }
  if (receiver !== undefined) conditions.push({ sql: 'd.receiver = ?', values: [receiver] });
  if (templateId !== undefined) conditions.push({ sql: 'd.template_id = ?', values: [templateId] });
  if (conversionId !== undefined) conditions.push({ sql: 'd.conversion_id = ?', values: [conversionId] });
  const typed = text?.trim();
  if (!typed) return conditions;
  const { filter: sought } = list.prepare({ text: typed });
  const called = allOf([...markConditions(sought), ...wordConditions(sought)]);
  const held = `instr(lower(%), lower(?)) > 0`;
  return [
    ...conditions,
    {
      sql: `(d.delivery_id = ? OR ${held.replace('%', 'd.receiver')} OR d.template_id IN (
          SELECT id FROM templates WHERE ${held.replace('%', 'name')})
        OR d.conversion_id IN (SELECT id FROM listed WHERE ${called.sql}))`,
      values: [typed, typed, typed, ...called.values],
    },
  ];
}

function rowOf(row: StoredDelivery): DeliveryRow {
  return {
    deliveryId: row.deliveryId,
    conversionId: row.conversionId,
    invocaId: row.invocaId,
    partnerName: row.partnerName,
    offerName: row.offerName,
    templateId: row.templateId,
    templateName: row.templateName,
    receiver: row.receiver,
    meaning: eventOfMeaning(row.meaning),
    turn: turnOfMeaning(row.meaning),
    posting: postingOfMeaning(row.meaning),
    method: row.posted === 1 ? 'POST' : 'GET',
    url: row.url,
    state: row.state,
    attempts: row.attempts,
    createdAt: row.createdAt,
    dueAt: row.dueAt,
    finishedAt: row.finishedAt,
    lastReason: row.lastReason,
    receiverPaused: row.paused === 1 || row.stopped === 1,
    sentAt: row.sentAt,
    sentDueAt: row.sentDueAt,
    waitedFor: row.state === 'waiting' ? (holdOf(row) ?? waitReason(row.waited)) : waitReason(row.waited),
  };
}

function listedOf(row: StoredDelivery, verdict: AttemptVerdict | null): ListedDelivery {
  const sent = row.sentAt !== null;
  return {
    deliveryId: row.deliveryId,
    invocaId: row.invocaId,
    receiver: row.receiver,
    verdict,
    attempts: row.attempts,
    dueAt: sent ? (row.sentDueAt ?? row.createdAt) : (row.lateFrom ?? row.dueAt),
    sentAt: row.sentAt,
    waitedFor: sent ? waitReason(row.waited) : holdOf(row),
  };
}

/** What a delivery that waits is held back by now. */
function holdOf({ held, paused, stopped, opened, behind, lateFor }: StoredDelivery): WaitReason | null {
  if (held === 1) return 'held';
  if (paused === 1) return 'paused';
  if (stopped === 1) return 'stopped';
  if (opened === 1) return 'breaker';
  return behind === 1 ? 'order' : waitReason(lateFor);
}

function attemptOf({ waited, ...attempt }: StoredAttempt): DeliveryAttempt {
  const method = attempt.body === null ? 'GET' : 'POST';
  return { ...attempt, method, test: false, waitedFor: waitReason(waited) };
}

import { breakerAfter, breakerAlerts } from '#shared/domain/circuit-breaker.ts';
import type { Breaker, BreakerAlert } from '#shared/domain/circuit-breaker.ts';
import { BLOCKED_REASON } from '#shared/domain/delivery-verdict.ts';
import type { AttemptOutcome, RecordedAttempts } from '#main/engine/ports/outbox.ts';
import type { ReceiverAlert } from '#main/engine/ports/receiver-store.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { AttemptVerdict } from '#shared/ipc/postbacks.ts';
import { atOnce } from '../file/sqlite.ts';
import type { Sqlite } from '../file/sqlite.ts';

/** Why a receiver that nobody paused takes nothing; a receiver paused by hand has no reason. */
const STOPPED_REASON = 'The receiver answered 410 Gone: it wants no more postbacks.';

/** What of the breaker was alerted of, as bits of one number. */
const ALERT_BITS: Readonly<Record<BreakerAlert, number>> = {
  opened: 1,
  many_waiting: 2,
  a_day: 4,
  five_days: 8,
};

interface DeliveryRow {
  readonly id: number;
  readonly receiver: string;
  readonly attempts: number;
}

interface BreakerRow {
  readonly recent: string;
  readonly opened_at: number | null;
  readonly open_reason: string;
  readonly probes: number;
  readonly probe_at: number | null;
  readonly alerted: number;
}

/** A receiver while a batch of attempts is recorded; it is read and written once. */
interface Heard {
  breaker: Breaker;
  alerted: number;
  lastVerdict: AttemptVerdict;
  lastAttemptAt: number;
  endedAt: number;
  closedAt: number | null;
}

/** Records attempts with what follows from them for their deliveries and receivers, in one transaction. */
export function attemptRecords(
  db: Sqlite,
): (input: { readonly outcomes: readonly AttemptOutcome[] }) => RecordedAttempts {
  const addAttempt = db.prepare<
    [
      number,
      number,
      number,
      number,
      string,
      string,
      number | null,
      string,
      string,
      string,
      string,
      string | null,
      number | null,
      string | null,
    ]
  >(
    `INSERT INTO attempts (delivery, number, started_at, duration_ms, url, request_headers, http_status, response_headers,
       body_start, verdict, reason, body, due_at, waited_for) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const settle = db.prepare<
    [string, number, number | null, number | null, string, number, number | null, string | null, string],
    DeliveryRow
  >(
    `UPDATE deliveries SET state = ?, attempts = max(?, attempts + 1), due_at = ?, finished_at = ?, last_reason = ?,
       lease_until = NULL, late_from = NULL, late_for = NULL, sent_at = ?, sent_due_at = ?, waited_for = ?
     WHERE delivery_id = ? RETURNING id, receiver, attempts`,
  );
  const breakerOf = db.prepare<[string], BreakerRow>(
    'SELECT recent, opened_at, open_reason, probes, probe_at, alerted FROM receivers WHERE receiver = ?',
  );
  const heard = db.prepare<
    [
      string,
      number,
      string,
      number | null,
      string,
      number,
      number | null,
      number,
      number | null,
      number | null,
      string,
    ]
  >(
    `UPDATE receivers SET last_verdict = ?, last_attempt_at = ?, recent = ?, opened_at = ?, open_reason = ?, probes = ?,
       probe_at = ?, alerted = ?, held_for = iif(? IS NULL, held_for, 'breaker'),
       held_until = coalesce(?, held_until) WHERE receiver = ?`,
  );
  const stop = db.prepare<[string, string]>(
    'UPDATE receivers SET stopped = 1, paused_reason = ? WHERE receiver = ?',
  );
  const waiting = db
    .prepare<[string], number>(
      `SELECT coalesce(sum(count), 0) FROM delivery_tallies
       WHERE receiver = ? AND state IN ('waiting', 'sending')`,
    )
    .pluck();

  const open = (receiver: string): Heard => {
    const row = breakerOf.get(receiver);
    const breaker: Breaker = {
      recent: row?.recent ?? '',
      openedAt: row?.opened_at ?? null,
      reason: row?.open_reason ?? '',
      probes: row?.probes ?? 0,
      probeAt: row?.probe_at ?? null,
    };
    const alerted = row?.alerted ?? 0;
    return { breaker, alerted, lastVerdict: 'accepted', lastAttemptAt: 0, endedAt: 0, closedAt: null };
  };

  const record = (outcome: AttemptOutcome, receivers: Map<string, Heard>): void => {
    const { attempt, state, dueAt, stopReceiver } = outcome;
    const { startedAt, durationMs, verdict, reason } = attempt;
    const [due, waitedFor] = [attempt.dueAt ?? null, attempt.waitedFor ?? null];
    const endedAt = startedAt + durationMs;
    const finishedAt = state === 'waiting' || state === 'sending' ? null : endedAt;
    const row = settle.get(
      state,
      attempt.number,
      dueAt,
      finishedAt,
      reason,
      startedAt,
      due,
      waitedFor,
      outcome.deliveryId,
    );
    if (!row) throw new DeskError('not_found', `There is no delivery with the id ${outcome.deliveryId}.`);
    addAttempt.run(
      row.id,
      row.attempts,
      startedAt,
      durationMs,
      attempt.url,
      attempt.requestHeaders,
      attempt.httpStatus,
      attempt.responseHeaders,
      attempt.bodyStart,
      verdict,
      reason,
      attempt.body ?? null,
      due,
      waitedFor,
    );
    const receiver = receivers.get(row.receiver) ?? open(row.receiver);
    receivers.set(row.receiver, receiver);
    hear(receiver, outcome);
    if (stopReceiver) stop.run(STOPPED_REASON, row.receiver);
  };

  const close = (receiver: string, one: Heard): ReceiverAlert[] => {
    const { breaker } = one;
    const count = breaker.openedAt === null ? 0 : (waiting.get(receiver) ?? 0);
    const due = breakerAlerts(breaker, count, one.endedAt);
    const fresh = due.filter((alert) => (one.alerted & ALERT_BITS[alert]) === 0);
    const alerted =
      breaker.openedAt === null ? 0 : due.reduce((all, alert) => all | ALERT_BITS[alert], one.alerted);
    const { recent, openedAt, reason, probes, probeAt } = breaker;
    heard.run(
      one.lastVerdict,
      one.lastAttemptAt,
      recent,
      openedAt,
      reason,
      probes,
      probeAt,
      alerted,
      one.closedAt,
      one.closedAt,
      receiver,
    );
    const worst = fresh.at(-1);
    return worst === undefined ? [] : [{ receiver, alert: worst, waiting: count, reason }];
  };

  return atOnce(db, ({ outcomes }: { readonly outcomes: readonly AttemptOutcome[] }): RecordedAttempts => {
    const receivers = new Map<string, Heard>();
    for (const outcome of outcomes) record(outcome, receivers);
    const alerts = [...receivers].flatMap(([receiver, one]) => close(receiver, one));
    const stillOpen = [...receivers].filter(([, { breaker }]) => breaker.openedAt !== null);
    return { open: stillOpen.map(([receiver]) => receiver), alerts };
  });
}

/** What the address guard stopped, and a 410, say nothing about a receiver's health. */
function hear(receiver: Heard, { attempt, stopReceiver }: AttemptOutcome): void {
  const { startedAt, durationMs, verdict, reason } = attempt;
  const endedAt = startedAt + durationMs;
  receiver.lastVerdict = verdict;
  receiver.lastAttemptAt = startedAt;
  receiver.endedAt = Math.max(receiver.endedAt, endedAt);
  if (stopReceiver || reason.startsWith(BLOCKED_REASON)) return;
  const before = receiver.breaker;
  const answered = verdict !== 'not_delivered';
  receiver.breaker = breakerAfter(before, { startedAt, endedAt, answered, reason });
  if (before.openedAt !== null && receiver.breaker.openedAt === null) receiver.closedAt = endedAt;
}

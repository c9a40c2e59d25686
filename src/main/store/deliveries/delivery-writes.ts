import { BLOCKED_REASON } from '#shared/domain/delivery-verdict.ts';
import type { AttemptOutcome } from '#main/engine/ports/outbox.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { DeliveryState } from '#shared/ipc/postbacks.ts';
import { atOnce } from '../file/sqlite.ts';
import type { Sqlite } from '../file/sqlite.ts';

/** Why a receiver that nobody paused takes nothing; a receiver paused by hand has no reason. */
const STOPPED_REASON = 'The receiver answered 410 Gone: it wants no more postbacks.';

/** Records what became of deliveries and what a person decides about them. Each call is one transaction. */
export interface DeliveryWrites {
  readonly recordAttempts: (input: { readonly outcomes: readonly AttemptOutcome[] }) => void;
  readonly retryDelivery: (input: { readonly deliveryId: string; readonly now: number }) => void;
  readonly setReceiverPaused: (input: {
    readonly receiver: string;
    readonly paused: boolean;
    readonly now: number;
  }) => void;
  readonly setReceiverAllowLocal: (input: {
    readonly receiver: string;
    readonly allowLocal: boolean;
  }) => void;
  readonly retryBlocked: () => void;
}

interface DeliveryRow {
  readonly id: number;
  readonly receiver: string;
  readonly state: DeliveryState;
  readonly attempts: number;
}

export function deliveryWrites(db: Sqlite): DeliveryWrites {
  const find = db.prepare<[string], DeliveryRow>(
    'SELECT id, receiver, state, attempts FROM deliveries WHERE delivery_id = ?',
  );
  const addAttempt = db.prepare<
    [number, number, number, number, string, string, number | null, string, string, string, string]
  >(
    `INSERT INTO attempts (delivery, number, started_at, duration_ms, url, request_headers, http_status, response_headers,
       body_start, verdict, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const settle = db.prepare<[string, number, number | null, number | null, string, number]>(
    `UPDATE deliveries SET state = ?, attempts = ?, due_at = ?, finished_at = ?, last_reason = ?, lease_until = NULL
     WHERE id = ?`,
  );
  const heard = db.prepare<[string, number, string]>(
    'UPDATE receivers SET last_verdict = ?, last_attempt_at = ? WHERE receiver = ?',
  );
  const stop = db.prepare<[string, string]>(
    'UPDATE receivers SET stopped = 1, paused_reason = ? WHERE receiver = ?',
  );
  const again = db.prepare<[number, number]>(
    "UPDATE deliveries SET state = 'waiting', due_at = ?, finished_at = NULL, lease_until = NULL WHERE id = ?",
  );
  const pause = db.prepare<[number, string]>(
    "UPDATE receivers SET paused = ?, stopped = 0, paused_reason = '' WHERE receiver = ?",
  );
  const allow = db.prepare<[string, number]>(
    `INSERT INTO receivers (receiver, allow_local) VALUES (?, ?)
     ON CONFLICT (receiver) DO UPDATE SET allow_local = excluded.allow_local`,
  );
  const unblock = db.prepare<[string, string | null]>(
    `UPDATE deliveries SET state = 'waiting', due_at = coalesce(finished_at, created_at), finished_at = NULL
     WHERE state = 'needs_person' AND instr(last_reason, ?) = 1 AND receiver = coalesce(?, receiver)`,
  );
  const delivery = (deliveryId: string): DeliveryRow => {
    const row = find.get(deliveryId);
    if (!row) throw new DeskError('not_found', `There is no delivery with the id ${deliveryId}.`);
    return row;
  };

  const record = (outcome: AttemptOutcome): void => {
    const { attempt, state, dueAt, stopReceiver } = outcome;
    const { id, receiver, attempts } = delivery(outcome.deliveryId);
    const number = Math.max(attempt.number, attempts + 1);
    const { startedAt, durationMs, url, requestHeaders, httpStatus, responseHeaders } = attempt;
    const { bodyStart, verdict, reason } = attempt;
    addAttempt.run(
      id,
      number,
      startedAt,
      durationMs,
      url,
      requestHeaders,
      httpStatus,
      responseHeaders,
      bodyStart,
      verdict,
      reason,
    );
    const finishedAt = state === 'waiting' || state === 'sending' ? null : startedAt + durationMs;
    settle.run(state, number, dueAt, finishedAt, reason, id);
    heard.run(verdict, startedAt, receiver);
    if (stopReceiver) stop.run(STOPPED_REASON, receiver);
  };

  return {
    recordAttempts: atOnce(db, ({ outcomes }: { outcomes: readonly AttemptOutcome[] }): void => {
      for (const outcome of outcomes) record(outcome);
    }),
    retryDelivery: atOnce(db, ({ deliveryId, now }: { deliveryId: string; now: number }): void => {
      const { id, state } = delivery(deliveryId);
      if (state === 'sending') throw new DeskError('conflict', 'This delivery is being sent right now.');
      again.run(now, id);
    }),
    setReceiverPaused: ({ receiver, paused }) => {
      const changed = pause.run(Number(paused), receiver).changes;
      if (changed === 0) throw new DeskError('not_found', `There is no receiver ${receiver}.`);
    },
    setReceiverAllowLocal: atOnce(
      db,
      ({ receiver, allowLocal }: { receiver: string; allowLocal: boolean }): void => {
        allow.run(receiver, Number(allowLocal));
        if (allowLocal) unblock.run(BLOCKED_REASON, receiver);
      },
    ),
    retryBlocked: () => {
      unblock.run(BLOCKED_REASON, null);
    },
  };
}

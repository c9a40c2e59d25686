import type { ClaimedDelivery, OutboxWrites } from '#main/engine/ports/outbox.ts';
import { LONGEST_PROBE_DELAY } from '#shared/domain/circuit-breaker.ts';
import { isLate, ON_TIME_MS, waitReason } from '#shared/domain/lateness.ts';
import type { WaitReason } from '#shared/domain/lateness.ts';
import { USUAL_LIMITS } from '#shared/domain/receiver-limits.ts';
import { atOnce } from '../file/sqlite.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { PACED, replayPace } from '../replays/replay-pace.ts';
import type { InstantHandlers } from '../threads/handlers.ts';
import { receiverSecrets, settingsOf } from './receiver-rows.ts';
import type { SettingsRow } from './receiver-rows.ts';

interface WaitingRow {
  readonly id: number;
  readonly delivery_id: string;
  readonly conversion_id: number;
  readonly url: string;
  readonly body: string | null;
  readonly attempts: number;
  readonly tries_before: number;
  readonly due_at: number;
  readonly late_from: number | null;
  readonly late_for: string | null;
}

interface ReceiverRow extends SettingsRow {
  readonly receiver: string;
  readonly allow_local: number;
  readonly opened_at: number | null;
  readonly held_for: string;
  readonly held_until: number;
}

/** What a receiver's deliveries have in common. */
type Shared = Pick<
  ClaimedDelivery,
  'receiver' | 'allowLocal' | 'perSecond' | 'atOnce' | 'timeoutMs' | 'acceptance' | 'signing'
>;

/** An earlier delivery of the same conversion to the same receiver that is not settled holds a later one back. */
export const NOT_HELD_BACK = `NOT EXISTS (SELECT 1 FROM deliveries AS e WHERE e.conversion_id = d.conversion_id
  AND e.receiver = d.receiver AND e.id < d.id AND e.state IN ('waiting', 'sending'))`;

/** Takes deliveries from the outbox for sending, and gives them back. Each call is one transaction. */
export type Claims = InstantHandlers<
  Pick<OutboxWrites, 'claimDeliveries' | 'releaseClaims' | 'nextDueAt' | 'spreadOverdue'>
>;

type ClaimInput = Parameters<Claims['claimDeliveries']>[0];

export function deliveryClaims(db: Sqlite): Claims {
  const expire = db.prepare<[number]>(
    "UPDATE deliveries SET state = 'waiting', lease_until = NULL WHERE state = 'sending' AND lease_until <= ?",
  );
  const receivers = db.prepare<[number, number, number], ReceiverRow>(
    `SELECT receiver, allow_local, per_second, at_once, timeout_ms, acceptance, signing, opened_at, held_for, held_until
     FROM receivers AS r WHERE paused = 0 AND stopped = 0
       AND (opened_at IS NULL OR probe_at <= ? OR probe_at > ? + ${LONGEST_PROBE_DELAY}) AND EXISTS (
         SELECT 1 FROM deliveries AS d INDEXED BY deliveries_by_due
         WHERE d.receiver = r.receiver AND d.state = 'waiting' AND d.due_at <= ?) ORDER BY receiver`,
  );
  const due = db.prepare<[string, number, number], WaitingRow>(
    `SELECT id, delivery_id, conversion_id, url, body, attempts, tries_before, due_at, late_from, late_for
     FROM deliveries AS d INDEXED BY deliveries_in_turn
     WHERE receiver = ? AND state = 'waiting' AND due_at <= ? AND ${NOT_HELD_BACK}
     ORDER BY called_at, id LIMIT ?`,
  );
  const earlierEnded = db
    .prepare<[number, string, number, number], number>(
      `SELECT EXISTS (SELECT 1 FROM deliveries INDEXED BY deliveries_of_conversion
         WHERE conversion_id = ? AND receiver = ? AND id < ? AND finished_at > ?)`,
    )
    .pluck();
  const underWay = db
    .prepare<[string], number>(
      `SELECT EXISTS (SELECT 1 FROM deliveries INDEXED BY deliveries_by_lease
         WHERE state = 'sending' AND receiver = ?)`,
    )
    .pluck();
  const secrets = receiverSecrets(db);
  const lease = db.prepare<[number, string]>(
    `UPDATE deliveries SET state = 'sending', lease_until = ?
     WHERE id IN (SELECT value FROM json_each(?))`,
  );
  const release = db.prepare<[string]>(
    `UPDATE deliveries SET state = 'waiting', lease_until = NULL
     WHERE state = 'sending' AND delivery_id IN (SELECT value FROM json_each(?))`,
  );
  const releaseAll = db.prepare<[]>(
    "UPDATE deliveries SET state = 'waiting', lease_until = NULL WHERE state = 'sending'",
  );
  const nextDue = db.prepare<[], { at: number }>(
    `SELECT max(coalesce(r.probe_at, 0), due) AS at FROM (
       SELECT probe_at, (SELECT due_at FROM deliveries AS d INDEXED BY deliveries_by_due
         WHERE d.receiver = o.receiver AND state = 'waiting' AND due_at IS NOT NULL AND ${NOT_HELD_BACK}
         ORDER BY due_at LIMIT 1) AS due
       FROM receivers AS o WHERE paused = 0 AND stopped = 0) AS r
     WHERE due IS NOT NULL ORDER BY at LIMIT 1`,
  );
  const nextLease = db.prepare<[], { at: number | null }>(
    "SELECT min(lease_until) AS at FROM deliveries INDEXED BY deliveries_by_lease WHERE state = 'sending'",
  );
  const overdue = db.prepare<[number], { id: number }>(
    `SELECT d.id FROM receivers AS r CROSS JOIN deliveries AS d INDEXED BY deliveries_by_due
     WHERE r.paused = 0 AND r.stopped = 0 AND r.opened_at IS NULL AND d.receiver = r.receiver
       AND d.state = 'waiting' AND d.due_at < ? AND NOT (${PACED}) ORDER BY d.called_at, d.id`,
  );
  const paceReplays = replayPace(db);
  const postpone = db.prepare<[number, string | null, number]>(
    `UPDATE deliveries SET due_at = ?, late_from = coalesce(late_from, due_at), late_for = coalesce(late_for, ?)
     WHERE id = ?`,
  );
  let lastServed = '';

  const sharedOf = (row: ReceiverRow, now: number): Shared => {
    const { limits, acceptance, signing } = settingsOf(row);
    const { signatureParameter, timestampParameter } = signing;
    return {
      receiver: row.receiver,
      allowLocal: row.allow_local === 1,
      ...(row.per_second === null ? {} : { perSecond: limits.perSecond }),
      ...(row.at_once === null ? {} : { atOnce: limits.atOnce }),
      ...(limits.timeoutMs === null ? {} : { timeoutMs: limits.timeoutMs }),
      ...(acceptance.rule === 'usual' ? {} : { acceptance }),
      ...(signing.on
        ? {
            signing: { signatureParameter, timestampParameter, secrets: secrets.valid(row.receiver, now) },
          }
        : {}),
    };
  };

  /** How many more of a receiver may be in hand; behind an open breaker one probe alone. */
  const freeOf = (row: ReceiverRow, input: ClaimInput): number => {
    const inHand = input.inFlight[row.receiver] ?? 0;
    if (input.notTo?.includes(row.receiver)) return 0;
    if (row.opened_at !== null) return inHand === 0 && underWay.get(row.receiver) === 0 ? 1 : 0;
    return Math.max(0, Math.min(input.limit, mostInHand(row, input) - inHand));
  };

  const waitedFor = (row: WaitingRow, of: ReceiverRow, now: number): WaitReason | undefined => {
    const dueAt = row.late_from ?? row.due_at;
    if (!isLate(dueAt, now)) return undefined;
    const known = waitReason(row.late_for) ?? (dueAt < of.held_until ? waitReason(of.held_for) : null);
    if (known !== null) return known;
    const held = earlierEnded.get(row.conversion_id, of.receiver, row.id, dueAt + ON_TIME_MS) === 1;
    return held ? 'order' : 'pace';
  };

  const claim = atOnce(db, (input: ClaimInput): ClaimedDelivery[] => {
    const { now, limit, leaseMs } = input;
    expire.run(now);
    const queues = turnOrder(receivers.all(now, now, now), lastServed).map((row) => {
      const free = freeOf(row, input);
      const rows = free === 0 ? [] : due.all(row.receiver, now, free);
      return { of: row, shared: rows.length === 0 ? null : sharedOf(row, now), rows };
    });
    const claimed: ClaimedDelivery[] = [];
    const leased: number[] = [];
    for (
      let round = 0;
      claimed.length < limit && queues.some(({ rows }) => rows.length > round);
      round += 1
    ) {
      for (const { of, shared, rows } of queues) {
        const row = rows[round];
        if (!row || !shared || claimed.length >= limit) continue;
        leased.push(row.id);
        const reason = waitedFor(row, of, now);
        claimed.push({
          ...shared,
          deliveryId: row.delivery_id,
          url: row.url,
          attempt: row.attempts - row.tries_before + 1,
          dueAt: row.late_from ?? row.due_at,
          ...(row.body === null ? {} : { body: row.body }),
          ...(reason === undefined ? {} : { waitedFor: reason }),
        });
        lastServed = of.receiver;
      }
    }
    if (leased.length > 0) lease.run(now + leaseMs, JSON.stringify(leased));
    return claimed;
  });

  return {
    claimDeliveries: claim,
    releaseClaims: ({ deliveryIds }) => {
      if (deliveryIds === null) releaseAll.run();
      else release.run(JSON.stringify(deliveryIds));
    },
    nextDueAt: () => {
      const times = [nextDue.get()?.at ?? null, nextLease.get()?.at ?? null].filter((at) => at !== null);
      return times.length === 0 ? null : Math.min(...times);
    },
    spreadOverdue: atOnce(db, ({ now, overMs, reason }: Parameters<Claims['spreadOverdue']>[0]): number => {
      const rows = overdue.all(now);
      for (const [place, { id }] of rows.entries()) {
        postpone.run(now + Math.floor((overMs * place) / rows.length), reason ?? null, id);
      }
      return rows.length + paceReplays(now);
    }),
  };
}

/** What the sender may hold of one receiver: as much as of any other, in proportion to limits of its own and its lease. */
function mostInHand(row: ReceiverRow, { perReceiver, leaseMs }: ClaimInput): number {
  if (row.per_second === null && row.at_once === null) return perReceiver;
  const { perSecond, atOnce: together } = settingsOf(row).limits;
  const share = Math.max(together / USUAL_LIMITS.atOnce, perSecond / USUAL_LIMITS.perSecond);
  const begunInLease = Math.floor((perSecond * leaseMs) / 2000);
  return Math.max(1, Math.min(Math.ceil(perReceiver * share), begunInLease));
}

/** The receivers in turn, beginning after the one that was served last, so that none waits behind the others. */
function turnOrder(receivers: readonly ReceiverRow[], lastServed: string): ReceiverRow[] {
  const after = receivers.filter(({ receiver }) => receiver > lastServed);
  return [...after, ...receivers.filter(({ receiver }) => receiver <= lastServed)];
}

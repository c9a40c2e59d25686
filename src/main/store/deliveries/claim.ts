import type { ClaimedDelivery } from '#main/engine/ports/outbox.ts';
import { atOnce } from '../file/sqlite.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { PACED, replayPace } from '../replays/replay-pace.ts';

interface WaitingRow {
  readonly id: number;
  readonly delivery_id: string;
  readonly url: string;
  readonly attempts: number;
  readonly tries_before: number;
}

interface ReceiverRow {
  readonly receiver: string;
  readonly allow_local: number;
}

/** An earlier delivery of the same conversion to the same receiver that is not settled holds a later one back. */
export const NOT_HELD_BACK = `NOT EXISTS (SELECT 1 FROM deliveries AS e WHERE e.conversion_id = d.conversion_id
  AND e.receiver = d.receiver AND e.id < d.id AND e.state IN ('waiting', 'sending'))`;

/** Takes deliveries from the outbox for sending, and gives them back. Each call is one transaction. */
export interface Claims {
  readonly claimDeliveries: (input: {
    readonly now: number;
    readonly limit: number;
    readonly perReceiver: number;
    readonly leaseMs: number;
    readonly inFlight: Readonly<Record<string, number>>;
  }) => ClaimedDelivery[];
  readonly releaseClaims: (input: { readonly deliveryIds: readonly string[] | null }) => void;
  readonly nextDueAt: () => number | null;
  readonly spreadOverdue: (input: { readonly now: number; readonly overMs: number }) => number;
}

export function deliveryClaims(db: Sqlite): Claims {
  const expire = db.prepare<[number]>(
    "UPDATE deliveries SET state = 'waiting', lease_until = NULL WHERE state = 'sending' AND lease_until <= ?",
  );
  const receivers = db.prepare<[number], ReceiverRow>(
    `SELECT receiver, allow_local FROM receivers AS r WHERE paused = 0 AND stopped = 0 AND EXISTS (
       SELECT 1 FROM deliveries AS d INDEXED BY deliveries_by_due
       WHERE d.receiver = r.receiver AND d.state = 'waiting' AND d.due_at <= ?) ORDER BY receiver`,
  );
  const due = db.prepare<[string, number, number], WaitingRow>(
    `SELECT id, delivery_id, url, attempts, tries_before FROM deliveries AS d INDEXED BY deliveries_in_turn
     WHERE receiver = ? AND state = 'waiting' AND due_at <= ? AND ${NOT_HELD_BACK}
     ORDER BY called_at, id LIMIT ?`,
  );
  const lease = db.prepare<[number, number]>(
    "UPDATE deliveries SET state = 'sending', lease_until = ? WHERE id = ?",
  );
  const release = db.prepare<[string]>(
    `UPDATE deliveries SET state = 'waiting', lease_until = NULL
     WHERE state = 'sending' AND delivery_id IN (SELECT value FROM json_each(?))`,
  );
  const releaseAll = db.prepare<[]>(
    "UPDATE deliveries SET state = 'waiting', lease_until = NULL WHERE state = 'sending'",
  );
  const nextDue = db.prepare<[], { at: number }>(
    `SELECT (SELECT due_at FROM deliveries AS d INDEXED BY deliveries_by_due
       WHERE d.receiver = r.receiver AND state = 'waiting' AND ${NOT_HELD_BACK} ORDER BY due_at LIMIT 1) AS at
     FROM receivers AS r WHERE paused = 0 AND stopped = 0 AND at IS NOT NULL ORDER BY at LIMIT 1`,
  );
  const nextLease = db.prepare<[], { at: number | null }>(
    "SELECT min(lease_until) AS at FROM deliveries INDEXED BY deliveries_by_lease WHERE state = 'sending'",
  );
  const overdue = db.prepare<[number], { id: number }>(
    `SELECT d.id FROM receivers AS r CROSS JOIN deliveries AS d INDEXED BY deliveries_by_due
     WHERE r.paused = 0 AND r.stopped = 0 AND d.receiver = r.receiver AND d.state = 'waiting' AND d.due_at < ?
       AND NOT (${PACED}) ORDER BY d.called_at, d.id`,
  );
  const paceReplays = replayPace(db);
  const postpone = db.prepare<[number, number]>('UPDATE deliveries SET due_at = ? WHERE id = ?');
  let lastServed = '';

  const claim = atOnce(db, (input: Parameters<Claims['claimDeliveries']>[0]): ClaimedDelivery[] => {
    const { now, limit, perReceiver, leaseMs, inFlight } = input;
    expire.run(now);
    const queues = turnOrder(receivers.all(now), lastServed).map(({ receiver, allow_local }) => {
      const free = Math.max(0, Math.min(limit, perReceiver - (inFlight[receiver] ?? 0)));
      return {
        receiver,
        allowLocal: allow_local === 1,
        rows: free === 0 ? [] : due.all(receiver, now, free),
      };
    });
    const claimed: ClaimedDelivery[] = [];
    for (let round = 0; queues.some(({ rows }) => rows.length > round); round += 1) {
      for (const { receiver, allowLocal, rows } of queues) {
        const row = rows[round];
        if (!row) continue;
        if (claimed.length >= limit) return claimed;
        lease.run(now + leaseMs, row.id);
        claimed.push({
          deliveryId: row.delivery_id,
          url: row.url,
          receiver,
          allowLocal,
          attempt: row.attempts - row.tries_before + 1,
        });
        lastServed = receiver;
      }
    }
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
    spreadOverdue: atOnce(db, ({ now, overMs }: { now: number; overMs: number }): number => {
      const rows = overdue.all(now);
      for (const [place, { id }] of rows.entries()) {
        postpone.run(now + Math.floor((overMs * place) / rows.length), id);
      }
      return rows.length + paceReplays(now);
    }),
  };
}

/** The receivers in turn, beginning after the one that was served last, so that none waits behind the others. */
function turnOrder(receivers: readonly ReceiverRow[], lastServed: string): ReceiverRow[] {
  const after = receivers.filter(({ receiver }) => receiver > lastServed);
  return [...after, ...receivers.filter(({ receiver }) => receiver <= lastServed)];
}

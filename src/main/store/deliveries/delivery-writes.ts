import type { OutboxWrites } from '#main/engine/ports/outbox.ts';
import type { PostbackWrites } from '#main/engine/ports/postback-store.ts';
import { isStillSo } from '#shared/domain/delivery-event.ts';
import type { ConversionStatus } from '#shared/domain/status.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { DeliveryState } from '#shared/ipc/postbacks.ts';
import { atOnce } from '../file/sqlite.ts';
import type { Sqlite } from '../file/sqlite.ts';
import type { InstantHandlers } from '../threads/handlers.ts';
import { receiverWrites } from './receiver-writes.ts';
import { attemptRecords } from './record-attempts.ts';

type DeliveryWrites = ReturnType<typeof receiverWrites> &
  InstantHandlers<
    Pick<OutboxWrites, 'recordAttempts'> & Pick<PostbackWrites, 'retryDelivery' | 'pruneAttempts'>
  >;

interface DeliveryRow {
  readonly id: number;
  readonly conversion_id: number;
  readonly receiver: string;
  readonly state: DeliveryState;
  readonly due_at: number | null;
  /** Not empty while something must be settled before it may go out. */
  readonly held: string;
  readonly last_reason: string;
  readonly meaning: string;
  /** Of its conversion; null for one that says nothing. */
  readonly status: ConversionStatus | null;
}

/** Records what became of deliveries, and what a person decides about them and their receivers. */
export function deliveryWrites(db: Sqlite): DeliveryWrites {
  const find = db.prepare<[string], DeliveryRow>(
    `SELECT d.id, d.conversion_id, d.receiver, d.state, d.due_at, d.held, d.last_reason, d.meaning, c.status
     FROM deliveries AS d JOIN conversions AS c ON c.id = d.conversion_id WHERE d.delivery_id = ?`,
  );
  const again = db.prepare<[number, number]>(
    `UPDATE deliveries SET state = 'waiting', due_at = ?, finished_at = NULL, lease_until = NULL, late_from = NULL,
       late_for = NULL WHERE id = ?`,
  );
  const overtaken = db
    .prepare<[number, string, number], string>(
      `SELECT delivery_id FROM deliveries INDEXED BY deliveries_of_conversion
       WHERE conversion_id = ? AND receiver = ? AND id > ? AND state IN ('accepted', 'refused') ORDER BY id DESC LIMIT 1`,
    )
    .pluck();
  // Rows stand in the order they were recorded, so the old ones are at the beginning.
  const oldest = db.prepare<[number], { place: number; started_at: number }>(
    'SELECT rowid AS place, started_at FROM attempts ORDER BY rowid LIMIT ?',
  );
  const forget = db.prepare<[number]>('DELETE FROM attempts WHERE rowid = ?');

  return {
    ...receiverWrites(db),
    recordAttempts: attemptRecords(db),
    retryDelivery: atOnce(db, ({ deliveryId, now }: { deliveryId: string; now: number }): void => {
      const row = find.get(deliveryId);
      if (!row) throw new DeskError('not_found', `There is no delivery with the id ${deliveryId}.`);
      const { id, state, due_at, conversion_id, receiver } = row;
      if (state === 'sending') throw new DeskError('conflict', 'This delivery is being sent right now.');
      if (state === 'waiting' && row.held !== '') throw new DeskError('conflict', row.last_reason);
      if (state === 'waiting' && due_at !== null && due_at <= now) {
        const message = 'This delivery waits in the outbox already; it is not queued twice.';
        throw new DeskError('conflict', message);
      }
      const later = overtaken.get(conversion_id, receiver, id);
      if (later !== undefined) {
        const message = `The receiver has got a later postback of this conversion since (${later}). Replay that one instead.`;
        throw new DeskError('conflict', message);
      }
      if (state !== 'waiting' && row.status !== null && !isStillSo(row.meaning, row.status)) {
        const message = `The conversion is ${row.status} by now, so this postback would tell what is not so. It is not sent again.`;
        throw new DeskError('conflict', message);
      }
      again.run(now, id);
    }),
    pruneAttempts: atOnce(db, ({ before, limit }: { before: number; limit: number }): number => {
      const old = oldest.all(limit).filter(({ started_at }) => started_at < before);
      for (const { place } of old) forget.run(place);
      return old.length;
    }),
  };
}

import { DeskError } from '#shared/ipc/errors.ts';
import type { ReplayDraft, ReplayView } from '#shared/ipc/replays.ts';
import { ownershipOf } from '../file/meta.ts';
import { atOnce } from '../file/sqlite.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { fingerprintOf, replayPlans } from './replay-plan.ts';
import type { PlannedItem } from './replay-plan.ts';
import { foundReplay, mustSend, replayViewOf, restorable } from './replay-views.ts';
import type { ReplayRow } from './replay-views.ts';

interface UntriedRow {
  readonly place: number;
  readonly id: number;
  readonly delivery_id: string;
  readonly original_id: string;
  readonly template_id: number;
  readonly receiver: string;
  readonly restore: string;
}

/** Begins replays and takes them back; each call is one transaction. */
export function replayWrites(db: Sqlite): {
  readonly beginReplay: (input: {
    readonly draft: ReplayDraft;
    readonly deliveryIds: readonly string[];
    readonly fingerprint: string | null;
    readonly now: number;
  }) => ReplayView;
  readonly cancelReplay: (input: { readonly id: number; readonly now: number }) => ReplayView;
} {
  const planOf = replayPlans(db);
  const ownership = ownershipOf(db);
  const one = db.prepare<[number], ReplayRow>('SELECT * FROM replays WHERE id = ?');
  const add = db.prepare<[string, number, string, string, number, number, number, number]>(
    `INSERT INTO replays (identity, per_second, asked, note, created_at, sends, refused, waiting)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const addItem = db.prepare<[number, number, string, string, string, string, string, string]>(
    `INSERT INTO replay_items (replay_id, place, delivery_id, original_id, refused, request_before, request_after, restore)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const knowReceiver = db.prepare<[string]>('INSERT OR IGNORE INTO receivers (receiver) VALUES (?)');
  const again = db.prepare<[string, string | null, number, string, string, number, number, number]>(
    `UPDATE deliveries SET state = 'waiting', url = ?, body = ?, payout = ?, receiver = ?, origins = ?, due_at = ?,
       finished_at = NULL, lease_until = NULL, late_from = NULL, late_for = NULL, replay = ?, tries_before = attempts
     WHERE id = ?`,
  );
  const post = db.prepare<
    [
      string,
      number,
      number,
      string,
      string,
      string,
      string | null,
      number,
      string,
      number,
      number,
      number,
      number,
    ]
  >(
    `INSERT INTO deliveries (delivery_id, template_id, conversion_id, meaning, receiver, url, body, payout, origins, state,
       called_at, created_at, due_at, replay) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?, ?, ?, ?)`,
  );
  const untried = db.prepare<[number, number], UntriedRow>(
    `SELECT i.place, d.id, d.delivery_id, i.original_id, d.template_id, d.receiver, i.restore
     FROM replay_items AS i JOIN deliveries AS d ON d.delivery_id = i.delivery_id
     WHERE i.replay_id = ? AND i.refused = '' AND d.replay = ? AND d.state = 'waiting' AND d.attempts = d.tries_before`,
  );
  const restore = db.prepare<
    [
      string,
      string,
      string | null,
      number | null,
      string,
      string,
      number | null,
      number | null,
      string,
      number | null,
      number,
      number,
    ]
  >(
    `UPDATE deliveries SET state = ?, url = ?, body = ?, payout = ?, receiver = ?, origins = ?, due_at = ?,
       finished_at = ?, last_reason = ?, replay = ?, tries_before = ?, late_from = NULL,
       late_for = NULL, held = '' WHERE id = ?`,
  );
  const drop = db.prepare<[number]>('DELETE FROM deliveries WHERE id = ?');
  const discount = db.prepare<[number, string]>(
    `UPDATE delivery_tallies SET count = count - 1 WHERE template_id = ? AND receiver = ? AND state = 'waiting'`,
  );
  const takeBack = db.prepare<[number, number]>(
    'UPDATE replay_items SET taken_back = 1 WHERE replay_id = ? AND place = ?',
  );
  const cancelled = db.prepare<[number, number, number, number]>(
    `UPDATE replays SET waiting = waiting - ?, taken_back = taken_back + ?, cancelled_at = coalesce(cancelled_at, ?)
     WHERE id = ?`,
  );

  const enqueue = (item: PlannedItem, replay: number, dueAt: number, now: number): void => {
    const { row, after, origins, deliveryId, meaning } = item;
    const { template_id, conversion_id, template_receiver: receiver, called_at } = row;
    const { payout } = item.conversion.facts;
    const body = after.method === 'POST' ? after.body : null;
    knowReceiver.run(receiver);
    if (deliveryId === row.delivery_id) {
      again.run(after.url, body, payout, receiver, origins, dueAt, replay, row.id);
      return;
    }
    const owed = [deliveryId, template_id, conversion_id, meaning, receiver] as const;
    post.run(...owed, after.url, body, payout, origins, called_at, now, dueAt, replay);
  };

  return {
    beginReplay: atOnce(
      db,
      ({
        draft,
        deliveryIds,
        fingerprint,
        now,
      }: Parameters<ReturnType<typeof replayWrites>['beginReplay']>[0]) => {
        mustSend(ownership());
        const plan = planOf(deliveryIds, draft.identity);
        if (fingerprint !== null && fingerprint !== fingerprintOf(plan)) {
          const message = 'What would be sent has changed since the preview. Look at it again.';
          throw new DeskError('conflict', message);
        }
        const sends = plan.filter(({ refused }) => refused === null).length;
        const { identity, perSecond, note, selection } = draft;
        const asked = JSON.stringify(selection);
        const made = add.run(identity, perSecond, asked, note, now, sends, plan.length - sends, sends);
        const id = Number(made.lastInsertRowid);
        let sent = 0;
        for (const [place, item] of plan.entries()) {
          const { row, deliveryId, refused, before, after } = item;
          const was = refused === null ? JSON.stringify(restorable.parse(row)) : '';
          const requests = [JSON.stringify(before), JSON.stringify(after)] as const;
          addItem.run(id, place, deliveryId, row.delivery_id, refused ?? '', ...requests, was);
          if (refused !== null) continue;
          enqueue(item, id, now + Math.round((1000 * sent) / perSecond), now);
          sent += 1;
        }
        return replayViewOf(foundReplay(one.get(id), id));
      },
    ),
    cancelReplay: atOnce(db, ({ id, now }: { id: number; now: number }) => {
      foundReplay(one.get(id), id);
      const rows = untried.all(id, id);
      for (const row of rows) {
        if (row.delivery_id === row.original_id) {
          const was = restorable.parse(JSON.parse(row.restore));
          const { state, url, body, payout, receiver, origins } = was;
          const request = [state, url, body, payout, receiver, origins] as const;
          restore.run(
            ...request,
            was.due_at,
            was.finished_at,
            was.last_reason,
            was.replay,
            was.tries_before,
            row.id,
          );
        } else {
          drop.run(row.id);
          discount.run(row.template_id, row.receiver);
        }
        takeBack.run(id, row.place);
      }
      cancelled.run(rows.length, rows.length, now, id);
      return replayViewOf(foundReplay(one.get(id), id));
    }),
  };
}

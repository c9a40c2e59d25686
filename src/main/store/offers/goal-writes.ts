import { DeskError } from '#shared/ipc/errors.ts';
import type { GoalDraft, GoalView, PixelDraft, PixelView } from '#shared/ipc/goals.ts';
import { freeTradeId } from '../catalogue/free-trade-id.ts';
import { atOnce } from '../file/sqlite.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { goalViewOf } from './goal-records.ts';
import type { StoredGoal } from './goal-records.ts';
import { currencyOf, SELECT_OFFERS } from './offer-rows.ts';
import type { StoredOffer } from './offer-rows.ts';
import { pixelReads } from './pixel-records.ts';
import { trackingOrigins } from './tracking-origin.ts';

const OF_TUNE = 'TUNE lists this goal; change it there and read it again.';

/** Writes of further goals and of what partners want shown at them. */
export function goalWrites(db: Sqlite): {
  readonly saveGoal: (input: { readonly draft: GoalDraft; readonly now: number }) => GoalView;
  readonly removeGoal: (input: { readonly id: number; readonly now: number }) => void;
  readonly savePixel: (input: { readonly draft: PixelDraft; readonly now: number }) => PixelView;
  readonly removePixel: (input: { readonly id: number; readonly now: number }) => void;
} {
  const offerOf = db.prepare<[number], StoredOffer>(`${SELECT_OFFERS} WHERE o.id = ?`);
  const one = db.prepare<[number], StoredGoal>('SELECT * FROM goals WHERE id = ?');
  const same = db.prepare<[number, string], StoredGoal>(
    'SELECT * FROM goals WHERE offer = ? AND goal_id = ?',
  );
  const insert = db.prepare<[number, string, string, string, number, number, string, string, number]>(
    `INSERT INTO goals (offer, goal_id, name, protocol, payout, revenue, currency, status, origin, changed_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'desk', ?)`,
  );
  const update = db.prepare<[string, string, string, number, number, string, string, number, number]>(
    `UPDATE goals SET goal_id = ?, name = ?, protocol = ?, payout = ?, revenue = ?, currency = ?, status = ?,
       changed_at = ? WHERE id = ?`,
  );
  const deleteGoal = db.prepare<[number, number]>(
    "UPDATE goals SET status = 'deleted', changed_at = ? WHERE id = ?",
  );
  const insertPixel = db.prepare<[number, number | null, string, string, string, number]>(
    'INSERT INTO pixels (goal, partner, kind, code, status, modified_at) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const updatePixel = db.prepare<[number, number | null, string, string, string, number, number]>(
    'UPDATE pixels SET goal = ?, partner = ?, kind = ?, code = ?, status = ?, modified_at = ? WHERE id = ?',
  );
  const deletePixel = db.prepare<[number, number]>(
    "UPDATE pixels SET status = 'deleted', modified_at = ? WHERE id = ? AND status <> 'deleted'",
  );
  const partner = db.prepare<[number], { id: number }>('SELECT id FROM partners WHERE id = ?');
  const freeId = freeTradeId(db, 'goals');
  const originOf = trackingOrigins(db);
  const pixels = pixelReads(db);

  const goal = (id: number): StoredGoal => {
    const stored = one.get(id);
    if (!stored || stored.status === 'deleted') {
      throw new DeskError('not_found', `There is no goal with the record id ${id}.`);
    }
    return stored;
  };
  const offer = (id: number): StoredOffer => {
    const stored = offerOf.get(id);
    if (!stored) throw new DeskError('not_found', `There is no offer with the record id ${id}.`);
    return stored;
  };

  return {
    saveGoal: atOnce(db, ({ draft, now }: { readonly draft: GoalDraft; readonly now: number }) => {
      const of = offer(draft.offer);
      const before = draft.id === null ? null : goal(draft.id);
      if (before?.tune_network_id) throw new DeskError('conflict', OF_TUNE);
      if (before && before.offer !== of.id) {
        throw new DeskError('conflict', 'A goal stays with its offer.', { field: 'offer' });
      }
      const goalId = draft.goalId || before?.goal_id || freeId();
      if (/^0+$/.test(goalId)) {
        throw new DeskError('invalid_input', 'Goal 0 is the default goal of every offer.', {
          field: 'goalId',
        });
      }
      const there = same.get(of.id, goalId);
      if (there && there.id !== before?.id && (there.status !== 'deleted' || there.tune_network_id)) {
        throw new DeskError('conflict', `Offer ${of.offer_id} has a goal ${goalId} already.`, {
          field: 'goalId',
        });
      }
      const { name, protocol, payout, revenue, status } = draft;
      const values = [name, protocol, payout, revenue, currencyOf(of), status] as const;
      // A goal that was taken out and comes again under its id is the same goal.
      const known = before ?? there;
      const id = known ? known.id : Number(insert.run(of.id, goalId, ...values, now).lastInsertRowid);
      if (known) update.run(goalId, ...values, now, id);
      return goalViewOf(goal(id), of.offer_id, originOf(of));
    }),
    removeGoal: atOnce(db, ({ id, now }: { readonly id: number; readonly now: number }) => {
      if (goal(id).tune_network_id) throw new DeskError('conflict', OF_TUNE);
      deleteGoal.run(now, id);
    }),
    savePixel: atOnce(db, ({ draft, now }: { readonly draft: PixelDraft; readonly now: number }) => {
      const { protocol } = goal(draft.goal);
      if (draft.partner !== null && !partner.get(draft.partner)) {
        throw new DeskError('not_found', `There is no partner with the record id ${draft.partner}.`);
      }
      if (protocol === 'server' || (protocol === 'image' && draft.kind === 'code')) {
        const allowed =
          protocol === 'server'
            ? 'A goal counted by a server loads no page, so nothing can ride along on it.'
            : 'On an image pixel only an image can ride along; make the goal an iframe pixel for other code.';
        throw new DeskError('invalid_input', allowed, { field: 'kind' });
      }
      const { partner: who, kind, code, status } = draft;
      if (draft.id !== null && !pixels.one(draft.id)) {
        throw new DeskError('not_found', `There is no pixel with the record id ${draft.id}.`);
      }
      const id =
        draft.id ?? Number(insertPixel.run(draft.goal, who, kind, code, status, now).lastInsertRowid);
      if (draft.id !== null) updatePixel.run(draft.goal, who, kind, code, status, now, id);
      const saved = pixels.one(id);
      if (!saved) throw new DeskError('internal', 'The pixel was not kept.');
      return saved;
    }),
    removePixel: ({ id, now }) => {
      if (deletePixel.run(now, id).changes === 0) {
        throw new DeskError('not_found', `There is no pixel with the record id ${id}.`);
      }
    },
  };
}

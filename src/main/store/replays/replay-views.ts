import { z } from 'zod';
import { DeskError } from '#shared/ipc/errors.ts';
import type { OwnershipMode } from '#shared/ipc/desk.ts';
import { replayRequest, replaySelection } from '#shared/ipc/replays.ts';
import type { ReplayIdentity, ReplayItem, ReplayRequest, ReplayView } from '#shared/ipc/replays.ts';
import type { PlannedItem } from './replay-plan.ts';

/** A replay as it is stored. */
export interface ReplayRow {
  readonly id: number;
  readonly identity: ReplayIdentity;
  readonly per_second: number;
  readonly asked: string;
  readonly note: string;
  readonly created_at: number;
  readonly cancelled_at: number | null;
  readonly sends: number;
  readonly refused: number;
  readonly waiting: number;
  readonly accepted: number;
  readonly failed: number;
  readonly taken_back: number;
}

/** A stored replay as the contract tells it. */
export function replayViewOf(row: ReplayRow): ReplayView {
  return {
    id: row.id,
    identity: row.identity,
    perSecond: row.per_second,
    selection: replaySelection.parse(JSON.parse(row.asked)),
    note: row.note,
    createdAt: row.created_at,
    cancelledAt: row.cancelled_at,
    sends: row.sends,
    refused: row.refused,
    waiting: row.waiting,
    accepted: row.accepted,
    failed: row.failed,
    takenBack: row.taken_back,
  };
}

/** A planned item as the contract tells it. */
export function replayItemOf(item: PlannedItem, place: number): ReplayItem {
  return {
    place,
    deliveryId: item.deliveryId,
    originalId: item.row.delivery_id,
    conversionId: item.row.conversion_id,
    invocaId: item.conversion.facts.callId,
    partnerName: item.conversion.facts.partnerName,
    receiver: item.row.template_receiver,
    meaning: item.meaning,
    before: item.before,
    after: item.after,
    refused: item.refused,
  };
}

/** A request as it is kept with an item. */
export function storedRequest(text: string): ReplayRequest {
  return replayRequest.parse(JSON.parse(text));
}

/** How many items were refused for which reason, most first. */
export function refusalsOf<Why extends string>(
  reasons: readonly Why[],
): { readonly why: Why; readonly count: number }[] {
  const counts = new Map<Why, number>();
  for (const why of reasons) counts.set(why, (counts.get(why) ?? 0) + 1);
  return [...counts].map(([why, count]) => ({ why, count })).toSorted((a, b) => b.count - a.count);
}

/** @throws DeskError conflict while TUNE tells partners */
export function mustSend(ownership: OwnershipMode): void {
  if (ownership === 'desk') return;
  const message = 'This workspace only observes: TUNE tells the partners, so nothing is replayed from here.';
  throw new DeskError('conflict', message);
}

/** @throws DeskError not_found */
export function foundReplay(row: ReplayRow | undefined, id: number): ReplayRow {
  if (!row) throw new DeskError('not_found', `There is no replay with the number ${id}.`);
  return row;
}

export const restorable = z.object({
  state: z.enum(['accepted', 'refused', 'needs_person', 'exhausted', 'stopped']),
  url: z.string(),
  body: z.string().nullable(),
  payout: z.int().nullable(),
  receiver: z.string(),
  origins: z.string(),
  due_at: z.int().nullable(),
  finished_at: z.int().nullable(),
  last_reason: z.string(),
  replay: z.int().nullable(),
  tries_before: z.int(),
});

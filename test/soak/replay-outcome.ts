import Database from 'better-sqlite3';
import { z } from 'zod';
import { replayRequest } from '#shared/ipc/replays.ts';

/** What became of the replays of a soak. */
export interface ReplayedOutcome {
  readonly replays: number;
  /** Deliveries that went out once more: under their own ids, and under new ones. */
  readonly kept: number;
  readonly posted: number;
  readonly takenBack: number;
  readonly refused: number;
}

/** The replays as the file has them: what they allow a delivery, and what of their own promises is broken. */
export interface SoakReplays {
  readonly outcome: ReplayedOutcome;
  readonly broken: readonly string[];
  /** How often a delivery may have been told: once, and once for each replay under its id. */
  roundsOf(deliveryId: string): number;
  /** Whether this was ever to be sent under that id, beside what stands in the outbox. */
  wasRequest(deliveryId: string, url: string): boolean;
  /** Whether a further posting was asked for by a replay that was not taken back. */
  wasPosted(deliveryId: string): boolean;
}

interface ItemRow {
  readonly replay: number;
  readonly deliveryId: string;
  readonly originalId: string;
  readonly refused: string;
  readonly takenBack: number;
  readonly before: string;
  readonly after: string;
}

interface ReplayRow {
  readonly id: number;
  readonly sends: number;
  readonly refused: number;
  readonly waiting: number;
  readonly accepted: number;
  readonly failed: number;
  readonly takenBack: number;
}

/** Reads the replays of the file a soak has left. */
export function soakReplays(file: string): SoakReplays {
  const { replays, items } = readReplays(file);
  const broken: string[] = [];
  const kept = new Map<string, number>();
  const posted = new Map<string, number>();
  const requests = new Map<string, Set<string>>();
  for (const { deliveryId, originalId, refused, takenBack, before, after } of items) {
    if (refused !== '') continue;
    const urls = requests.get(deliveryId) ?? new Set();
    requests.set(deliveryId, urls);
    urls.add(urlOf(after));
    if (deliveryId === originalId) urls.add(urlOf(before));
    if (takenBack === 1) continue;
    const counts = deliveryId === originalId ? kept : posted;
    counts.set(deliveryId, (counts.get(deliveryId) ?? 0) + 1);
  }
  for (const [deliveryId, count] of posted)
    if (count > 1) broken.push(`${deliveryId} is the new id of ${count} postings.`);
  const itemsOf = Map.groupBy(items, ({ replay }) => replay);
  for (const one of replays) {
    const its = itemsOf.get(one.id) ?? [];
    const refused = its.filter((item) => item.refused !== '').length;
    const takenBack = its.filter((item) => item.takenBack === 1).length;
    const told = one.waiting + one.accepted + one.failed + one.takenBack;
    if (refused !== one.refused || its.length - refused !== one.sends || takenBack !== one.takenBack)
      broken.push(`Replay ${one.id} counts its deliveries wrongly.`);
    if (told !== one.sends)
      broken.push(`Replay ${one.id} was to send ${one.sends} and says what became of ${told}.`);
  }
  return {
    outcome: {
      replays: replays.length,
      kept: total(kept),
      posted: total(posted),
      takenBack: replays.reduce((sum, { takenBack }) => sum + takenBack, 0),
      refused: replays.reduce((sum, { refused }) => sum + refused, 0),
    },
    broken,
    roundsOf: (deliveryId) => 1 + (kept.get(deliveryId) ?? 0),
    wasRequest: (deliveryId, url) => requests.get(deliveryId)?.has(url) ?? false,
    wasPosted: (deliveryId) => posted.has(deliveryId),
  };
}

function readReplays(file: string): {
  readonly replays: readonly ReplayRow[];
  readonly items: readonly ItemRow[];
} {
  const db = new Database(file, { readonly: true });
  try {
    return {
      replays: db
        .prepare<[], ReplayRow>(
          'SELECT id, sends, refused, waiting, accepted, failed, taken_back AS takenBack FROM replays ORDER BY id',
        )
        .all(),
      items: db
        .prepare<[], ItemRow>(
          `SELECT replay_id AS replay, delivery_id AS deliveryId, original_id AS originalId, refused,
             taken_back AS takenBack, request_before AS before, request_after AS after
           FROM replay_items ORDER BY replay_id, place`,
        )
        .all(),
    };
  } finally {
    db.close();
  }
}

function urlOf(stored: string): string {
  return replayRequest.pick({ url: true }).parse(z.json().parse(JSON.parse(stored))).url;
}

function total(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

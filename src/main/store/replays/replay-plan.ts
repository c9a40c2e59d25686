import { createHash } from 'node:crypto';
import { eventOfMeaning, isStillSo, postingOfMeaning } from '#shared/domain/delivery-event.ts';
import { expandTemplate } from '#shared/domain/macros.ts';
import { postbackBody } from '#shared/domain/postback-body.ts';
import { postbackValues } from '#shared/domain/postback-values.ts';
import type { DeliveryState, PostbackMethod } from '#shared/ipc/postbacks.ts';
import type { ReplayIdentity, ReplayRefusal, ReplayRequest } from '#shared/ipc/replays.ts';
import { deliveryIdOf, originsOf } from '../deliveries/owed-deliveries.ts';
import type { OwedConversion } from '../deliveries/owed-deliveries.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { heldDeliveries } from '../tune/held-deliveries.ts';
import { storedPostbackFacts } from '../templates/postback-facts.ts';

/** A delivery as it lies in the outbox, with the template it is owed by. */
export interface ReplayableRow {
  readonly id: number;
  readonly delivery_id: string;
  readonly template_id: number;
  readonly conversion_id: number;
  readonly meaning: string;
  readonly receiver: string;
  readonly url: string;
  readonly body: string | null;
  readonly payout: number | null;
  readonly origins: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly called_at: number;
  readonly created_at: number;
  readonly due_at: number | null;
  readonly finished_at: number | null;
  readonly last_reason: string;
  readonly replay: number | null;
  readonly tries_before: number;
  readonly template_key: string;
  readonly template_url: string;
  readonly template_receiver: string;
  readonly template_method: PostbackMethod;
  readonly network_key: string;
}

/** What becomes of one delivery in a replay. */
export interface PlannedItem {
  readonly row: ReplayableRow;
  readonly conversion: OwedConversion;
  readonly deliveryId: string;
  readonly meaning: string;
  readonly origins: string;
  readonly before: ReplayRequest;
  readonly after: ReplayRequest;
  readonly refused: ReplayRefusal | null;
}

const PIECE = 500;

/** What a meaning is without the number of its posting: `approved` for `approved#2`. */
function plainMeaning(meaning: string): string {
  return meaning.replace(/#\d+$/, '');
}

/** Works out replays: every delivery's new request from today's template and today's conversion, and what is refused. */
export function replayPlans(
  db: Sqlite,
): (deliveryIds: readonly string[], identity: ReplayIdentity) => PlannedItem[] {
  const rowsOf = db.prepare<[string], ReplayableRow>(
    `SELECT d.*, t.key AS template_key, t.url AS template_url, t.receiver AS template_receiver,
       t.method AS template_method, n.key AS network_key
     FROM json_each(?) AS asked CROSS JOIN deliveries AS d ON d.delivery_id = asked.value
     JOIN templates AS t ON t.id = d.template_id JOIN conversions AS c ON c.id = d.conversion_id
     JOIN networks AS n ON n.id = c.network_id`,
  );
  const postings = db.prepare<[number, number], { meaning: string; state: DeliveryState }>(
    'SELECT meaning, state FROM deliveries WHERE conversion_id = ? AND template_id = ?',
  );
  const facts = storedPostbackFacts(db);
  const toldByTune = heldDeliveries(db);

  /** The number the next posting has; null while one waits. */
  const nextPosting = (row: ReplayableRow): number | null => {
    const plain = plainMeaning(row.meaning);
    const made = postings
      .all(row.conversion_id, row.template_id)
      .filter(({ meaning }) => plainMeaning(meaning) === plain);
    if (made.some(({ state }) => isOpen(state))) return null;
    return 1 + Math.max(1, ...made.map(({ meaning }) => postingOfMeaning(meaning)));
  };

  return (deliveryIds, identity) => {
    toldByTune.forget();
    const rows = pieces(deliveryIds)
      .flatMap((piece) => rowsOf.all(JSON.stringify(piece)))
      .toSorted((a, b) => a.called_at - b.called_at || a.id - b.id);
    const conversions = new Map<number, OwedConversion>();
    for (const piece of pieces([...new Set(rows.map((row) => row.conversion_id))])) {
      for (const conversion of facts(piece)) conversions.set(conversion.conversionId, conversion);
    }
    const posted = new Set<string>();

    return rows.flatMap((row): PlannedItem[] => {
      const conversion = conversions.get(row.conversion_id);
      if (!conversion) return [];
      const plain = plainMeaning(row.meaning);
      const posting = identity === 'new' ? nextPosting(row) : null;
      const which = `${row.template_id} ${row.conversion_id} ${plain}`;
      const refused = ((): ReplayRefusal | null => {
        if (isOpen(row.state)) return 'waiting';
        if (identity === 'new' && (posting === null || posted.has(which))) return 'posting_waits';
        if (!isStillSo(plain, conversion.facts.status)) return 'not_so_now';
        return toldByTune.isHeld({ ...conversion.facts, networkId: conversion.networkId })
          ? 'told_by_tune'
          : null;
      })();
      if (refused === null) posted.add(which);
      const meaning = posting === null ? row.meaning : `${plain}#${posting}`;
      const { callId } = conversion.facts;
      const deliveryId =
        posting === null ? row.delivery_id : deliveryIdOf(row.network_key, row.template_key, callId, meaning);
      const complete = { ...conversion.facts, deliveryId, event: eventOfMeaning(plain) };
      const { url, used, empty } = expandTemplate(row.template_url, postbackValues(complete));
      return [
        {
          row,
          conversion,
          deliveryId,
          meaning,
          origins: JSON.stringify(originsOf(complete, used, empty)),
          before: { method: row.body === null ? 'GET' : 'POST', url: row.url, body: row.body ?? '' },
          after: {
            method: row.template_method,
            url,
            // What became owed then is told as of then.
            body: row.template_method === 'POST' ? postbackBody(complete, row.created_at) : '',
          },
          refused,
        },
      ];
    });
  };
}

/** Whether a request differs from the one of then. */
export function isChanged({ before, after }: Pick<PlannedItem, 'before' | 'after'>): boolean {
  return before.method !== after.method || before.url !== after.url || before.body !== after.body;
}

/** Names exactly what a plan would send. */
export function fingerprintOf(plan: readonly PlannedItem[]): string {
  const hash = createHash('sha256');
  for (const { deliveryId, after, refused } of plan)
    hash.update(JSON.stringify([deliveryId, after.method, after.url, after.body, refused]));
  return hash.digest('hex');
}

function isOpen(state: DeliveryState): boolean {
  return state === 'waiting' || state === 'sending';
}

function pieces<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / PIECE) }, (_, k) =>
    all.slice(k * PIECE, (k + 1) * PIECE),
  );
}

import { MOST_REPLAYED, replayRefusal } from '#shared/ipc/replays.ts';
import type {
  DeliveryReplay,
  ReplayDetail,
  ReplayDraft,
  ReplayedItem,
  ReplayItem,
  ReplayPreview,
  ReplaySelection,
  ReplayView,
} from '#shared/ipc/replays.ts';
import { allOf } from '../conversions/filter.ts';
import type { Condition } from '../conversions/filter.ts';
import type { ConversionList } from '../conversions/list.ts';
import { deliveryConditions } from '../deliveries/delivery-reads.ts';
import { ownershipOf } from '../file/meta.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { fingerprintOf, isChanged, replayPlans } from './replay-plan.ts';
import {
  foundReplay,
  mustSend,
  refusalsOf,
  replayItemOf,
  replayViewOf,
  storedRequest,
} from './replay-views.ts';
import type { ReplayRow } from './replay-views.ts';

/** So many requests a preview shows side by side. */
const SHOWN = 50;

interface ItemRow {
  readonly place: number;
  readonly deliveryId: string;
  readonly originalId: string;
  readonly conversionId: number;
  readonly invocaId: string;
  readonly partnerName: string;
  readonly receiver: string;
  readonly meaning: string;
  readonly refused: string;
  readonly takenBack: number;
  readonly requestBefore: string;
  readonly requestAfter: string;
  readonly state: ReplayedItem['state'];
  readonly dueAt: number | null;
  readonly lastReason: string;
}

/** Reads of replays: what one would do, what there were, and how each of their deliveries stands. */
export function replayReads(
  db: Sqlite,
  list: ConversionList,
): {
  readonly replayable: (input: { readonly selection: ReplaySelection }) => {
    readonly deliveryIds: readonly string[];
    readonly found: number;
  };
  readonly replayPreview: (input: { readonly draft: ReplayDraft }) => ReplayPreview;
  readonly replayItems: (input: { readonly draft: ReplayDraft; readonly most: number }) => ReplayItem[];
  readonly replays: (input: { readonly limit: number }) => ReplayView[];
  readonly replayDetail: (input: {
    readonly id: number;
    readonly index: number;
    readonly limit: number;
  }) => ReplayDetail;
  readonly replaysOfDelivery: (input: { readonly deliveryId: string }) => DeliveryReplay[];
  readonly deliveriesOfCall: (input: {
    readonly invocaId: string;
  }) => { readonly deliveryId: string; readonly networkName: string; readonly meaning: string }[];
} {
  const planOf = replayPlans(db);
  const ownership = ownershipOf(db);
  const paused = db.prepare<[], { receiver: string }>(
    'SELECT receiver FROM receivers WHERE paused = 1 OR stopped = 1',
  );
  const newest = db.prepare<[number], ReplayRow>('SELECT * FROM replays ORDER BY id DESC LIMIT ?');
  const one = db.prepare<[number], ReplayRow>('SELECT * FROM replays WHERE id = ?');
  const refused = db.prepare<[number], { refused: string; count: number }>(
    `SELECT refused, count(*) AS count FROM replay_items WHERE replay_id = ? AND refused <> ''
     GROUP BY refused ORDER BY count DESC`,
  );
  // What is new is shown with its own row; what was taken back again has only the original's.
  const items = db.prepare<[number, number, number], ItemRow>(
    `SELECT i.place, i.delivery_id AS deliveryId, i.original_id AS originalId, o.conversion_id AS conversionId,
       c.call_id AS invocaId, coalesce(p.name, '') AS partnerName, coalesce(d.receiver, o.receiver) AS receiver,
       coalesce(d.meaning, o.meaning) AS meaning, i.refused, i.taken_back AS takenBack,
       i.request_before AS requestBefore, i.request_after AS requestAfter, d.state,
       CASE WHEN d.state = 'waiting' THEN d.due_at END AS dueAt, coalesce(d.last_reason, '') AS lastReason
     FROM replay_items AS i JOIN deliveries AS o ON o.delivery_id = i.original_id
     LEFT JOIN deliveries AS d ON d.delivery_id = i.delivery_id
     JOIN conversions AS c ON c.id = o.conversion_id JOIN lines AS l ON l.id = c.line_id
     LEFT JOIN partners AS p ON p.network_id = c.network_id AND p.partner_id = l.partner_id
     WHERE i.replay_id = ? AND i.place >= ? ORDER BY i.place LIMIT ?`,
  );
  const ofDelivery = db.prepare<
    [string, string],
    Omit<DeliveryReplay, 'refused' | 'takenBack'> & { readonly refused: string; readonly takenBack: number }
  >(
    `SELECT i.replay_id AS replayId, r.created_at AS createdAt, i.delivery_id AS deliveryId,
       i.original_id AS originalId, i.refused, i.taken_back AS takenBack
     FROM replay_items AS i JOIN replays AS r ON r.id = i.replay_id
     WHERE i.original_id = ? OR i.delivery_id = ? ORDER BY i.replay_id DESC LIMIT 100`,
  );
  const ofCall = db.prepare<[string], { deliveryId: string; networkName: string; meaning: string }>(
    `SELECT d.delivery_id AS deliveryId, n.name AS networkName, d.meaning
     FROM conversions AS c JOIN deliveries AS d ON d.conversion_id = c.id JOIN networks AS n ON n.id = c.network_id
     WHERE c.call_id = ? ORDER BY d.id`,
  );

  const replayable = ({ selection }: { selection: ReplaySelection }) => {
    const where = allOf(selectionConditions(list, selection));
    const from = `FROM deliveries AS d WHERE ${where.sql}`;
    const found =
      db
        .prepare<(number | string)[], { count: number }>(`SELECT count(*) AS count ${from}`)
        .get(...where.values)?.count ?? 0;
    const deliveryIds = db
      .prepare<(number | string)[], string>(`SELECT d.delivery_id ${from} ORDER BY d.called_at, d.id LIMIT ?`)
      .pluck()
      .all(...where.values, MOST_REPLAYED);
    return { deliveryIds, found };
  };
  const planned = (draft: ReplayDraft) => {
    mustSend(ownership());
    const { deliveryIds, found } = replayable(draft);
    return { plan: planOf(deliveryIds, draft.identity), found, leftOut: found - deliveryIds.length };
  };

  return {
    replayable,
    replayPreview: ({ draft }) => {
      const { plan, found, leftOut } = planned(draft);
      const sends = plan.filter((item) => item.refused === null);
      const changed = sends.filter(isChanged);
      const closed = new Set(paused.all().map(({ receiver }) => receiver));
      const shown = [
        ...changed,
        ...sends.filter((item) => !isChanged(item)),
        ...plan.filter((item) => item.refused !== null),
      ];
      return {
        found,
        sends: sends.length,
        changed: changed.length,
        refusals: refusalsOf(plan.flatMap((item) => item.refused ?? [])),
        leftOut,
        lastsMs: Math.round((1000 * Math.max(0, sends.length - 1)) / draft.perSecond),
        receivers: refusalsOf(sends.map(({ row }) => row.template_receiver)).map(({ why, count }) => ({
          receiver: why,
          count,
          paused: closed.has(why),
        })),
        fingerprint: fingerprintOf(plan),
        items: shown.slice(0, SHOWN).map(replayItemOf),
      };
    },
    replayItems: ({ draft, most }) =>
      planned(draft)
        .plan.filter((item) => item.refused === null)
        .slice(0, most)
        .map(replayItemOf),
    replays: ({ limit }) => newest.all(limit).map(replayViewOf),
    replayDetail: ({ id, index, limit }) => {
      const row = foundReplay(one.get(id), id);
      return {
        replay: replayViewOf(row),
        refusals: refused
          .all(id)
          .map(({ refused: why, count }) => ({ why: replayRefusal.parse(why), count })),
        count: row.sends + row.refused,
        rows: items.all(id, index, limit).map(itemOf),
      };
    },
    replaysOfDelivery: ({ deliveryId }) =>
      ofDelivery.all(deliveryId, deliveryId).map(({ refused: why, takenBack, ...item }) => ({
        ...item,
        refused: why === '' ? null : replayRefusal.parse(why),
        takenBack: takenBack === 1,
      })),
    deliveriesOfCall: ({ invocaId }) => ofCall.all(invocaId),
  };
}

function selectionConditions(list: ConversionList, selection: ReplaySelection): Condition[] {
  if ('deliveryIds' in selection) {
    const values = [JSON.stringify(selection.deliveryIds)];
    return [{ sql: 'd.delivery_id IN (SELECT value FROM json_each(?))', values }];
  }
  const { filter, from, to } = selection;
  const when = 'coalesce(d.finished_at, d.created_at)';
  return [
    ...deliveryConditions(list, filter),
    ...(from === null ? [] : [{ sql: `${when} >= ?`, values: [from] }]),
    ...(to === null ? [] : [{ sql: `${when} < ?`, values: [to] }]),
  ];
}

function itemOf(row: ItemRow): ReplayedItem {
  const { requestBefore, requestAfter, refused, takenBack, ...item } = row;
  return {
    ...item,
    before: storedRequest(requestBefore),
    after: storedRequest(requestAfter),
    refused: refused === '' ? null : replayRefusal.parse(refused),
    takenBack: takenBack === 1,
  };
}

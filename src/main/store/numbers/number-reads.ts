import type { NumbersReads, NumberTask } from '#main/engine/ports/numbers-store.ts';
import type { NumberDetail, NumberRow, NumberState } from '#shared/ipc/numbers.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import { customDataOf } from '../catalogue/custom-data.ts';
import { newestIdsAt } from '../file/newest-ids.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { PENDING_COLUMNS, PENDING_JOINS, pendingOf, withoutPending } from '../jobs/pending-job.ts';
import type { PendingRow } from '../jobs/pending-job.ts';
import type { Handlers } from '../threads/handlers.ts';
import { numberConditions } from './number-search.ts';
import { wishOf, wishToAsk } from './stored-number.ts';

interface StoredNumber extends Omit<NumberRow, 'customData' | 'pending'>, PendingRow {
  readonly customData: string;
}

interface StoredTask {
  readonly networkId: number;
  readonly state: NumberState;
  readonly advertiserId: string;
  readonly offerId: string;
  readonly partnerId: string;
  readonly offerInvocaId: string;
  readonly partnerInvocaId: string;
  readonly idFromNetwork: string;
  readonly description: string;
  readonly mediaType: string;
  readonly customData: string;
  readonly wish: string;
  readonly quietUntil: number | null;
}

/** Reads of promo numbers, newest first. */
export function numberReads(
  db: Sqlite,
): Handlers<Pick<NumbersReads, 'numberPage' | 'numberDetail' | 'numberTask' | 'offerPlace'>> {
  const rows = db.prepare<[number, number, string], StoredNumber>(
    `SELECT r.id, r.network_id AS networkId, w.name AS networkName, r.state, r.number, r.id_from_network AS idFromNetwork,
       r.invoca_id AS invocaId, r.description, r.media_type AS mediaType, r.offer_id AS offerId,
       coalesce(o.name, '') AS offerName, r.partner_id AS partnerId, coalesce(p.name, '') AS partnerName,
       r.custom_data AS customData, r.base_link AS baseLink, r.created_at AS createdAt, r.ended_at AS endedAt, r.reason,
       ${PENDING_COLUMNS}
     FROM numbers AS r JOIN networks AS w ON w.id = r.network_id
     LEFT JOIN partners AS p ON p.network_id = r.network_id AND p.partner_id = r.partner_id
     LEFT JOIN offers AS o ON o.network_id = r.network_id AND o.offer_id = r.offer_id
     ${PENDING_JOINS} WHERE r.id IN (SELECT value FROM json_each(?)) ORDER BY r.id DESC`,
  );
  const task = db.prepare<[number], StoredTask>(
    `SELECT r.network_id AS networkId, r.state, r.advertiser_id AS advertiserId, r.offer_id AS offerId,
       r.partner_id AS partnerId, coalesce(o.invoca_id, '') AS offerInvocaId,
       coalesce(p.invoca_id, '') AS partnerInvocaId, r.id_from_network AS idFromNetwork, r.description,
       r.media_type AS mediaType, r.custom_data AS customData, r.wish, r.quiet_until AS quietUntil
     FROM numbers AS r
     LEFT JOIN partners AS p ON p.network_id = r.network_id AND p.partner_id = r.partner_id
     LEFT JOIN offers AS o ON o.network_id = r.network_id AND o.offer_id = r.offer_id
     WHERE r.id = ?`,
  );
  const beside = db.prepare<[number], { advertiserId: string; wish: string; number: string }>(
    'SELECT advertiser_id AS advertiserId, wish, number FROM numbers WHERE id = ?',
  );
  const calls = db
    .prepare<[number], number>(
      `SELECT count(*) FROM lines AS l JOIN conversions AS c ON c.line_id = l.id
       WHERE l.number_id = ? AND c.status IS NOT NULL`,
    )
    .pluck();
  const links = db
    .prepare<[string], number>(
      "SELECT count(*) FROM links WHERE number = ? AND number <> '' AND removed_at IS NULL",
    )
    .pluck();
  const jobs = db.prepare<[string, string], NumberDetail['jobs'][number]>(
    `SELECT id, kind, state, created_at AS createdAt, finished_at AS finishedAt, last_reason AS reason
     FROM jobs WHERE key >= ? AND key < ? ORDER BY id DESC LIMIT 50`,
  );
  const offer = db
    .prepare<[number, string], string>(
      `SELECT advertiser_id FROM offers
     WHERE network_id = ? AND offer_id = ? AND advertiser_id <> ''`,
    )
    .pluck();
  const idsAt = newestIdsAt(db, 'numbers AS r', 'r.id');

  const rowsOf = (ids: readonly number[], now: number): NumberRow[] =>
    rows.all(now, now, JSON.stringify(ids)).map((row) => ({
      ...withoutPending(row),
      customData: customDataOf(row.customData),
      pending: pendingOf(row),
    }));

  return {
    numberPage: ({ filter, index, limit, now }) => {
      const where = numberConditions(filter);
      const count = db
        .prepare<(number | string)[], number>(`SELECT count(*) FROM numbers AS r WHERE ${where.sql}`)
        .pluck()
        .get(...where.values);
      return { index, count: count ?? 0, rows: rowsOf(idsAt(where, index, limit), now) };
    },
    numberDetail: ({ id, now }) => {
      const [row] = rowsOf([id], now);
      const more = beside.get(id);
      if (!row || !more) throw new DeskError('not_found', `There is no number with the id ${id}.`);
      const kinds = ['create', 'update', 'move', 'remove'];
      return {
        row,
        advertiserId: more.advertiserId,
        wish: wishOf(more.wish),
        calls: calls.get(id) ?? 0,
        links: links.get(more.number) ?? 0,
        jobs: kinds
          .flatMap((kind) => jobs.all(`promo_number.${kind}:${id}:`, `promo_number.${kind}:${id};`))
          .toSorted((a, b) => b.id - a.id),
      };
    },
    numberTask: ({ numberId }): NumberTask | null => {
      const row = task.get(numberId);
      if (!row) return null;
      const { advertiserId, offerId, partnerId } = row;
      return {
        networkId: row.networkId,
        state: row.state,
        place: { advertiserId, offerId, partnerId },
        invocaIds: { offer: row.offerInvocaId, partner: row.partnerInvocaId },
        idFromNetwork: row.idFromNetwork,
        order: {
          description: row.description,
          mediaType: row.mediaType,
          customData: customDataOf(row.customData),
          wish: wishToAsk(row.wish),
        },
        quietUntil: row.quietUntil,
      };
    },
    offerPlace: ({ networkId, offerId }) => {
      const advertiserId = offer.get(networkId, offerId);
      return advertiserId === undefined ? null : { advertiserId, offerId };
    },
  };
}

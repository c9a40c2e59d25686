import type { PostbackMethod, PostbackTemplate } from '#shared/ipc/postbacks.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { eventsOf } from './stored-events.ts';

/** A template as it is stored, with what its deliveries add up to. */
export interface TemplateRow {
  readonly id: number;
  readonly key: string;
  readonly name: string;
  readonly url: string;
  readonly network_id: number | null;
  readonly partner_id: string | null;
  readonly offer_id: string | null;
  readonly receiver: string;
  readonly starts_at: number;
  readonly active: number;
  readonly created_at: number;
  readonly method: PostbackMethod;
  /** JSON. */
  readonly events: string;
  readonly only_with_payout: number;
  readonly owed: number;
  readonly accepted: number;
}

const SELECT = `SELECT t.*,
    (SELECT coalesce(sum(count), 0) FROM delivery_tallies AS s WHERE s.template_id = t.id) AS owed,
    (SELECT coalesce(sum(count), 0) FROM delivery_tallies AS s
      WHERE s.template_id = t.id AND s.state = 'accepted') AS accepted
  FROM templates AS t WHERE t.removed = 0`;

/** Reads templates that were not removed. */
export function templateRows(db: Sqlite): { all(): TemplateRow[]; one(id: number): TemplateRow | undefined } {
  const all = db.prepare<[], TemplateRow>(`${SELECT} ORDER BY t.id`);
  const one = db.prepare<[number], TemplateRow>(`${SELECT} AND t.id = ?`);
  return { all: () => all.all(), one: (id) => one.get(id) };
}

/** A stored template as the contract tells it. */
export function templateOf(row: TemplateRow): PostbackTemplate {
  return {
    id: row.id,
    name: row.name,
    url: row.url,
    scope: { networkId: row.network_id, partnerId: row.partner_id, offerId: row.offer_id },
    receiver: row.receiver,
    startsAt: row.starts_at,
    active: row.active === 1,
    createdAt: row.created_at,
    method: row.method,
    events: [...eventsOf(row.events)],
    onlyWithPayout: row.only_with_payout === 1,
    owed: row.owed,
    accepted: row.accepted,
  };
}

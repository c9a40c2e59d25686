import { z } from 'zod';
import type { LinkState, LinkRow } from '#shared/ipc/links.ts';
import type { LinkVerdict } from '#shared/domain/followed-link.ts';

/** A link as it is read. */
export interface StoredLink {
  readonly id: number;
  readonly base: string;
  readonly offer_id: string;
  readonly partner_id: string;
  readonly number: string;
  readonly aff_sub2: string;
  readonly aff_sub3: string;
  readonly aff_sub4: string;
  readonly aff_sub5: string;
  readonly source: string;
  readonly note: string;
  readonly link: string;
  readonly created_at: number;
  readonly batch_id: number;
  readonly state: LinkState;
  readonly watched: 0 | 1;
  readonly next_check_at: number | null;
  readonly checked_at: number | null;
  readonly verdict: LinkVerdict | '';
  readonly reason: string;
  readonly partner_name: string | null;
  readonly offer_name: string | null;
  readonly number_ended: 0 | 1;
  readonly places: string;
  readonly place_count: number;
}

/** What a place is that the link stands at now. */
const LIVE = 'l.link_id = k.id AND l.published_at IS NOT NULL AND l.ended_at IS NULL';

/** Links `k` with the names, the number's end and the places they stand at now. */
export const SELECT_LINKS = `SELECT k.*,
    (SELECT max(p.name) FROM partners AS p WHERE p.partner_id = k.partner_id AND p.name <> '') AS partner_name,
    (SELECT max(o.name) FROM offers AS o WHERE o.offer_id = k.offer_id AND o.name <> '') AS offer_name,
    CASE
      WHEN EXISTS (SELECT 1 FROM numbers AS n WHERE n.network_id IN (SELECT id FROM networks) AND n.offer_id = k.offer_id
        AND n.partner_id = k.partner_id AND n.number = k.number AND n.state <> 'removed') THEN 0
      WHEN EXISTS (SELECT 1 FROM session_numbers AS s WHERE s.e164 = '+1' || k.number AND s.state = 'active') THEN 0
      WHEN EXISTS (SELECT 1 FROM numbers AS n WHERE n.network_id IN (SELECT id FROM networks) AND n.offer_id = k.offer_id
        AND n.partner_id = k.partner_id AND n.number = k.number) THEN 1
      ELSE EXISTS (SELECT 1 FROM session_numbers AS s WHERE s.e164 = '+1' || k.number)
    END AS number_ended,
    (SELECT json_group_array(place) FROM (SELECT l.place FROM link_places AS l WHERE ${LIVE} ORDER BY l.id LIMIT 3)) AS places,
    (SELECT count(*) FROM link_places AS l WHERE ${LIVE}) AS place_count
  FROM links AS k`;

const placesText = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(z.array(z.string()));

/** A stored link as the register shows it. */
export function linkRowOf(row: StoredLink): LinkRow {
  return {
    id: row.id,
    base: row.base,
    offerId: row.offer_id,
    partnerId: row.partner_id,
    number: row.number,
    subIds: {
      aff_sub2: row.aff_sub2,
      aff_sub3: row.aff_sub3,
      aff_sub4: row.aff_sub4,
      aff_sub5: row.aff_sub5,
      source: row.source,
    },
    note: row.note,
    link: row.link,
    partnerName: row.partner_name ?? '',
    offerName: row.offer_name ?? '',
    createdAt: row.created_at,
    numberEnded: row.number_ended === 1,
    batchId: row.batch_id,
    state: row.state,
    places: placesText.parse(row.places),
    placeCount: row.place_count,
    watched: row.watched === 1,
    nextCheckAt: row.next_check_at,
    checkedAt: row.checked_at,
    verdict: row.verdict === '' ? null : row.verdict,
    reason: row.reason,
  };
}

import type { OfferDetail } from '#shared/ipc/offers.ts';
import type { Sqlite } from '../file/sqlite.ts';
import type { StoredOffer } from './offer-rows.ts';

/** Who and what an offer is for. */
type OfferUses = Pick<OfferDetail, 'numbers' | 'partners' | 'removable'>;

const PARTNERS_SHOWN = 500;

/** Reads where an offer is used. Only what a person made and nothing names can be taken out. */
export function offerUses(db: Sqlite): (offer: StoredOffer) => OfferUses {
  const numbers = db.prepare<[number, string], { count: number }>(
    `SELECT count(*) AS count FROM numbers WHERE network_id = ? AND offer_id = ? AND state = 'active'`,
  );
  const partners = db.prepare<
    { networkId: number; offerId: string; most: number },
    OfferDetail['partners'][number]
  >(
    `SELECT p.id, p.partner_id AS partnerId, p.name,
       coalesce((SELECT max(a.status) FROM affiliate_campaigns AS a WHERE a.network_id = @networkId
         AND a.offer_id = @offerId AND a.partner_id = p.partner_id), '') AS status
     FROM partners AS p WHERE p.network_id = @networkId AND p.partner_id IN (
       SELECT partner_id FROM affiliate_campaigns WHERE network_id = @networkId AND offer_id = @offerId AND status <> ''
       UNION SELECT partner_id FROM numbers WHERE network_id = @networkId AND offer_id = @offerId
       UNION SELECT partner_id FROM lines WHERE network_id = @networkId AND offer_id = @offerId)
     ORDER BY p.name COLLATE NOCASE, p.partner_id LIMIT @most`,
  );
  const named = db.prepare<{ networkId: number; offerId: string; id: number }, { one: number }>(
    `SELECT EXISTS (SELECT 1 FROM lines WHERE network_id = @networkId AND offer_id = @offerId)
       OR EXISTS (SELECT 1 FROM numbers WHERE network_id = @networkId AND offer_id = @offerId)
       OR EXISTS (SELECT 1 FROM affiliate_campaigns WHERE network_id = @networkId AND offer_id = @offerId)
       OR EXISTS (SELECT 1 FROM links WHERE offer_id = @offerId)
       OR EXISTS (SELECT 1 FROM templates WHERE offer_id = @offerId AND removed = 0)
       OR EXISTS (SELECT 1 FROM offer_details WHERE campaign = @id) AS one`,
  );
  const placeOf = db.prepare<[number], { networkId: number; offerId: string }>(
    'SELECT network_id AS networkId, offer_id AS offerId FROM offers WHERE id = ?',
  );
  return ({ id, network_id: networkId, offer_id: offerId, campaign, listed, origin, tune_status }) => {
    const place = (campaign === null ? undefined : placeOf.get(campaign)) ?? { networkId, offerId };
    const made = (origin === 'desk' || origin === 'csv') && listed === 0 && !tune_status;
    return {
      numbers: numbers.get(place.networkId, place.offerId)?.count ?? 0,
      partners: partners.all({ ...place, most: PARTNERS_SHOWN }),
      removable: made && named.get({ networkId, offerId, id })?.one === 0,
    };
  };
}

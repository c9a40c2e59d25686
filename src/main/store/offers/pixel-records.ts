import type { PixelView } from '#shared/ipc/goals.ts';
import type { Sqlite } from '../file/sqlite.ts';

type StoredPixel = Omit<PixelView, 'tunePixelId'> & { readonly tunePixelId: string };

const OWN = `SELECT x.id, '' AS tunePixelId, x.partner, coalesce(p.partner_id, '') AS partnerId,
    coalesce(p.name, '') AS partnerName, o.id AS offer, o.offer_id AS offerId, o.name AS offerName, g.id AS goal,
    g.name AS goalName, x.kind, x.code, x.status, x.modified_at AS modifiedAt
  FROM pixels AS x JOIN goals AS g ON g.id = x.goal JOIN offers AS o ON o.id = g.offer
  LEFT JOIN partners AS p ON p.id = x.partner
  WHERE x.status <> 'deleted' AND g.status <> 'deleted'`;

/** What TUNE keeps, of the networks the records were read from; '0' stands for all. */
const TUNE = `SELECT NULL AS id, t.postback_id AS tunePixelId, p.id AS partner,
    CASE t.partner_id WHEN '0' THEN '' ELSE t.partner_id END AS partnerId, coalesce(p.name, '') AS partnerName,
    o.id AS offer, CASE t.offer_id WHEN '0' THEN '' ELSE t.offer_id END AS offerId, coalesce(o.name, '') AS offerName,
    g.id AS goal, coalesce(g.name, '') AS goalName, t.type AS kind, t.code, t.status, t.modified_at AS modifiedAt
  FROM tune_postbacks AS t
  LEFT JOIN offer_details AS od ON od.tune_network_id = t.network_id
    AND od.offer IN (SELECT id FROM offers WHERE offer_id = t.offer_id)
  LEFT JOIN offers AS o ON o.id = od.offer
  LEFT JOIN partner_details AS pd ON pd.tune_network_id = t.network_id
    AND pd.partner IN (SELECT id FROM partners WHERE partner_id = t.partner_id)
  LEFT JOIN partners AS p ON p.id = pd.partner
  LEFT JOIN goals AS g ON g.offer = o.id AND g.goal_id = t.goal_id
  WHERE t.status <> 'deleted'`;

/** Reads partners' pixels and postbacks, those kept here first, then what TUNE keeps. */
export function pixelReads(db: Sqlite): {
  readonly ofOffer: (offer: number) => PixelView[];
  readonly ofPartner: (partner: number) => PixelView[];
  readonly one: (id: number) => PixelView | null;
} {
  const own = {
    offer: db.prepare<[number], StoredPixel>(`${OWN} AND g.offer = ? ORDER BY x.id`),
    partner: db.prepare<[number], StoredPixel>(`${OWN} AND x.partner = ? ORDER BY x.id`),
    one: db.prepare<[number], StoredPixel>(`${OWN} AND x.id = ?`),
  };
  const tune = {
    offer: db.prepare<[number], StoredPixel>(`${TUNE} AND o.id = ? ORDER BY t.postback_id`),
    partner: db.prepare<[number], StoredPixel>(`${TUNE} AND p.id = ? ORDER BY t.postback_id`),
  };
  return {
    ofOffer: (offer) => [...own.offer.all(offer), ...tune.offer.all(offer)],
    ofPartner: (partner) => [...own.partner.all(partner), ...tune.partner.all(partner)],
    one: (id) => own.one.get(id) ?? null,
  };
}

import type { Sqlite } from '../file/sqlite.ts';
import type { ReadCatalogue } from './save-catalogue.ts';

/** Replaces what is known of partners' relations to offers. To be called inside a transaction. */
export function listedCampaigns(db: Sqlite): (read: ReadCatalogue) => void {
  const unlist = db.prepare<[number, number]>(
    'UPDATE affiliate_campaigns SET listed = 0 WHERE network_id = ? AND listed = 1 AND changed_at < ?',
  );
  const put = db.prepare<[number, string, string, string, string, string, number | null, string, number]>(
    `INSERT INTO affiliate_campaigns (network_id, offer_id, partner_id, invoca_id, id_from_network, status,
       max_promo_numbers, terms, listed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1)
     ON CONFLICT (network_id, offer_id, partner_id) DO UPDATE SET
       invoca_id = excluded.invoca_id, id_from_network = excluded.id_from_network, status = excluded.status,
       max_promo_numbers = excluded.max_promo_numbers, terms = excluded.terms, listed = 1
       WHERE changed_at < ?`,
  );
  return ({ networkId, catalogue, asOf }) => {
    unlist.run(networkId, asOf);
    for (const campaign of catalogue.campaigns) {
      const { offerId, partnerId, invocaId, idFromNetwork, status, maxPromoNumbers, terms } = campaign;
      put.run(
        networkId,
        offerId,
        partnerId,
        invocaId,
        idFromNetwork,
        status,
        maxPromoNumbers,
        JSON.stringify(terms),
        asOf,
      );
    }
  };
}

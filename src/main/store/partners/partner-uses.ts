import type { PartnerDetail } from '#shared/ipc/partners.ts';
import type { Sqlite } from '../file/sqlite.ts';
import type { StoredPartner } from './partner-rows.ts';

const OFFERS_SHOWN = 500;

/** Reads what a partner promotes. Only what a person made and nothing names can be taken out. */
export function partnerUses(
  db: Sqlite,
): (partner: StoredPartner) => Pick<PartnerDetail, 'offers' | 'removable'> {
  const offers = db.prepare<
    { networkId: number; partnerId: string; most: number },
    PartnerDetail['offers'][number]
  >(
    `SELECT o.id, o.offer_id AS offerId, o.name,
       coalesce((SELECT max(a.status) FROM affiliate_campaigns AS a WHERE a.network_id = @networkId
         AND a.partner_id = @partnerId AND a.offer_id = o.offer_id), '') AS status
     FROM offers AS o WHERE o.network_id = @networkId AND o.offer_id IN (
       SELECT offer_id FROM affiliate_campaigns WHERE network_id = @networkId AND partner_id = @partnerId AND status <> ''
       UNION SELECT offer_id FROM numbers WHERE network_id = @networkId AND partner_id = @partnerId
       UNION SELECT offer_id FROM lines WHERE network_id = @networkId AND partner_id = @partnerId)
     ORDER BY o.name COLLATE NOCASE, o.offer_id LIMIT @most`,
  );
  const named = db.prepare<{ networkId: number; partnerId: string; id: number }, { one: number }>(
    `SELECT EXISTS (SELECT 1 FROM lines WHERE network_id = @networkId AND partner_id = @partnerId)
       OR EXISTS (SELECT 1 FROM numbers WHERE network_id = @networkId AND partner_id = @partnerId)
       OR EXISTS (SELECT 1 FROM affiliate_campaigns WHERE network_id = @networkId AND partner_id = @partnerId)
       OR EXISTS (SELECT 1 FROM links WHERE partner_id = @partnerId)
       OR EXISTS (SELECT 1 FROM templates WHERE partner_id = @partnerId AND removed = 0)
       OR EXISTS (SELECT 1 FROM pixels WHERE partner = @id AND status <> 'deleted') AS one`,
  );
  return ({ id, network_id: networkId, partner_id: partnerId, listed, origin, tune_status }) => {
    const made = (origin === 'desk' || origin === 'csv') && listed === 0 && !tune_status;
    return {
      offers: offers.all({ networkId, partnerId, most: OFFERS_SHOWN }),
      removable: made && named.get({ networkId, partnerId, id })?.one === 0,
    };
  };
}

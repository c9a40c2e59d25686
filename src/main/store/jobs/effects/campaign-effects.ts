import type { NumberEffect } from '#main/engine/ports/number-effects.ts';
import type { Sqlite } from '../../file/sqlite.ts';

type Effect = Extract<NumberEffect, { readonly kind: 'campaign.standing' }>;

/** Stores how a partner stands to an offer, as the network confirmed it; called within the outcome's transaction. */
export function campaignEffects(db: Sqlite): (effect: Effect, now: number) => void {
  const put = db.prepare<[number, string, string, string, string, string, number | null, string, number]>(
    `INSERT INTO affiliate_campaigns (network_id, offer_id, partner_id, invoca_id, id_from_network, status,
       max_promo_numbers, terms, listed, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, ?)
     ON CONFLICT (network_id, offer_id, partner_id) DO UPDATE SET
       invoca_id = excluded.invoca_id, id_from_network = excluded.id_from_network, status = excluded.status,
       max_promo_numbers = excluded.max_promo_numbers, terms = excluded.terms, listed = 1,
       changed_at = excluded.changed_at`,
  );
  return ({ networkId, campaign }, now) => {
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
      now,
    );
  };
}

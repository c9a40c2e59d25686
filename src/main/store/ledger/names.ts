import type { Sqlite } from '../file/sqlite.ts';

/** What partners and offers are called; empty text where no name is known. */
export interface Names {
  readonly partner: (networkId: number, partnerId: string) => string;
  readonly offer: (networkId: number, offerId: string) => string;
}

export function namesOf(db: Sqlite): Names {
  const partner = db.prepare<[number, string], { name: string }>(
    'SELECT name FROM partners WHERE network_id = ? AND partner_id = ?',
  );
  const offer = db.prepare<[number, string], { name: string }>(
    'SELECT name FROM offers WHERE network_id = ? AND offer_id = ?',
  );
  return {
    partner: (networkId, partnerId) => partner.get(networkId, partnerId)?.name ?? '',
    offer: (networkId, offerId) => offer.get(networkId, offerId)?.name ?? '',
  };
}

import type { Catalogue } from '#main/engine/ports/catalogue.ts';
import { atOnce } from '../file/sqlite.ts';
import type { Sqlite } from '../file/sqlite.ts';
import type { Lines } from '../ledger/lines.ts';
import { networkReads } from '../networks/network-records.ts';

/**
 * Replaces what a network lists of partners, offers and numbers, in one transaction. What it no longer lists stays
 * known, since earlier calls name it. Every line is joined anew, so calls that came before are joined too.
 */
export function catalogueWrites(
  db: Sqlite,
  lines: Lines,
): (input: { readonly networkId: number; readonly catalogue: Catalogue; readonly now: number }) => void {
  const { network } = networkReads(db);
  const unlist = ['partners', 'offers', 'numbers'].map((table) =>
    db.prepare<[number]>(`UPDATE ${table} SET listed = 0 WHERE network_id = ? AND listed = 1`),
  );
  const putPartner = db.prepare<[number, string, string, string, string]>(
    `INSERT INTO partners (network_id, partner_id, name, status, invoca_id, listed) VALUES (?, ?, ?, ?, ?, 1)
     ON CONFLICT (network_id, partner_id) DO UPDATE SET
       name = excluded.name, status = excluded.status, invoca_id = excluded.invoca_id, listed = 1`,
  );
  const putOffer = db.prepare<[number, string, string, string, string, string, string]>(
    `INSERT INTO offers (network_id, offer_id, name, status, advertiser_id, invoca_id, click_url, listed)
     VALUES (?, ?, ?, ?, ?, ?, ?, 1)
     ON CONFLICT (network_id, offer_id) DO UPDATE SET
       name = excluded.name, status = excluded.status, advertiser_id = excluded.advertiser_id,
       invoca_id = excluded.invoca_id, click_url = excluded.click_url, listed = 1`,
  );
  const putNumber = db.prepare<
    [number, string, string, string, string, string, string, string, string, string, string]
  >(
    `INSERT INTO numbers (network_id, identity, id_from_network, invoca_id, number, description, media_type, partner_id,
       offer_id, custom_data, base_link, listed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
     ON CONFLICT (network_id, identity) DO UPDATE SET
       id_from_network = excluded.id_from_network, invoca_id = excluded.invoca_id, number = excluded.number,
       description = excluded.description, media_type = excluded.media_type, partner_id = excluded.partner_id,
       offer_id = excluded.offer_id, custom_data = excluded.custom_data, base_link = excluded.base_link, listed = 1`,
  );
  const listedAt = db.prepare<[number, number]>('UPDATE networks SET catalogue_at = ? WHERE id = ?');
  const listAgain = db.prepare<[]>('UPDATE settled SET version = version + 1');

  return atOnce(
    db,
    ({ networkId, catalogue, now }: { networkId: number; catalogue: Catalogue; now: number }): void => {
      network(networkId);
      for (const statement of unlist) statement.run(networkId);
      for (const { partnerId, name, status, invocaId } of catalogue.partners) {
        putPartner.run(networkId, partnerId, name, status, invocaId);
      }
      for (const { offerId, name, status, advertiserId, invocaId, clickUrl } of catalogue.offers) {
        putOffer.run(networkId, offerId, name, status, advertiserId, invocaId, clickUrl);
      }
      for (const number of catalogue.numbers) {
        putNumber.run(
          networkId,
          identityOf(number),
          number.idFromNetwork,
          number.invocaId,
          number.number,
          number.description,
          number.mediaType,
          number.partnerId,
          number.offerId,
          JSON.stringify(number.customData),
          number.baseLink,
        );
      }
      lines.rejoin(networkId);
      listedAt.run(now, networkId);
      listAgain.run();
    },
  );
}

/** What makes a number the same number in the next catalogue: the network's own id of it, else its id from the network. */
function identityOf({ invocaId, idFromNetwork, number }: Catalogue['numbers'][number]): string {
  if (invocaId !== '') return `invoca:${invocaId}`;
  return idFromNetwork === '' ? `number:${number}` : `network:${idFromNetwork}`;
}

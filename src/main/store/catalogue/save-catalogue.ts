import type { Catalogue } from '#main/engine/ports/catalogue.ts';
import { atOnce } from '../file/sqlite.ts';
import type { Sqlite } from '../file/sqlite.ts';
import type { Lines } from '../ledger/lines.ts';
import { networkReads } from '../networks/network-records.ts';
import { listedCampaigns } from './listed-campaigns.ts';
import { listedNumbers } from './listed-numbers.ts';
import { listedPools } from './listed-pools.ts';
import { adoption, LISTED_NAME } from './own-records.ts';

/** A catalogue with when the reading of it began and when it ended. */
export interface ReadCatalogue {
  readonly networkId: number;
  readonly catalogue: Catalogue;
  readonly asOf: number;
  readonly now: number;
}

/**
 * Replaces what a network lists, in one transaction. What it no longer lists stays known, since earlier calls name it;
 * what the network confirmed to us after the reading began is newer than the list and stays as it is. Every line is
 * joined anew, so calls that came before are joined too.
 */
export function catalogueWrites(db: Sqlite, lines: Lines): (input: ReadCatalogue) => void {
  const { network } = networkReads(db);
  const unlist = ['partners', 'offers'].map((table) =>
    db.prepare<[number]>(`UPDATE ${table} SET listed = 0 WHERE network_id = ? AND listed = 1`),
  );
  const adopt = adoption(db);
  const putPartner = db.prepare<[number, string, string, string, string, string]>(
    `INSERT INTO partners (network_id, partner_id, name, network_name, status, invoca_id, listed)
     VALUES (?, ?, ?, ?, ?, ?, 1)
     ON CONFLICT (network_id, partner_id) DO UPDATE SET
       name = ${LISTED_NAME}, network_name = excluded.network_name, status = excluded.status,
       invoca_id = excluded.invoca_id, listed = 1`,
  );
  const putOffer = db.prepare<
    [number, string, string, string, string, string, string, string, string, string]
  >(
    `INSERT INTO offers (network_id, offer_id, name, network_name, status, advertiser_id, advertiser_name, invoca_id,
       click_url, terms, listed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
     ON CONFLICT (network_id, offer_id) DO UPDATE SET
       name = ${LISTED_NAME}, network_name = excluded.network_name, status = excluded.status,
       advertiser_id = excluded.advertiser_id, advertiser_name = excluded.advertiser_name,
       invoca_id = excluded.invoca_id, click_url = excluded.click_url, terms = excluded.terms, listed = 1`,
  );
  const listedAt = db.prepare<[number, number]>('UPDATE networks SET catalogue_at = ? WHERE id = ?');
  const listAgain = db.prepare<[]>('UPDATE settled SET version = version + 1');
  const saveCampaigns = listedCampaigns(db);
  const saveNumbers = listedNumbers(db);
  const savePools = listedPools(db);

  return atOnce(db, (read: ReadCatalogue): void => {
    const { networkId, catalogue, now } = read;
    network(networkId);
    for (const statement of unlist) statement.run(networkId);
    for (const { partnerId, name, status, invocaId } of catalogue.partners) {
      adopt.partner(networkId, partnerId);
      putPartner.run(networkId, partnerId, name, name, status, invocaId);
    }
    for (const offer of catalogue.offers) {
      const { offerId, name, status, advertiserId, advertiserName, invocaId, clickUrl } = offer;
      const terms = JSON.stringify(offer.terms);
      const facts = [status, advertiserId, advertiserName, invocaId, clickUrl, terms] as const;
      adopt.offer(networkId, offerId);
      putOffer.run(networkId, offerId, name, name, ...facts);
    }
    saveCampaigns(read);
    saveNumbers(read);
    savePools(read);
    lines.rejoin(networkId);
    listedAt.run(now, networkId);
    listAgain.run();
  });
}

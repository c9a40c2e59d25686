import type { CatalogueNumber } from '#main/engine/ports/catalogue.ts';
import type { Sqlite } from '../file/sqlite.ts';
import type { ReadCatalogue } from './save-catalogue.ts';

const GONE = 'The network does not list it any more.';

interface Asked {
  readonly id: number;
  readonly id_from_network: string;
  readonly offer_id: string;
  readonly partner_id: string;
}

/**
 * Replaces what is known of promo numbers. A number we may have asked for and have no answer to is recognised by our
 * own id and becomes active; it is never listed a second time. To be called inside a transaction.
 */
export function listedNumbers(db: Sqlite): (read: ReadCatalogue) => void {
  const unlist = db.prepare<[string, number, number, number]>(
    `UPDATE numbers SET listed = 0, state = 'removed', reason = ?, ended_at = ?
     WHERE network_id = ? AND listed = 1 AND changed_at < ?`,
  );
  const asked = db.prepare<[number], Asked>(
    `SELECT id, id_from_network, offer_id, partner_id FROM numbers
     WHERE network_id = ? AND state IN ('requested', 'failed') AND quiet_until IS NOT NULL`,
  );
  const known = db
    .prepare<[number, string], number>('SELECT id FROM numbers WHERE network_id = ? AND identity = ?')
    .pluck();
  const recognise = db.prepare<[string, number]>('UPDATE numbers SET identity = ? WHERE id = ?');
  const put = db.prepare<
    [number, string, string, string, string, string, string, string, string, string, string, string, number]
  >(
    `INSERT INTO numbers (network_id, identity, id_from_network, invoca_id, number, description, media_type, partner_id,
       offer_id, custom_data, base_link, advertiser_id, listed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
     ON CONFLICT (network_id, identity) DO UPDATE SET
       id_from_network = excluded.id_from_network, invoca_id = excluded.invoca_id, number = excluded.number,
       description = excluded.description, media_type = excluded.media_type, partner_id = excluded.partner_id,
       offer_id = excluded.offer_id, custom_data = excluded.custom_data, base_link = excluded.base_link,
       advertiser_id = excluded.advertiser_id, listed = 1, state = 'active', reason = '', ended_at = NULL
       WHERE changed_at < ?`,
  );
  return ({ networkId, catalogue, asOf, now }) => {
    unlist.run(GONE, now, networkId, asOf);
    const waiting = new Map(asked.all(networkId).map((one) => [one.id_from_network, one]));
    for (const number of catalogue.numbers) {
      const identity = numberIdentity(number);
      const ours = waiting.get(number.idFromNetwork);
      if (ours && isSamePlace(ours, number) && known.get(networkId, identity) === undefined) {
        recognise.run(identity, ours.id);
      }
      put.run(
        networkId,
        identity,
        number.idFromNetwork,
        number.invocaId,
        number.number,
        number.description,
        number.mediaType,
        number.partnerId,
        number.offerId,
        JSON.stringify(number.customData),
        number.baseLink,
        number.advertiserId,
        asOf,
      );
    }
  };
}

/** What makes a number the same number later: the network's own id of it, else its id from the network, else its digits. */
export function numberIdentity({
  invocaId,
  idFromNetwork,
  number,
}: Pick<CatalogueNumber, 'invocaId' | 'idFromNetwork' | 'number'>): string {
  if (invocaId !== '') return `invoca:${invocaId}`;
  return idFromNetwork === '' ? `number:${number}` : `network:${idFromNetwork}`;
}

function isSamePlace(asked: Asked, { offerId, partnerId }: CatalogueNumber): boolean {
  return asked.offer_id === offerId && asked.partner_id === partnerId;
}

import { clickHostOf } from '#shared/domain/click-host.ts';
import type { Sqlite } from '../file/sqlite.ts';
import type { StoredOffer } from './offer-rows.ts';

/**
 * Where an offer's clicks and pixels are counted: what a person set, else the click URL its campaign has, else that of
 * any other campaign of the account, else the host TUNE gives a network by its id (tune.md 1). Empty when none is known.
 */
export function trackingOrigins(db: Sqlite): (offer: StoredOffer) => string {
  const others = db.prepare<[number], { clickUrl: string }>(
    "SELECT click_url AS clickUrl FROM offers WHERE network_id = ? AND click_url <> '' ORDER BY id LIMIT 20",
  );
  const tune = db.prepare<[number, number], { networkId: string }>(
    `SELECT t.tune_network_id AS networkId FROM tune_accounts AS t JOIN networks AS w ON w.id = t.network_id
     WHERE w.removed = 0 AND (t.network_id = ? OR t.calls_network_id = ?) ORDER BY t.network_id LIMIT 1`,
  );
  const firstOf = (urls: readonly (string | null)[]): string | undefined =>
    urls.map((url) => clickHostOf(url ?? '')).find((host) => host !== null) ?? undefined;
  return (offer) => {
    if (offer.tracking_origin) return offer.tracking_origin;
    const account = offer.campaign_network_id ?? offer.network_id;
    const known =
      firstOf([offer.campaign_click_url, offer.click_url]) ??
      firstOf(others.all(account).map(({ clickUrl }) => clickUrl));
    if (known !== undefined) return known;
    const network = tune.get(offer.tune_network_id ?? 0, account);
    return network ? `https://${network.networkId}.go2cloud.org` : '';
  };
}

import type { Sqlite } from '../file/sqlite.ts';

/**
 * Reads the click URL a network has set on a campaign (invoca.md 7.2), by Invoca's ids as they stand in a link; null
 * when no stored catalogue knows it. Where accounts of different hosts share an id, the one of the link's host speaks.
 */
export function clickUrls(
  db: Sqlite,
): (input: {
  readonly host: string;
  readonly organisationId: string;
  readonly campaignId: string;
}) => string | null {
  const set = db.prepare<[string, string], { clickUrl: string; baseUrl: string }>(
    `SELECT o.click_url AS clickUrl, w.base_url AS baseUrl
     FROM networks AS w JOIN offers AS o ON o.network_id = w.id
     WHERE w.organisation_id = ? AND w.user_kind = 'network' AND o.invoca_id = ? AND o.click_url <> ''
     ORDER BY w.removed, w.id DESC`,
  );
  return ({ host, organisationId, campaignId }) => {
    const rows = set.all(organisationId, campaignId);
    const own = rows.find(({ baseUrl }) => URL.canParse(baseUrl) && new URL(baseUrl).host === host);
    return (own ?? rows[0])?.clickUrl ?? null;
  };
}

import { z } from 'zod';
import type { LinkKey, LinkReads } from '#main/engine/ports/link-store.ts';
import { STANDARD_LIMITS } from '#shared/domain/link-limits.ts';
import type { LinkLimits } from '#shared/domain/link-limits.ts';
import type { LinkStanding } from '#shared/domain/link-standing.ts';
import type { NetworkLinkLimits } from '#shared/ipc/links.ts';
import { subIdRule } from '#shared/ipc/offers.ts';
import type { Sqlite } from '../file/sqlite.ts';
import type { InstantHandlers } from '../threads/handlers.ts';

interface StoredNumber {
  readonly networkId: number;
  readonly offerId: string;
  readonly partnerId: string;
  readonly state: string;
  readonly baseLink: string;
  readonly partnerName: string | null;
  readonly offerName: string | null;
}

/** An offer with what a person set of it; the campaign is the one its calls are counted on, where that is another. */
interface StoredOffer {
  readonly networkId: number;
  readonly status: string;
  readonly rules: string | null;
  readonly campaignNetworkId: number | null;
  readonly campaignId: string | null;
}

const rulesText = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(z.array(subIdRule));

/** Reads of what the records know of a link's number, offer and partner, and of the limits set for networks. */
export function linkStandings(db: Sqlite): InstantHandlers<Pick<LinkReads, 'linkStandings' | 'linkLimits'>> {
  const numbers = db.prepare<[string], StoredNumber>(
    `SELECT n.network_id AS networkId, n.offer_id AS offerId, n.partner_id AS partnerId, n.state, n.base_link AS baseLink,
       p.name AS partnerName, o.name AS offerName
     FROM numbers AS n JOIN networks AS w ON w.id = n.network_id AND w.removed = 0
     LEFT JOIN partners AS p ON p.network_id = n.network_id AND p.partner_id = n.partner_id
     LEFT JOIN offers AS o ON o.network_id = n.network_id AND o.offer_id = n.offer_id
     WHERE n.number = ? ORDER BY n.state = 'removed', n.id DESC`,
  );
  const session = db
    .prepare<[string], number>(`SELECT max(state = 'active') FROM session_numbers WHERE e164 = '+1' || ?`)
    .pluck();
  const offers = db.prepare<[string], StoredOffer>(
    `SELECT o.network_id AS networkId, coalesce(nullif(d.own_status, ''), o.status) AS status,
       d.sub_id_rules AS rules, c.network_id AS campaignNetworkId, c.offer_id AS campaignId
     FROM offers AS o JOIN networks AS w ON w.id = o.network_id
     LEFT JOIN offer_details AS d ON d.offer = o.id LEFT JOIN offers AS c ON c.id = d.campaign
     WHERE o.offer_id = ? AND w.removed = 0 ORDER BY w.kind <> 'invoca', o.listed DESC, o.id DESC`,
  );
  const relation = db
    .prepare<[number, string, string], string>(
      'SELECT status FROM affiliate_campaigns WHERE network_id = ? AND offer_id = ? AND partner_id = ?',
    )
    .pluck();
  /** Whether the network lists who may promote the offer, and the partner: then no relation means none. */
  const told = db
    .prepare<[number, string, number, string], number>(
      `SELECT EXISTS (SELECT 1 FROM affiliate_campaigns WHERE network_id = ? AND offer_id = ?)
         AND EXISTS (SELECT 1 FROM partners WHERE network_id = ? AND partner_id = ? AND listed = 1)`,
    )
    .pluck();
  const limitsOf = db.prepare<[number], LinkLimits>(
    'SELECT longest_value AS value, longest_link AS link FROM link_limits WHERE network_id = ?',
  );
  const limits = db.prepare<
    [],
    { networkId: number; networkName: string; value: number | null; link: number | null }
  >(
    `SELECT w.id AS networkId, w.name AS networkName, l.longest_value AS value, l.longest_link AS link
     FROM networks AS w LEFT JOIN link_limits AS l ON l.network_id = w.id
     WHERE w.removed = 0 AND w.kind = 'invoca' ORDER BY w.id`,
  );

  const standingOf = ({ offerId, partnerId, number }: LinkKey): LinkStanding => {
    const known = number === '' ? [] : numbers.all(number);
    const fits = (row: StoredNumber): boolean =>
      row.offerId === offerId && (row.partnerId === '' || row.partnerId === partnerId);
    const own = known.find(fits);
    const others = known.find((row) => row.state !== 'removed' && !fits(row));
    const listed = offers.all(offerId);
    const networkId = own?.networkId ?? listed[0]?.networkId ?? null;
    const offer = listed.find((one) => one.networkId === networkId);
    const active = own !== undefined && own.state !== 'removed';
    return {
      number: active ? 'active' : numberState(own, others, session.get(number) ?? null),
      owner:
        active || !others
          ? null
          : { partner: others.partnerName || others.partnerId, offer: others.offerName || others.offerId },
      offerStatus: offer?.status ?? '',
      approval:
        networkId === null
          ? null
          : approvalOf(
              offer?.campaignNetworkId ?? networkId,
              offer?.campaignId ?? offerId,
              partnerId,
              active,
            ),
      baseLink: own?.baseLink ?? '',
      subIdRules: offer?.rules ? rulesText.parse(offer.rules) : [],
      limits: networkId === null ? null : (limitsOf.get(networkId) ?? null),
    };
  };

  const approvalOf = (
    networkId: number,
    offerId: string,
    partnerId: string,
    hasNumber: boolean,
  ): LinkStanding['approval'] => {
    const status = relation.get(networkId, offerId, partnerId);
    if (status !== undefined) return { status };
    if (hasNumber) return null;
    return told.get(networkId, offerId, networkId, partnerId) === 1 ? { status: '' } : null;
  };

  return {
    linkStandings: ({ links }) => links.map(standingOf),
    linkLimits: () =>
      limits.all().map(({ networkId, networkName, value, link }): NetworkLinkLimits => ({
        networkId,
        networkName,
        value: value ?? STANDARD_LIMITS.value,
        link: link ?? STANDARD_LIMITS.link,
        standard: value === null,
      })),
  };
}

function numberState(
  own: StoredNumber | undefined,
  others: StoredNumber | undefined,
  session: number | null,
): LinkStanding['number'] {
  if (session === 1 || others) return 'active';
  return own !== undefined || session === 0 ? 'ended' : 'unknown';
}

import type { NumbersContext, NumbersReads } from '#main/engine/ports/numbers-store.ts';
import { mayApply, mayRequestNumber, numbersLeft } from '#shared/domain/campaign-access.ts';
import type { CampaignStanding } from '#shared/domain/campaign-access.ts';
import type { PartnerCampaignRow } from '#shared/ipc/campaigns.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { PENDING_COLUMNS, PENDING_JOINS, pendingOf } from '../jobs/pending-job.ts';
import type { PendingRow } from '../jobs/pending-job.ts';
import { likeText } from '../numbers/number-search.ts';
import type { Handlers } from '../threads/handlers.ts';
import { offerTermsOf, partnerTermsOf } from './stored-terms.ts';

const MOST = 500;

interface StoredStanding {
  readonly offerId: string;
  readonly offerStatus: string;
  readonly offerTerms: string;
  readonly partnerId: string;
  readonly partnerStatus: string;
  /** Null without a relation. */
  readonly status: string | null;
  readonly maxPromoNumbers: number | null;
  readonly numbers: number;
}

interface StoredRow extends StoredStanding, PendingRow {
  readonly networkName: string;
  readonly offerName: string;
  readonly advertiserId: string;
  readonly advertiserName: string;
  readonly partnerName: string;
  readonly partnerTerms: string | null;
}

/** Numbers that count against a partner's limit: those it has, and those asked for. */
const NUMBERS = `(SELECT count(*) FROM numbers AS n WHERE n.network_id = o.network_id AND n.offer_id = o.offer_id
  AND n.partner_id = p.partner_id AND n.state IN ('active', 'requested'))`;

const STANDING = `o.offer_id AS offerId, o.status AS offerStatus, o.terms AS offerTerms, p.partner_id AS partnerId,
  p.status AS partnerStatus, CASE WHEN r.status <> '' THEN r.status END AS status,
  r.max_promo_numbers AS maxPromoNumbers, ${NUMBERS} AS numbers`;

const RELATION = `LEFT JOIN affiliate_campaigns AS r ON r.network_id = o.network_id AND r.offer_id = o.offer_id
  AND r.partner_id = p.partner_id AND (r.listed = 1 OR r.job_id IS NOT NULL)`;

/** Reads of how partners stand to offers (invoca.md 7.5). */
export function partnerCampaignReads(
  db: Sqlite,
): Handlers<Pick<NumbersReads, 'partnerCampaigns' | 'numbersContext'>> {
  const offers = db.prepare<[number], NumbersContext['offers'][number]>(
    `SELECT offer_id AS offerId, name, advertiser_id AS advertiserId FROM offers
     WHERE network_id = ? AND listed = 1 AND advertiser_id <> '' ORDER BY name COLLATE NOCASE, offer_id`,
  );
  const partners = db.prepare<[number], NumbersContext['partners'][number]>(
    `SELECT partner_id AS partnerId, name FROM partners WHERE network_id = ? AND listed = 1
     ORDER BY name COLLATE NOCASE, partner_id`,
  );
  const standings = db.prepare<[number], StoredStanding>(
    `SELECT ${STANDING} FROM affiliate_campaigns AS r
     JOIN offers AS o ON o.network_id = r.network_id AND o.offer_id = r.offer_id
     JOIN partners AS p ON p.network_id = r.network_id AND p.partner_id = r.partner_id
     WHERE r.network_id = ? AND r.listed = 1`,
  );
  return {
    partnerCampaigns: ({ networkId, partnerId, offerId, text, now }) => {
      if (partnerId === undefined && offerId === undefined) {
        throw new DeskError('invalid_input', 'Name a partner or an offer.', { field: 'partnerId' });
      }
      const conditions = ['o.network_id = ?', 'o.listed = 1', 'p.listed = 1'];
      const values: (number | string)[] = [networkId];
      if (partnerId !== undefined) {
        conditions.push('p.partner_id = ?');
        values.push(partnerId);
      }
      if (offerId !== undefined) {
        conditions.push('o.offer_id = ?');
        values.push(offerId);
      }
      for (const word of (text ?? '').trim().split(/\s+/).filter(Boolean)) {
        const like = likeText(word);
        conditions.push(
          `(o.name LIKE ? ESCAPE '\\' OR o.offer_id LIKE ? ESCAPE '\\' OR o.advertiser_name LIKE ? ESCAPE '\\'
            OR p.name LIKE ? ESCAPE '\\' OR p.partner_id LIKE ? ESCAPE '\\')`,
        );
        values.push(like, like, like, like, like);
      }
      const from = `FROM offers AS o JOIN partners AS p ON p.network_id = o.network_id`;
      const where = `WHERE ${conditions.join(' AND ')}`;
      const count = db
        .prepare<(number | string)[], number>(`SELECT count(*) ${from} ${where}`)
        .pluck()
        .get(...values);
      const rows = db
        .prepare<(number | string)[], StoredRow>(
          `SELECT ${STANDING}, w.name AS networkName, o.name AS offerName, o.advertiser_id AS advertiserId,
             o.advertiser_name AS advertiserName, p.name AS partnerName, r.terms AS partnerTerms, ${PENDING_COLUMNS}
           ${from} JOIN networks AS w ON w.id = o.network_id ${RELATION} ${PENDING_JOINS} ${where}
           ORDER BY r.status IS NULL OR r.status = '', o.name COLLATE NOCASE, o.offer_id, p.name COLLATE NOCASE,
             p.partner_id LIMIT ${MOST}`,
        )
        .all(now, now, ...values);
      return { count: count ?? 0, rows: rows.map((row) => rowOf(networkId, row)) };
    },
    numbersContext: ({ networkId }) => ({
      offers: offers.all(networkId),
      partners: partners.all(networkId),
      standings: new Map(
        standings.all(networkId).map((row) => [`${row.offerId}\n${row.partnerId}`, standingOf(row)] as const),
      ),
    }),
  };
}

function standingOf(row: StoredStanding): CampaignStanding {
  const terms = offerTermsOf(row.offerTerms);
  return {
    offerStatus: row.offerStatus,
    campaignType: terms?.campaignType ?? '',
    visibility: terms?.visibility ?? '',
    partnerStatus: row.partnerStatus,
    relation: row.status === null ? null : { status: row.status, maxPromoNumbers: row.maxPromoNumbers },
    numbers: row.numbers,
  };
}

function rowOf(networkId: number, row: StoredRow): PartnerCampaignRow {
  const standing = standingOf(row);
  const terms = offerTermsOf(row.offerTerms);
  const own = row.partnerTerms === null ? null : partnerTermsOf(row.partnerTerms);
  return {
    networkId,
    networkName: row.networkName,
    offerId: row.offerId,
    offerName: row.offerName,
    offerStatus: row.offerStatus,
    advertiserId: row.advertiserId,
    advertiserName: row.advertiserName,
    partnerId: row.partnerId,
    partnerName: row.partnerName,
    status: row.status ?? '',
    maxPromoNumbers: row.maxPromoNumbers,
    numbers: row.numbers,
    numbersLeft: numbersLeft(standing),
    canRequest: mayRequestNumber(standing),
    canApply: mayApply(standing),
    payout: copyOf(own?.payout ?? terms?.payout ?? null),
    payin: copyOf(own?.payin ?? terms?.payin ?? null),
    terms: terms === null ? null : { ...terms, regions: [...terms.regions], ...pricesOf(terms) },
    pending: pendingOf(row),
  };
}

type Price = NonNullable<PartnerCampaignRow['payout']>;

function pricesOf(terms: { readonly payout: ReadonlyPrice; readonly payin: ReadonlyPrice }) {
  return { payout: copyOf(terms.payout), payin: copyOf(terms.payin) };
}

type ReadonlyPrice =
  (Omit<Price, 'policies'> & { readonly policies: readonly Price['policies'][number][] }) | null;

function copyOf(price: ReadonlyPrice): Price | null {
  return price === null ? null : { ...price, policies: [...price.policies] };
}

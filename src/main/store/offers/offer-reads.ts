import { DeskError } from '#shared/ipc/errors.ts';
import type {
  CampaignChoice,
  OfferDetail,
  OfferDraft,
  OfferPage,
  OfferPageRequest,
} from '#shared/ipc/offers.ts';
import { offerTermsOf } from '../campaigns/stored-terms.ts';
import { foundByWords, isActive } from '../catalogue/found-records.ts';
import { listedMarks } from '../conversions/marks.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { sumsBy } from './conversion-sums.ts';
import { goalReads } from './goal-records.ts';
import {
  campaignOf,
  offerDraftOf,
  offerRowOf,
  SELECT_OFFERS,
  subIdRulesOf,
  tuneAmountsOf,
} from './offer-rows.ts';
import type { StoredOffer } from './offer-rows.ts';
import { offerUses } from './offer-uses.ts';
import { pixelReads } from './pixel-records.ts';
import { trackingOrigins } from './tracking-origin.ts';

/** Reads of offers, as screens and commands see them. */
export function offerReads(db: Sqlite): {
  readonly offerPage: (input: OfferPageRequest) => OfferPage;
  readonly offerDetail: (input: { readonly id: number }) => OfferDetail;
  readonly offerNamed: (input: {
    readonly networkId: number | null;
    readonly offerId: string;
  }) => OfferDetail | null;
  readonly offerDrafts: (input: {
    readonly networkId: number | null;
    readonly offerIds: readonly string[];
  }) => OfferDraft[];
  readonly campaignChoices: (input: { readonly text?: string | undefined }) => CampaignChoice[];
} {
  const all = db.prepare<[], StoredOffer>(
    `${SELECT_OFFERS} WHERE w.removed = 0 ORDER BY o.name COLLATE NOCASE, o.offer_id, o.id`,
  );
  const one = db.prepare<[number], StoredOffer>(`${SELECT_OFFERS} WHERE o.id = ?`);
  const named = db.prepare<[string], StoredOffer>(`${SELECT_OFFERS} WHERE o.offer_id = ? AND w.removed = 0`);
  const among = db.prepare<[string], StoredOffer>(
    `${SELECT_OFFERS} WHERE o.offer_id IN (SELECT value FROM json_each(?)) AND w.removed = 0`,
  );
  const campaigns = db.prepare<[], StoredOffer>(
    `${SELECT_OFFERS} WHERE w.kind = 'invoca' AND w.removed = 0 AND o.invoca_id <> '' AND o.listed = 1
     ORDER BY o.name COLLATE NOCASE, o.offer_id, o.id`,
  );
  const sums = sumsBy(listedMarks(db), ({ line }) => line.offerId);
  const goals = goalReads(db);
  const pixels = pixelReads(db);
  const trackingOriginOf = trackingOrigins(db);
  const uses = offerUses(db);

  const detailOf = (stored: StoredOffer): OfferDetail => {
    const trackingOrigin = trackingOriginOf(stored);
    const { numbers, partners, removable } = uses(stored);
    const tune = tuneAmountsOf(stored);
    return {
      row: offerRowOf(stored, sums()),
      ownName: stored.own_name,
      networkOfferName: stored.network_name,
      tuneName: stored.tune_name,
      ownStatus: stored.own_status || null,
      networkStatus: stored.status,
      tuneStatus: stored.tune_status ?? '',
      advertiserId: stored.advertiser_id,
      invocaId: stored.invoca_id,
      refId: stored.ref_id ?? '',
      ownPayout: stored.payout,
      ownRevenue: stored.revenue,
      ownGoalName: stored.goal_name ?? '',
      tunePayout: tune.payout,
      tuneRevenue: tune.revenue,
      subIdRules: subIdRulesOf(stored),
      trackingOrigin,
      ownTrackingOrigin: stored.tracking_origin ?? '',
      note: stored.note ?? '',
      terms: offerTermsOf(stored.terms),
      goals: goals(stored, trackingOrigin),
      pixels: pixels.ofOffer(stored.id),
      numbers,
      partners,
      removable,
    };
  };

  return {
    offerPage: ({ filter: { text, networkId, status, payPerCall }, index, limit }) => {
      const byNow = sums();
      const kept = all
        .all()
        .filter((stored) => networkId === undefined || stored.network_id === networkId)
        .map((stored) => offerRowOf(stored, byNow))
        .filter((row) => status === undefined || isActive(row.status) === (status === 'active'))
        .filter((row) => payPerCall === undefined || row.payPerCall === payPerCall);
      const found = foundByWords(kept, text, (row) => [
        row.name,
        row.offerId,
        row.advertiserName,
        row.networkName,
        row.campaign?.invocaId ?? '',
        row.campaign?.name ?? '',
      ]);
      return { index, count: found.length, rows: found.slice(index, index + limit) };
    },
    offerDetail: ({ id }) => {
      const stored = one.get(id);
      if (!stored) throw new DeskError('not_found', `There is no offer with the record id ${id}.`);
      return detailOf(stored);
    },
    offerNamed: ({ networkId, offerId }) => {
      const found = named
        .all(offerId)
        .filter((stored) => networkId === null || stored.network_id === networkId);
      const [only, another] = found;
      if (another) {
        const accounts = found.map(({ account }) => `“${account}”`).join(' and ');
        throw new DeskError('conflict', `${accounts} both have an offer ${offerId}. Say which network.`, {
          field: 'networkId',
        });
      }
      return only ? detailOf(only) : null;
    },
    offerDrafts: ({ networkId, offerIds }) =>
      among
        .all(JSON.stringify(offerIds))
        .filter((stored) => networkId === null || stored.network_id === networkId)
        .map(offerDraftOf),
    campaignChoices: ({ text }) =>
      foundByWords(campaigns.all(), text, (row) => [
        row.name,
        row.offer_id,
        row.invoca_id,
        row.advertiser_name,
        row.account,
      ])
        // A campaign that itself counts another's calls is still one that can be chosen.
        .flatMap((row) => campaignOf({ ...row, campaign: null }) ?? []),
  };
}

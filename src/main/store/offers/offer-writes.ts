import { parseOrigin } from '#shared/domain/click-host.ts';
import { ruleSetFaults } from '#shared/domain/offer-sub-ids.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { OfferDraft, OfferStatus, OfferStatusChange } from '#shared/ipc/offers.ts';
import type { SavedRecords } from '#main/engine/ports/catalogue-records.ts';
import { recordWrites } from '../catalogue/record-writes.ts';
import type { OwnPart, Saving } from '../catalogue/record-writes.ts';
import { atOnce } from '../file/sqlite.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { SELECT_OFFERS } from './offer-rows.ts';
import type { StoredOffer } from './offer-rows.ts';
import { offerUses } from './offer-uses.ts';

/** Writes of offers. `renamed` is called when what is shown of one anywhere may have changed. */
export function offerWrites(
  db: Sqlite,
  renamed: () => void,
): {
  readonly saveOffer: (input: Saving & { readonly draft: OfferDraft }) => { readonly id: number };
  readonly saveOffers: (input: Saving & { readonly drafts: readonly OfferDraft[] }) => SavedRecords;
  readonly setOfferStatus: (input: OfferStatusChange & { readonly now: number }) => void;
  readonly removeOffer: (input: { readonly id: number }) => void;
} {
  const put = db.prepare<
    [
      number,
      string,
      string,
      string,
      number,
      number | null,
      number | null,
      number | null,
      string,
      string,
      string,
      string,
      string,
      number,
    ]
  >(
    `INSERT INTO offer_details (offer, origin, own_status, ref_id, pay_per_call, campaign, payout, revenue, currency,
       goal_name, sub_id_rules, tracking_origin, note, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (offer) DO UPDATE SET own_status = excluded.own_status, ref_id = excluded.ref_id,
       pay_per_call = excluded.pay_per_call, campaign = excluded.campaign, payout = excluded.payout,
       revenue = excluded.revenue, currency = excluded.currency, goal_name = excluded.goal_name,
       sub_id_rules = excluded.sub_id_rules, tracking_origin = excluded.tracking_origin, note = excluded.note,
       changed_at = excluded.changed_at`,
  );
  const putStatus = db.prepare<[string, number, number]>(
    `INSERT INTO offer_details (offer, origin, pay_per_call, currency, own_status, changed_at)
     SELECT o.id, 'network', w.kind = 'invoca', w.currency, ?, ? FROM offers AS o
       JOIN networks AS w ON w.id = o.network_id WHERE o.id = ?
     ON CONFLICT (offer) DO UPDATE SET own_status = excluded.own_status, changed_at = excluded.changed_at`,
  );
  const uses = offerUses(db);

  /** The campaign a draft names; null when it is the offer's own. @throws DeskError invalid_input */
  const campaignFor = ({ campaignId }: OfferDraft, id: number): number | null => {
    if (campaignId === null || campaignId === id) return null;
    const campaign = found(campaignId);
    if (campaign.account_kind !== 'invoca' || campaign.invoca_id === '') {
      throw new DeskError('invalid_input', 'Choose a campaign that an Invoca account lists.', {
        field: 'campaignId',
      });
    }
    return campaign.id;
  };

  const keep = (id: number, draft: OfferDraft, own: OwnPart<OfferStatus>): void => {
    put.run(
      id,
      own.origin,
      own.status,
      draft.refId,
      Number(draft.payPerCall),
      campaignFor(draft, id),
      draft.payout,
      draft.revenue,
      draft.currency,
      draft.goalName,
      JSON.stringify(draft.subIdRules),
      originOf(draft),
      draft.note,
      own.now,
    );
  };
  const { found, save, saveMany, remove } = recordWrites<StoredOffer, OfferStatus, OfferDraft>(
    db,
    {
      word: 'offer',
      select: `${SELECT_OFFERS} WHERE o.id = ?`,
      insert: `INSERT INTO offers (network_id, offer_id, name, status, advertiser_id, invoca_id, click_url, listed)
        VALUES (?, ?, '', '', '', '', '', 0)`,
      tradeIdOf: ({ offer_id: offerId }) => offerId,
      draftId: ({ offerId }) => offerId,
      currencyOf: ({ currency }) => currency,
      check,
      keep,
      removable: (stored) => uses(stored).removable,
      removal: [
        'pixels WHERE goal IN (SELECT id FROM goals WHERE offer = ?)',
        'goals WHERE offer = ?',
        'offer_details WHERE offer = ?',
        'offers WHERE id = ?',
      ],
      stays: 'Calls, numbers, links or an account name this offer, so it stays. End it instead.',
    },
    renamed,
  );
  return {
    saveOffer: save,
    saveOffers: saveMany,
    setOfferStatus: atOnce(db, ({ ids, status, now }: OfferStatusChange & { readonly now: number }) => {
      for (const id of ids) putStatus.run(status ?? '', now, found(id).id);
    }),
    removeOffer: remove,
  };
}

/** @throws DeskError invalid_input with the field at fault */
function check(draft: OfferDraft): void {
  const [fault] = ruleSetFaults(draft.subIdRules);
  if (fault) throw new DeskError('invalid_input', fault.message, { field: 'subIdRules' });
  originOf(draft);
}

/** The tracking domain as an origin; empty for none. @throws DeskError invalid_input */
function originOf({ trackingOrigin }: OfferDraft): string {
  if (trackingOrigin === '') return '';
  const origin = parseOrigin(trackingOrigin.includes('://') ? trackingOrigin : `https://${trackingOrigin}`);
  if (origin === null) {
    const message = `“${trackingOrigin}” is not a host, such as leadtrust.go2cloud.org.`;
    throw new DeskError('invalid_input', message, { field: 'trackingOrigin' });
  }
  return new URL(origin).origin;
}

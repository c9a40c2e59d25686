import { parseOrigin } from '#shared/domain/click-host.ts';
import { ruleSetFaults } from '#shared/domain/offer-sub-ids.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { OfferDraft, OfferStatusChange } from '#shared/ipc/offers.ts';
import type { SavedBy, SavedRecords } from '#main/engine/ports/catalogue-records.ts';
import { freeTradeId } from '../catalogue/free-trade-id.ts';
import { homeNetwork } from '../catalogue/home-network.ts';
import { SHOWN_NAME } from '../catalogue/own-records.ts';
import { tally } from '../catalogue/tally.ts';
import type { SaveOutcome } from '../catalogue/tally.ts';
import { atOnce } from '../file/sqlite.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { SELECT_OFFERS } from './offer-rows.ts';
import type { StoredOffer } from './offer-rows.ts';
import { offerUses } from './offer-uses.ts';

interface Saving {
  readonly by: SavedBy;
  readonly now: number;
}

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
  const one = db.prepare<[number], StoredOffer>(`${SELECT_OFFERS} WHERE o.id = ?`);
  const same = db.prepare<[number, string], { id: number }>(
    'SELECT id FROM offers WHERE network_id = ? AND offer_id = ?',
  );
  const insert = db.prepare<[number, string]>(
    `INSERT INTO offers (network_id, offer_id, name, status, advertiser_id, invoca_id, click_url, listed)
     VALUES (?, ?, '', '', '', '', '', 0)`,
  );
  const move = db.prepare<[number, string, number]>(
    'UPDATE offers SET network_id = ?, offer_id = ? WHERE id = ?',
  );
  const nameIt = db.prepare<[string, number]>('UPDATE offers SET own_name = ? WHERE id = ?');
  const show = db.prepare<[number]>(`UPDATE offers SET name = ${SHOWN_NAME} WHERE id = ?`);
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
  const removal = [
    'pixels WHERE goal IN (SELECT id FROM goals WHERE offer = ?)',
    'goals WHERE offer = ?',
    'offer_details WHERE offer = ?',
    'offers WHERE id = ?',
  ].map((from) => db.prepare<[number]>(`DELETE FROM ${from}`));
  const home = homeNetwork(db);
  const freeId = freeTradeId(db, 'offers');
  const uses = offerUses(db);

  const found = (id: number): StoredOffer => {
    const stored = one.get(id);
    if (!stored) throw new DeskError('not_found', `There is no offer with the record id ${id}.`);
    return stored;
  };

  /** The record the draft is of, made when it is new, at the place the draft says. */
  const placed = (draft: OfferDraft, now: number): { before: StoredOffer | null; id: number } => {
    const before = draft.id === null ? null : found(draft.id);
    const networkId =
      before && draft.networkId === null
        ? before.network_id
        : home({ networkId: draft.networkId, currency: draft.currency, now });
    const offerId = draft.offerId || before?.offer_id || freeId();
    const there = same.get(networkId, offerId);
    if (there && there.id !== before?.id) {
      throw new DeskError('conflict', `There is an offer ${offerId} already.`, { field: 'offerId' });
    }
    if (!before) return { before, id: Number(insert.run(networkId, offerId).lastInsertRowid) };
    if (before.network_id !== networkId || before.offer_id !== offerId) {
      if (!uses(before).removable) {
        const message = `Calls, numbers or links name offer ${before.offer_id}; its id and account stay as they are.`;
        throw new DeskError('conflict', message, { field: 'offerId' });
      }
      move.run(networkId, offerId, before.id);
    }
    return { before, id: before.id };
  };

  const save = (draft: OfferDraft, { by, now }: Saving): { id: number; outcome: SaveOutcome } => {
    const trackingOrigin = checked(draft);
    const { before, id } = placed(draft, now);
    const stored = found(id);
    const ownName = draft.name === (stored.network_name || stored.tune_name) ? '' : draft.name;
    if (ownName === '' && stored.network_name === '' && stored.tune_name === '') {
      throw new DeskError('invalid_input', 'Enter a name.', { field: 'name' });
    }
    nameIt.run(ownName, id);
    show.run(id);
    put.run(
      id,
      stored.origin ?? (before === null ? by : 'network'),
      // Nobody else says anything of what was made here.
      draft.status ?? (before === null ? 'active' : ''),
      draft.refId,
      Number(draft.payPerCall),
      campaignFor(draft, id),
      draft.payout,
      draft.revenue,
      draft.currency,
      draft.goalName,
      JSON.stringify(draft.subIdRules),
      trackingOrigin,
      draft.note,
      now,
    );
    const after = found(id);
    if (before === null) return { id, outcome: 'added' };
    return { id, outcome: JSON.stringify(before) === JSON.stringify(after) ? 'same' : 'changed' };
  };

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

  return {
    saveOffer: atOnce(db, ({ draft, ...how }: Saving & { readonly draft: OfferDraft }) => {
      const { id } = save(draft, how);
      renamed();
      return { id };
    }),
    saveOffers: atOnce(db, ({ drafts, ...how }: Saving & { readonly drafts: readonly OfferDraft[] }) => {
      const saved = tally(drafts.map((draft) => save(draft, how).outcome));
      renamed();
      return saved;
    }),
    setOfferStatus: atOnce(db, ({ ids, status, now }: OfferStatusChange & { readonly now: number }) => {
      for (const id of ids) putStatus.run(status ?? '', now, found(id).id);
    }),
    removeOffer: atOnce(db, ({ id }: { readonly id: number }) => {
      if (!uses(found(id)).removable) {
        const message = 'Calls, numbers, links or an account name this offer, so it stays. End it instead.';
        throw new DeskError('conflict', message);
      }
      for (const statement of removal) statement.run(id);
      renamed();
    }),
  };
}

/** Gives the tracking domain as an origin. @throws DeskError invalid_input with the field at fault */
function checked({ trackingOrigin, subIdRules }: OfferDraft): string {
  const [fault] = ruleSetFaults(subIdRules);
  if (fault) throw new DeskError('invalid_input', fault.message, { field: 'subIdRules' });
  if (trackingOrigin === '') return '';
  const origin = parseOrigin(trackingOrigin.includes('://') ? trackingOrigin : `https://${trackingOrigin}`);
  if (origin === null) {
    const message = `“${trackingOrigin}” is not a host, such as leadtrust.go2cloud.org.`;
    throw new DeskError('invalid_input', message, { field: 'trackingOrigin' });
  }
  return new URL(origin).origin;
}

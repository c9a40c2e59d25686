import { mayRequestNumber, numbersLeft } from '#shared/domain/campaign-access.ts';
import type { CampaignStanding } from '#shared/domain/campaign-access.ts';
import { mediaTypeOf } from '#shared/domain/media-types.ts';
import { orderFaults } from '#shared/domain/number-order.ts';
import type { OrderField } from '#shared/domain/number-order.ts';
import type { BulkFault } from '#shared/ipc/number-bulk.ts';
import { pairKey } from '../../ports/numbers-store.ts';
import type { NumbersContext } from '../../ports/numbers-store.ts';
import { faultAt } from './plan-row.ts';
import type { GivenRow, PlannedRow } from './plan-row.ts';

/** Where a partner stands that never applied. */
const NO_RELATION: CampaignStanding = {
  offerStatus: '',
  campaignType: '',
  visibility: '',
  partnerStatus: '',
  relation: null,
  numbers: 0,
};

/**
 * Checks rows in order against what is known of the network: every fault at its cell, and for each row how many numbers
 * the partner has left after it, the rows above counted.
 */
export function rowChecker(context: NumbersContext): (row: GivenRow) => PlannedRow {
  const offers = new Map(context.offers.map((offer) => [offer.offerId, offer.name]));
  const partners = new Map(context.partners.map((partner) => [partner.partnerId, partner.name]));
  const above = new Map<string, number>();

  return (row) => {
    const { offerId, partnerId, order } = row;
    const faults: BulkFault[] = [...row.faults];
    const fault = (field: string, message: string): void => void faults.push(faultAt(row, field, message));
    const known = offers.has(offerId) && partners.has(partnerId);
    if (offerId === '') fault('offer', 'Name the offer.');
    else if (!offers.has(offerId)) fault('offer', `The network does not list the offer ${offerId}.`);
    if (partnerId === '') fault('partner', 'Name the partner.');
    else if (!partners.has(partnerId))
      fault('partner', `The network does not list the partner ${partnerId}.`);
    if (row.count !== null && row.count < 1) fault('count', 'Ask for one number at least.');
    for (const { field, message } of orderFaults(order)) fault(fieldName(field, order.wish.kind), message);

    const key = pairKey(offerId, partnerId);
    const standing = context.standings.get(key) ?? NO_RELATION;
    const asked = above.get(key) ?? 0;
    const now = { ...standing, numbers: standing.numbers + asked };
    const left = numbersLeft(now);
    const count = row.count ?? 0;
    if (known && row.faults.length === 0) {
      const may = mayRequestNumber(now);
      if (!may.can) fault('partner', may.reason);
      else if (left !== null && count > left) fault('count', tooMany(count, left, standing, asked));
    }
    if (faults.length === 0) above.set(key, asked + count);
    return {
      line: row.line,
      offerId,
      offerName: offers.get(offerId) ?? '',
      partnerId,
      partnerName: partners.get(partnerId) ?? '',
      count,
      leftAfter: left === null ? null : Math.max(0, left - (faults.length === 0 ? count : 0)),
      description: order.description,
      mediaType: mediaTypeOf(order.mediaType) ?? order.mediaType,
      wish: order.wish,
      customData: { ...order.customData },
      faults,
    };
  };
}

function tooMany(count: number, left: number, standing: CampaignStanding, asked: number): string {
  const most = standing.relation?.maxPromoNumbers ?? 0;
  const above = asked === 0 ? '' : `, and the rows above ask for ${asked}`;
  return `${count} do not fit: the partner may have ${most} on this offer, has ${standing.numbers}${above}, so ${left} are left.`;
}

function fieldName(field: OrderField, wish: string): string {
  if (field.startsWith('customData.')) return `custom:${field.slice('customData.'.length)}`;
  if (field !== 'wish') return field;
  return wish === 'area' ? 'areaCode' : wish;
}

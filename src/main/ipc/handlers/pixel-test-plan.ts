import type { DeskReader } from '#main/engine/ports/desk-store.ts';
import type { PixelTestPlan } from '#main/pixel-tests/running-test.ts';
import { decimalText } from '#shared/domain/money.ts';
import { filledRider, riderMarkup } from '#shared/domain/rider-code.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { GoalView } from '#shared/ipc/goals.ts';
import type { OfferDetail } from '#shared/ipc/offers.ts';
import type { PixelTestDraft } from '#shared/ipc/pixel-tests.ts';

/** A session as TUNE gives clicks one, for the macros of a partner's pixel. */
const SESSION = '1027c887059b47bc69c699f45466b9';

/**
 * What a test of a goal's code is made of, its partner's macros filled in with what the click is said to have brought.
 * @throws DeskError not_found; conflict while it is not known where the goal is counted
 */
export async function pixelTestPlan(
  read: Pick<DeskReader, 'offerDetail'>,
  { offer, goal: goalRecord, rider, subIds }: PixelTestDraft,
): Promise<PixelTestPlan> {
  const detail = await read.offerDetail({ id: offer });
  const goal = detail.goals.find(({ id }) => id === goalRecord);
  if (!goal) throw new DeskError('not_found', 'This goal is not there any more.');
  const { placement } = goal;
  if (placement === null) {
    throw new DeskError('conflict', 'Say first on which domain the offer’s clicks are counted.', {
      field: 'trackingOrigin',
    });
  }
  const offerName = detail.row.name || detail.row.offerId;
  if (rider === null) return { goal: { ...goal, placement }, offerName, rider: null };
  const code = 'code' in rider ? rider.code : kept(detail, rider.pixel).code;
  const partnerId = 'pixel' in rider ? kept(detail, rider.pixel).partnerId : '';
  const filled = filledRider(riderMarkup(code), macroValues(detail, goal, partnerId, subIds));
  return {
    goal: { ...goal, placement },
    offerName,
    rider: { markup: filled.markup, unknownMacros: filled.unknown },
  };
}

function kept({ pixels }: OfferDetail, id: number): OfferDetail['pixels'][number] {
  const found = pixels.find((pixel) => pixel.id === id);
  if (!found) throw new DeskError('not_found', 'This pixel is not there any more.');
  return found;
}

function macroValues(
  { row, advertiserId }: OfferDetail,
  goal: GoalView,
  partnerId: string,
  subIds: PixelTestDraft['subIds'],
): Record<string, string> {
  const { payout, currency } = goal;
  const amount = payout === null ? '' : decimalText({ amount: payout, currency });
  const partner = partnerId || '23';
  return {
    ...subIds,
    affiliate_id: partner,
    aff_id: partner,
    offer_id: row.offerId,
    offer_name: row.name,
    advertiser_id: advertiserId,
    goal_id: goal.goalId,
    transaction_id: SESSION,
    payout: amount,
    currency,
    aff_sub: '',
    aff_sub1: '',
    aff_click_id: subIds.aff_sub2,
  };
}

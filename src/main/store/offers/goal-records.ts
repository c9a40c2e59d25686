import { goalCode } from '#shared/domain/goal-code.ts';
import type { GoalProtocol, GoalView } from '#shared/ipc/goals.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { amountsOf, currencyOf, isPayPerCall, originOf } from './offer-rows.ts';
import type { StoredOffer } from './offer-rows.ts';

/** A further goal as it is read from the file. */
export interface StoredGoal {
  readonly id: number;
  readonly offer: number;
  readonly goal_id: string;
  readonly name: string;
  readonly protocol: Exclude<GoalProtocol, 'pay_per_call'>;
  readonly payout: number;
  readonly revenue: number;
  readonly currency: string;
  readonly status: GoalView['status'];
  readonly origin: GoalView['origin'];
  readonly tune_network_id: number | null;
}

/** What a pay-per-call offer's own event is called where nobody named it. */
const DEFAULT_GOAL_NAME = 'Pay per call';

/** The goals of an offer: the default one first, if it has one, then those that are not deleted, by id. */
export function goalReads(db: Sqlite): (offer: StoredOffer, trackingOrigin: string) => GoalView[] {
  const further = db.prepare<[number], StoredGoal>(
    "SELECT * FROM goals WHERE offer = ? AND status <> 'deleted' ORDER BY id",
  );
  return (offer, trackingOrigin) => [
    ...(isPayPerCall(offer) ? [defaultGoal(offer)] : []),
    ...further.all(offer.id).map((goal) => goalViewOf(goal, offer.offer_id, trackingOrigin)),
  ];
}

function defaultGoal(offer: StoredOffer): GoalView {
  return {
    id: null,
    goalId: '0',
    name: offer.goal_name || DEFAULT_GOAL_NAME,
    protocol: 'pay_per_call',
    ...amountsOf(offer),
    currency: currencyOf(offer),
    status: 'active',
    origin: originOf(offer),
    placement: null,
  };
}

/** A further goal with the code that counts it; no code while it is not known where its offer is counted. */
export function goalViewOf(goal: StoredGoal, offerId: string, trackingOrigin: string): GoalView {
  return {
    id: goal.id,
    goalId: goal.goal_id,
    name: goal.name,
    protocol: goal.protocol,
    payout: goal.payout,
    revenue: goal.revenue,
    currency: goal.currency,
    status: goal.status,
    origin: goal.origin,
    placement:
      trackingOrigin === ''
        ? null
        : goalCode({ origin: trackingOrigin, offerId, goalId: goal.goal_id, way: goal.protocol }, goal.name),
  };
}

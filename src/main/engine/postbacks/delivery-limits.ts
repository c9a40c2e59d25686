import { USUAL_LIMITS } from '#shared/domain/receiver-limits.ts';

/** How hard receivers are pressed (postback-delivery.md promise 8). */
export interface DeliveryLimits {
  /** Requests to one receiver at the same time. */
  readonly perReceiver: number;
  /** Requests to one receiver begun in a second. */
  readonly perSecond: number;
  /** Requests to all receivers at the same time. */
  readonly overall: number;
}

/** Two at once and five a second to one receiver, sixty at once to all: slow receivers must not hold all there is. */
export const DEFAULT_LIMITS: DeliveryLimits = {
  perReceiver: USUAL_LIMITS.atOnce,
  perSecond: USUAL_LIMITS.perSecond,
  overall: 60,
};

/** How long a claimed delivery is the sender's: longer than its turn and its time-out can take. */
export const LEASE_MS = 180_000;

/** Overdue deliveries go out over this long after sleep, restart or an outage (promise 12). */
export const SPREAD_MS = 60_000;

/** How long an answer is waited for unless the settings say otherwise (promise 3). */
export const DEFAULT_TIMEOUT_MS = 15_000;

/** Deliveries claimed ahead, in multiples of what may run at once, so that one claim serves many attempts. */
export const CLAIM_AHEAD = 16;

/** The same for what is left when the outbox is asked again, so that a claim under way keeps nobody waiting. */
export const CLAIM_AGAIN = 8;

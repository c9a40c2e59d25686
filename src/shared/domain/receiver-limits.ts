/** How hard one receiver is pressed (postback-delivery.md promise 8). */
export interface ReceiverLimits {
  /** Requests begun in a second. */
  readonly perSecond: number;
  /** Requests at the same time. */
  readonly atOnce: number;
}

/** Five a second and two at once, until a person says otherwise. */
export const USUAL_LIMITS: ReceiverLimits = { perSecond: 5, atOnce: 2 };

/** The bounds within which a person may set them. */
export const LIMIT_BOUNDS = {
  perSecond: { least: 0.01, most: 100 },
  atOnce: { least: 1, most: 20 },
  /** How long an answer is waited for, in milliseconds (promise 3). */
  timeoutMs: { least: 5_000, most: 30_000 },
} as const;

import type { DeliveryFailure } from './delivery-verdict.ts';
import { retryAfterInstant } from './retry-after.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** The wait before each attempt, in milliseconds, from the failure before it (postback-delivery.md promise 2). */
export const ATTEMPT_DELAYS: readonly number[] = [
  0,
  5 * SECOND,
  30 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];

/** How often a delivery is tried that the receiver called wrong with a 4xx (promise 4). */
export const CLIENT_ERROR_ATTEMPTS = 3;

/** The longest a receiver's `Retry-After` is followed, in milliseconds. */
export const LONGEST_RETRY_AFTER = 24 * HOUR;

/** When a delivery is tried again, or why it is not; the reasons are the states the delivery then has. */
export type NextAttempt =
  { readonly at: number } | { readonly exhausted: 'exhausted' | 'needs_person' | 'stopped' };

/**
 * What follows a failed attempt (promises 2 and 4). `attemptNumber` counts from 1 and is the one that failed at
 * `failedAt` (UTC milliseconds). `jitter`, from 0 to 1, stretches the wait by 0.8 to 1.2. `retryAfter` is the
 * header as received, null without one; it wins when later.
 */
export function nextAttempt(failed: {
  readonly attemptNumber: number;
  readonly failedAt: number;
  readonly kind: DeliveryFailure;
  readonly retryAfter: string | null;
  readonly jitter: number;
}): NextAttempt {
  const { attemptNumber, failedAt, kind } = failed;
  if (kind === 'gone') return { exhausted: 'stopped' };
  if (kind === 'blocked') return { exhausted: 'needs_person' };
  if (kind === 'client_error' && attemptNumber >= CLIENT_ERROR_ATTEMPTS) return { exhausted: 'needs_person' };
  const delay = ATTEMPT_DELAYS[attemptNumber];
  if (delay === undefined) return { exhausted: 'exhausted' };
  const scheduled = failedAt + Math.round(delay * (0.8 + 0.4 * failed.jitter));
  const asked = failed.retryAfter === null ? null : retryAfterInstant(failed.retryAfter, failedAt);
  const followed = asked === null ? scheduled : Math.min(asked, failedAt + LONGEST_RETRY_AFTER);
  return { at: Math.max(scheduled, followed) };
}

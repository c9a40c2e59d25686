import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ATTEMPT_DELAYS, LONGEST_RETRY_AFTER, nextAttempt } from '#shared/domain/delivery-schedule.ts';
import type { DeliveryFailure } from '#shared/domain/delivery-verdict.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW = Date.UTC(2026, 0, 5, 14);

function next(
  attemptNumber: number,
  change: { kind?: DeliveryFailure; retryAfter?: string; jitter?: number } = {},
) {
  const { kind = 'transient', retryAfter = null, jitter = 0.5 } = change;
  return nextAttempt({ attemptNumber, failedAt: NOW, kind, retryAfter, jitter });
}

describe('the delivery schedule', () => {
  it('makes 11 attempts over 3 days, 3 hours and 35 minutes (promise 2)', () => {
    const following = Array.from({ length: 12 }, (_, index) => next(index + 1));
    const waits = following.flatMap((step) => ('at' in step ? step.at - NOW : []));
    expect(following.slice(waits.length)).toEqual([{ exhausted: 'exhausted' }, { exhausted: 'exhausted' }]);
    expect(waits).toEqual([
      5000,
      30_000,
      5 * MINUTE,
      30 * MINUTE,
      2 * HOUR,
      5 * HOUR,
      10 * HOUR,
      14 * HOUR,
      20 * HOUR,
      24 * HOUR,
    ]);
    expect(waits.length + 1).toBe(11);
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBe(75 * HOUR + 35 * MINUTE + 35_000);
  });

  it('stretches each wait by 0.8 to 1.2, evenly', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (attempt, jitter) => {
          const delay = ATTEMPT_DELAYS[attempt] ?? NaN;
          const following = next(attempt, { jitter });
          const wait = 'at' in following ? following.at - NOW : NaN;
          expect(wait).toBe(Math.round(delay * (0.8 + 0.4 * jitter)));
          expect(wait).toBeGreaterThanOrEqual(Math.floor(delay * 0.8));
          expect(wait).toBeLessThanOrEqual(Math.ceil(delay * 1.2));
        },
      ),
    );
  });

  it.each([
    [1, '120', 120_000],
    [1, '1', 5000],
    [1, '0', 5000],
    [1, 'Mon, 05 Jan 2026 14:10:00 GMT', 10 * MINUTE],
    [1, 'Mon, 05 Jan 2026 13:00:00 GMT', 5000],
    [1, '999999', LONGEST_RETRY_AFTER],
    [1, 'Mon, 05 Jan 2099 14:10:00 GMT', LONGEST_RETRY_AFTER],
    [1, 'soon', 5000],
    [1, '-5', 5000],
    [10, '60', 24 * HOUR],
  ])('after attempt %i with Retry-After %s waits %i ms', (attempt, retryAfter, wait) => {
    expect(next(attempt, { retryAfter })).toEqual({ at: NOW + wait });
  });

  it('never shortens the schedule by a Retry-After', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10 }),
        fc.nat(200_000),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (attempt, seconds, jitter) => {
          const plain = next(attempt, { jitter });
          const asked = next(attempt, { jitter, retryAfter: String(seconds) });
          const [from, to] = [plain, asked].map((following) => ('at' in following ? following.at : NaN));
          expect(to).toBeGreaterThanOrEqual(from ?? NaN);
          expect(to).toBe(Math.max(from ?? NaN, NOW + Math.min(seconds * 1000, LONGEST_RETRY_AFTER)));
        },
      ),
    );
  });

  it('gives a client error three tries, then waits for a person, whatever Retry-After says', () => {
    expect([1, 2, 3, 4].map((attempt) => next(attempt, { kind: 'client_error', retryAfter: '60' }))).toEqual([
      { at: NOW + MINUTE },
      { at: NOW + MINUTE },
      { exhausted: 'needs_person' },
      { exhausted: 'needs_person' },
    ]);
  });

  it('stops at 410, and asks a person at once about a blocked address', () => {
    expect(next(1, { kind: 'gone' })).toEqual({ exhausted: 'stopped' });
    expect(next(1, { kind: 'blocked' })).toEqual({ exhausted: 'needs_person' });
  });
});

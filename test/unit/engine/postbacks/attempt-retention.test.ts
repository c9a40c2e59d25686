import { describe, expect, it } from 'vitest';
import { attemptRetention } from '#main/engine/postbacks/attempt-retention.ts';
import { fakeTime } from '#test/support/fake-time.ts';
import { keptLog } from '../desk-store-double.ts';

const DAY = 24 * 60 * 60 * 1000;

/** Attempts of the ages given, in days, and retention that has begun. */
function keeping(ages: readonly number[], days = 400) {
  const time = fakeTime();
  let attempts = ages.map((age) => time.clock() - age * DAY);
  const asked: number[] = [];
  const { log, lines } = keptLog();
  const retention = attemptRetention({
    write: {
      pruneAttempts({ before, limit }) {
        asked.push(time.clock());
        if (asked.length === 2 && ages.includes(-1)) return Promise.reject(new Error('the file is busy'));
        const old = attempts.filter((at) => at < before).slice(0, limit);
        attempts = attempts.filter((at) => !old.includes(at));
        return Promise.resolve(old.length);
      },
    },
    clock: time.clock,
    scheduler: time.scheduler,
    log,
    days,
  });
  retention.start();
  return { time, retention, asked, lines, left: () => attempts.length };
}

describe('attempts are kept 400 days', () => {
  it('in slices, long after the start, and once a day', async () => {
    const old = Array.from({ length: 1200 }, (_, place) => 401 + place / 10_000);
    const { time, retention, asked, left } = keeping([...old, 399, 1]);
    await time.advance(9 * 60_000);
    expect(asked).toEqual([]);
    await time.advance(2 * 60_000);
    expect([asked.length, left()]).toEqual([4, 2]);
    await time.advance(2 * DAY);
    expect(left()).toBe(1);
    expect(asked.length).toBeLessThan(9);
    retention.stop();
    expect(time.timers).toBe(0);
  });

  it('or as many as are set, from then on', async () => {
    const { time, retention, left } = keeping([100, 50, 10]);
    await time.advance(DAY);
    expect(left()).toBe(3);
    retention.setDays(30);
    await time.advance(1000);
    expect(left()).toBe(1);
    retention.stop();
  });

  it('and what cannot be forgotten now is tried again tomorrow', async () => {
    const { time, retention, lines, asked } = keeping([-1, 500]);
    await time.advance(20 * 60_000);
    expect(lines.join(' ')).toContain('could not be forgotten');
    await time.advance(2 * DAY);
    expect(asked.length).toBeGreaterThan(2);
    retention.stop();
  });
});

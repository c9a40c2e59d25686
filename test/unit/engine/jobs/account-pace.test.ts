import { describe, expect, it } from 'vitest';
import { accountPace } from '#main/engine/jobs/account-pace.ts';
import { backOffMs, MOST_TRIES } from '#main/engine/jobs/back-off.ts';

describe('the pace of an account', () => {
  it('is four at once, whichever end first', () => {
    const pace = accountPace();
    expect(pace.room(1, 0)).toBe(4);
    for (let index = 0; index < 4; index += 1) pace.began(1);
    expect(pace.room(1, 0)).toBe(0);
    expect(pace.room(2, 0)).toBe(4);
    pace.ended(1, 'answer', 0);
    expect(pace.rooms(0)).toEqual({ 1: 1, 2: 4 });
  });

  it('halves for a minute when it is too fast, and again when it still is', () => {
    const pace = accountPace();
    const tooFast = (now: number): void => {
      pace.began(1);
      pace.ended(1, 'too_fast', now);
    };
    tooFast(1000);
    expect(pace.room(1, 1000)).toBe(2);
    tooFast(2000);
    expect(pace.room(1, 61_999)).toBe(1);
    expect(pace.room(1, 62_000)).toBe(4);
    tooFast(70_000);
    expect(pace.room(1, 70_000)).toBe(2);
  });

  it('is one at a time until an account that did not answer does', () => {
    const pace = accountPace();
    pace.began(1);
    pace.ended(1, 'trouble', 0);
    expect([pace.room(1, 0), pace.troubles(1)]).toEqual([1, 1]);
    pace.began(1);
    pace.ended(1, 'answer', 0);
    expect([pace.room(1, 0), pace.troubles(1)]).toEqual([4, 0]);
  });
});

describe('the back-off', () => {
  it('is 1, 4, 15 and 60 seconds, from half to half as much again', () => {
    const waits = (random: number) => [1, 2, 3, 4, 5].map((attempt) => backOffMs(attempt, () => random));
    expect(waits(0)).toEqual([500, 2000, 7500, 30_000, 30_000]);
    expect(waits(0.5)).toEqual([1000, 4000, 15_000, 60_000, 60_000]);
    expect(MOST_TRIES).toBe(5);
  });
});

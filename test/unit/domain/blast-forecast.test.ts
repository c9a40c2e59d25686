import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blastForecast } from '#shared/domain/blast-forecast.ts';

const NOW = Date.UTC(2026, 2, 2, 15);
const HOUR = 3_600_000;
const AT_ONCE = { now: NOW, returns: [], awaySeconds: 15_300, perSecond: 1e9 };

describe('the forecast of one blast', () => {
  it('serves as many messages as numbers are free, at the pace the network takes', () => {
    expect(blastForecast({ ...AT_ONCE, messages: 100, poolSize: 100, perSecond: 5 })).toEqual({
      free: 100,
      missing: 0,
      lastAt: NOW + 99 * 200,
    });
  });

  it('lets the others wait for a whole turn of the pool, hold and rest', () => {
    expect(blastForecast({ ...AT_ONCE, messages: 150, poolSize: 100 })).toEqual({
      free: 100,
      missing: 50,
      lastAt: NOW + 15_300_000,
    });
    expect(blastForecast({ ...AT_ONCE, messages: 201, poolSize: 100 }).lastAt).toBe(NOW + 2 * 15_300_000);
  });

  it('counts numbers that come back on the way', () => {
    const returns = [NOW + HOUR, NOW + 2 * HOUR, NOW - HOUR];
    expect(blastForecast({ ...AT_ONCE, messages: 3, poolSize: 3, returns })).toEqual({
      free: 1,
      missing: 2,
      lastAt: NOW + 2 * HOUR,
    });
  });

  it('never ends without numbers', () => {
    expect(blastForecast({ ...AT_ONCE, messages: 1, poolSize: 0 }).lastAt).toBeNull();
    expect(blastForecast({ ...AT_ONCE, messages: 0, poolSize: 0 }).lastAt).toBe(NOW);
  });

  it('never ends later with more numbers', () => {
    fc.assert(
      fc.property(
        fc.nat(60),
        fc.integer({ min: 1, max: 20 }),
        fc.array(fc.integer({ min: 1, max: 8 * HOUR }), { maxLength: 10 }),
        (messages, poolSize, away) => {
          const returns = away.map((ms) => NOW + ms);
          const facts = { ...AT_ONCE, messages, returns };
          const less = blastForecast({ ...facts, poolSize }).lastAt ?? Infinity;
          expect(blastForecast({ ...facts, poolSize: poolSize + 1 }).lastAt).toBeLessThanOrEqual(less);
        },
      ),
    );
  });
});

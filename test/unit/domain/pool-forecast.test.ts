import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dryAt, numbersNeeded, numbersWithReserve } from '#shared/domain/pool-forecast.ts';
import type { PoolFacts } from '#shared/domain/pool-forecast.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 2, 2, 15);

function facts(more: Partial<PoolFacts> = {}): PoolFacts {
  return { now: NOW, perHour: 100, holdSeconds: 4 * 3600, quarantineSeconds: 900, returns: [], ...more };
}

/** Plays the arrivals minute by minute of whole numbers, the slow way. */
function playedDryAt({ now, perHour, holdSeconds, quarantineSeconds, returns }: PoolFacts, size: number) {
  const back = returns.filter((at) => at > now);
  if (back.length >= size) return now;
  for (let arrival = 1; arrival <= perHour * 24 * 8; arrival += 1) {
    const at = now + (arrival * HOUR) / perHour;
    if (back.filter((end) => end > at).length >= size) return Math.round(at);
    back.push(at + (holdSeconds + quarantineSeconds) * 1000);
  }
  return null;
}

describe('a pool forecast', () => {
  it('needs the numbers the reference counts', () => {
    expect(numbersNeeded(facts())).toBe(425);
    expect(numbersWithReserve(facts())).toBe(532);
  });

  it('is dry now when all numbers are away', () => {
    expect(dryAt(facts({ returns: [NOW + 1, NOW + 2] }), 2)).toBe(NOW);
    expect(dryAt(facts({ returns: [NOW - 1] }), 0)).toBe(NOW);
  });

  it('is never dry without arrivals', () => {
    expect(dryAt(facts({ perHour: 0 }), 1)).toBeNull();
  });

  it('lasts for the numbers there are, and for good with what is needed', () => {
    expect(dryAt(facts(), 300)).toBe(NOW + 301 * 36_000);
    expect(dryAt(facts(), 425)).toBeNull();
    expect(dryAt(facts(), 424)).not.toBeNull();
  });

  it('agrees with arrivals played one by one', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 0, max: 2 }),
        fc.array(fc.integer({ min: -2, max: 40 }), { maxLength: 20 }),
        fc.integer({ min: 0, max: 60 }),
        (perHour, holdQuarters, quarantineQuarters, returnQuarters, size) => {
          const given = facts({
            perHour,
            holdSeconds: holdQuarters * 900,
            quarantineSeconds: quarantineQuarters * 900,
            returns: returnQuarters.map((quarters) => NOW + quarters * 900_000),
          });
          expect(dryAt(given, size)).toBe(playedDryAt(given, size));
        },
      ),
      { numRuns: 100 },
    );
  });

  it('is never dry sooner with more numbers', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 0, max: 300 }),
        fc.integer({ min: 0, max: 300 }),
        (perHour, size, more) => {
          const before = dryAt(facts({ perHour }), size) ?? Infinity;
          expect(dryAt(facts({ perHour }), size + more) ?? Infinity).toBeGreaterThanOrEqual(before);
        },
      ),
    );
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  breakerAfter,
  breakerAlerts,
  CLOSED_BREAKER,
  LONGEST_PROBE_DELAY,
  PROBE_DELAYS,
  probeIsDue,
} from '#shared/domain/circuit-breaker.ts';
import type { Breaker } from '#shared/domain/circuit-breaker.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Attempts of a second each, one right after the other, from an instant on. */
function after(breaker: Breaker, marks: string, from = 0): Breaker {
  return Array.from(marks).reduce((state, mark, place) => {
    const startedAt = from + place * 1000;
    const answered = mark === '+';
    return breakerAfter(state, { startedAt, endedAt: startedAt + 500, answered, reason: 'HTTP 503' });
  }, breaker);
}

describe('a circuit breaker', () => {
  it.each(['----', '+----', '-+----+----', '+-+-+-+-+-+-+-+-+-+'])('stays closed after %s', (marks) => {
    expect(after(CLOSED_BREAKER, marks).openedAt).toBeNull();
  });

  it('opens at the fifth failure in a row, and says why', () => {
    const open = after(CLOSED_BREAKER, '+-----');
    expect(open).toMatchObject({ openedAt: 5500, probes: 0, probeAt: 5500 + MINUTE });
    expect(open.reason).toBe('5 attempts in a row failed, the last with: HTTP 503');
  });

  it('opens when half of the last 20 failed, though never five in a row', () => {
    const half = '+-+-+-+-+-+-+-+-+-+-';
    expect(after(CLOSED_BREAKER, half.slice(0, 19)).openedAt).toBeNull();
    expect(after(CLOSED_BREAKER, half)).toMatchObject({
      reason: expect.stringContaining('10 of the last 20'),
    });
  });

  it('does not open at an answer, however much failed before', () => {
    expect(after(CLOSED_BREAKER, `-+-+-+-+-+-+-+-+-+-+`).openedAt).toBeNull();
  });

  it('probes after 1, 2, 5 and 10 minutes, then every 30', () => {
    let breaker = after(CLOSED_BREAKER, '-----');
    const waits: number[] = [];
    for (let probe = 0; probe < 8; probe += 1) {
      const at = breaker.probeAt ?? 0;
      const before = probe === 0 ? (breaker.openedAt ?? 0) : at - waitOf(breaker);
      waits.push((at - before) / MINUTE);
      breaker = breakerAfter(breaker, { startedAt: at, endedAt: at, answered: false, reason: 'HTTP 500' });
    }
    expect(waits).toEqual([1, 2, 5, 10, 30, 30, 30, 30]);
    expect(breaker.probes).toBe(8);
  });

  it('is not moved by what was on its way when it opened', () => {
    const open = after(CLOSED_BREAKER, '-----');
    const late = after(open, '+-', (open.openedAt ?? 0) - 400);
    expect({ ...late, recent: '' }).toEqual({ ...open, recent: '' });
  });

  it('closes with a probe that is answered, and then needs as many failures as ever', () => {
    const open = after(CLOSED_BREAKER, '-----');
    const closed = after(open, '+', open.probeAt ?? 0);
    expect(closed).toEqual({ ...CLOSED_BREAKER, recent: '+' });
    expect(after(closed, '----').openedAt).toBeNull();
  });

  it('takes a probe that lies too far away for planned by a wrong clock', () => {
    expect(probeIsDue(1000, 999)).toBe(false);
    expect(probeIsDue(1000, 1000)).toBe(true);
    // A probe planned by an attempt that ended a little after the clock's now is no sign of a wrong clock.
    expect(probeIsDue(1000 + 30 * MINUTE + 15_000, 1000)).toBe(false);
    expect(probeIsDue(LONGEST_PROBE_DELAY + 1001, 1000)).toBe(true);
  });

  it('alerts at opening, at a hundred waiting, after a day and after five', () => {
    const open = { openedAt: 0 };
    expect(breakerAlerts({ openedAt: null }, 5000, 9 * DAY)).toEqual([]);
    expect(breakerAlerts(open, 99, DAY - 1)).toEqual(['opened']);
    expect(breakerAlerts(open, 100, 1)).toEqual(['opened', 'many_waiting']);
    expect(breakerAlerts(open, 3, DAY)).toEqual(['opened', 'a_day']);
    expect(breakerAlerts(open, 100, 5 * DAY)).toEqual(['opened', 'many_waiting', 'a_day', 'five_days']);
  });

  it('whatever happens: never remembers more than 20, probes only while open, and one answered probe closes it', () => {
    const marks = fc.stringMatching(/^[+-]{0,60}$/);
    fc.assert(
      fc.property(marks, (given) => {
        const breaker = after(CLOSED_BREAKER, given);
        expect(breaker.recent.length).toBeLessThanOrEqual(20);
        expect(breaker.openedAt === null).toBe(breaker.probeAt === null);
        if (breaker.probeAt === null) return;
        expect(after(breaker, '+', breaker.probeAt).openedAt).toBeNull();
      }),
    );
  });

  it('opens exactly where the rule says, attempt by attempt', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[+-]{1,60}$/), (given) => {
        const opensAt = Array.from({ length: given.length }, (_, place) => given.slice(0, place + 1)).find(
          (seen) =>
            seen.endsWith('-----') ||
            (seen.length >= 20 &&
              seen.endsWith('-') &&
              Array.from(seen.slice(-20)).filter((mark) => mark === '-').length >= 10),
        );
        // Attempts come within a minute, so that none of them is a probe.
        const breaker = after(CLOSED_BREAKER, given.slice(0, 59));
        const expected =
          opensAt === undefined || opensAt.length > 59 ? null : (opensAt.length - 1) * 1000 + 500;
        expect(breaker.openedAt).toBe(expected);
      }),
    );
  });
});

function waitOf({ probes }: Breaker): number {
  return PROBE_DELAYS[probes] ?? 30 * MINUTE;
}

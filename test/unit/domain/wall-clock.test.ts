import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTimeZone, wallClock } from '#shared/domain/wall-clock.ts';

describe('the wall clock of a zone', () => {
  it.each([
    [Date.UTC(2024, 0, 1, 5), 'America/New_York', '2024-01-01', '00:00:00'],
    [Date.UTC(2024, 2, 10, 6, 59, 59), 'America/New_York', '2024-03-10', '01:59:59'],
    [Date.UTC(2024, 2, 10, 7), 'America/New_York', '2024-03-10', '03:00:00'],
    [Date.UTC(2024, 11, 31, 18, 30), 'Asia/Kolkata', '2025-01-01', '00:00:00'],
    [0, 'UTC', '1970-01-01', '00:00:00'],
  ])('of %i in %s shows %s %s', (instant, zone, date, time) => {
    expect(wallClock(instant, zone)).toEqual({ date, time });
  });

  it('agrees with ISO 8601 in UTC', () => {
    const instant = fc.integer({ min: 0, max: Date.UTC(9999, 11, 31) });
    fc.assert(
      fc.property(instant, (at) => {
        const { date, time } = wallClock(at, 'UTC');
        expect(`${date}T${time}`).toBe(new Date(at).toISOString().slice(0, 19));
      }),
    );
  });

  it('tells time zones from other text', () => {
    expect(['America/New_York', 'UTC', 'Mars/Olympus', ''].map(isTimeZone)).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(() => wallClock(0, 'Mars/Olympus')).toThrow(RangeError);
  });
});
